package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static Places of(int user, Map<String, String> variables) {
        return Places.of(user, name -> variables.getOrDefault(name, ""));
    }

    @Test
    void rootHasTheSystemsFolders() {
        assertThat(of(0, Map.of("HOME", "/root"))).isEqualTo(new Places("/etc/tend.d", "/run/tend", "/var/log/tend"));
    }

    @Test
    void othersHaveTheXdgFolders() {
        assertThat(of(7, Map.of("XDG_RUNTIME_DIR", "/run/user/7", "XDG_STATE_HOME", "/s", "XDG_CONFIG_HOME", "/c")))
                .isEqualTo(new Places("/c/tend.d", "/run/user/7/tend", "/s/tend/log"));
    }

    @Test
    void othersWithoutXdgHaveTheirHome() {
        assertThat(of(7, Map.of("HOME", "/home/ada")))
                .isEqualTo(new Places(
                        "/home/ada/.config/tend.d",
                        "/home/ada/.local/state/tend/run",
                        "/home/ada/.local/state/tend/log"));
    }

    @Test
    void theRootDirectoryIsNobodysHome() {
        assertThat(of(7, Map.of("HOME", "/"))).isEqualTo(of(7, Map.of()));
        assertThat(Places.isHomeless(of(7, Map.of("HOME", "/")).run())).isTrue();
        assertThat(Places.isHomeless(of(7, Map.of("HOME", "/home/ada")).run())).isFalse();
    }

    @Test
    void aVariableSaysWhereTheKeeperIs() {
        assertThat(of(0, Map.of("TEND_RUN_DIR", "/x")).run()).isEqualTo("/x");
    }
}

package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoriesTest {

    private static Directories of(int user, Map<String, String> variables) {
        return Directories.of(user, name -> variables.getOrDefault(name, ""));
    }

    @Test
    void rootHasTheSystemsFolders() {
        assertThat(of(0, Map.of("HOME", "/root")))
                .isEqualTo(new Directories("/etc/tend.d", "/run/tend", "/var/log/tend"));
    }

    @Test
    void othersHaveTheXdgFolders() {
        assertThat(of(7, Map.of("XDG_RUNTIME_DIR", "/run/user/7", "XDG_STATE_HOME", "/s", "XDG_CONFIG_HOME", "/c")))
                .isEqualTo(new Directories("/c/tend.d", "/run/user/7/tend", "/s/tend/log"));
    }

    @Test
    void othersWithoutXdgHaveTheirHome() {
        assertThat(of(7, Map.of("HOME", "/home/ada")))
                .isEqualTo(new Directories(
                        "/home/ada/.config/tend.d",
                        "/home/ada/.local/state/tend/run",
                        "/home/ada/.local/state/tend/log"));
    }

    @Test
    void theRootDirectoryIsNobodysHome() {
        assertThat(of(7, Map.of("HOME", "/"))).isEqualTo(of(7, Map.of()));
        assertThat(Directories.isHomeless(of(7, Map.of("HOME", "/")).run())).isTrue();
        assertThat(Directories.isHomeless(of(7, Map.of("HOME", "/home/ada")).run()))
                .isFalse();
    }

    @Test
    void aVariableSaysWhereTheKeeperIs() {
        assertThat(of(0, Map.of("TEND_RUN_DIR", "/x")).run()).isEqualTo("/x");
    }
}

package dev.tend.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The places of the directories of a service. */
class ServiceDirectoryTest {

    private static List<Optional<String>> paths(boolean root, Map<String, String> environment) {
        return ServiceFile.parse(
                        "web",
                        "web",
                        "cmd=a\ndirectories=runtime:web, state:web/a:0750,cache:web log:web /srv/web:0700\n")
                .spec()
                .orElseThrow()
                .directories()
                .stream()
                .map(directory -> directory.path(root, name -> environment.getOrDefault(name, "")))
                .toList();
    }

    @Test
    void areThoseOfTheSystemForRoot() {
        assertThat(paths(true, Map.of("XDG_RUNTIME_DIR", "/run/user/0", "HOME", "/root")))
                .extracting(Optional::get)
                .containsExactly("/run/web", "/var/lib/web/a", "/var/cache/web", "/var/log/web", "/srv/web");
    }

    @Test
    void areThoseOfXdgForOtherUsers() {
        assertThat(paths(false, Map.of("XDG_RUNTIME_DIR", "/run/user/7", "HOME", "/home/me")))
                .extracting(Optional::get)
                .containsExactly(
                        "/run/user/7/web",
                        "/home/me/.local/state/web/a",
                        "/home/me/.cache/web",
                        "/home/me/.local/state/log/web",
                        "/srv/web");
        assertThat(paths(false, Map.of("XDG_STATE_HOME", "/s", "XDG_CACHE_HOME", "/c", "HOME", "/home/me")))
                .containsExactly(
                        Optional.empty(),
                        Optional.of("/s/web/a"),
                        Optional.of("/c/web"),
                        Optional.of("/s/log/web"),
                        Optional.of("/srv/web"));
    }

    @Test
    void areNowhereWithoutAHome() {
        assertThat(paths(false, Map.of("XDG_STATE_HOME", "relative")))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }
}

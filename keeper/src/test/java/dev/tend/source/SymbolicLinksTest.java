package dev.tend.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.source.SymbolicLinks.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymbolicLinksTest {

    private static SymbolicLinks of(String path, Map<String, String> links) {
        return SymbolicLinks.of(path, at -> Optional.ofNullable(links.get(at)));
    }

    @Test
    void passesNoneOnAPlainPath() {
        assertThat(of("/etc/tend.d", Map.of())).isEqualTo(new SymbolicLinks("/etc/tend.d", List.of()));
        assertThat(of("/", Map.of())).isEqualTo(new SymbolicLinks("/", List.of()));
    }

    @Test
    void passesTheLastNameAndThoseBefore() {
        var links = Map.of("/srv/now", "releases/7", "/srv/releases/7/services", "/etc/services");
        assertThat(of("/srv/now/services", links))
                .isEqualTo(new SymbolicLinks(
                        "/etc/services", List.of(new Place("/srv", "now"), new Place("/srv/releases/7", "services"))));
    }

    @Test
    void followsLinksToLinks() {
        var links = Map.of("/config/services", "..data/services", "/config/..data", "./..2026");
        assertThat(of("/config/services", links))
                .isEqualTo(new SymbolicLinks(
                        "/config/..2026/services",
                        List.of(new Place("/config", "services"), new Place("/config", "..data"))));
    }

    @Test
    void goesUpFromWhereALinkLed() {
        assertThat(of("/a/b/../c", Map.of("/a/b", "/x/y")).path()).isEqualTo("/x/c");
        assertThat(of("/../../a", Map.of()).path()).isEqualTo("/a");
    }

    @Test
    void comesToAnEndWhereLinksDoNot() {
        assertThat(of("/loop", Map.of("/loop", "loop")).places()).hasSize(40);
    }
}

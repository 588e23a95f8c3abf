package dev.tend.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamePatternsTest {

    private static NamePatterns patterns(Set<String> names, String... patterns) {
        return new NamePatterns(List.of(patterns), names::contains);
    }

    @Test
    void matchesNamesOfInstancesAndServices() {
        assertThat(patterns(Set.of(), "web").match("web@1", "web", List.of())).isTrue();
        assertThat(patterns(Set.of(), "web@1").match("web@1", "web", List.of())).isTrue();
        assertThat(patterns(Set.of(), "w*").match("web@1", "web", List.of())).isTrue();
        assertThat(patterns(Set.of(), "db").match("web@1", "web", List.of())).isFalse();
    }

    @Test
    void takesTheNameOfSomethingForThatAlone() {
        var names = Set.of("a*b", "axb", "web[1]", "b\\s");
        assertThat(patterns(names, "a*b").match("a*b", "a*b", List.of())).isTrue();
        assertThat(patterns(names, "a*b").match("axb", "axb", List.of())).isFalse();
        assertThat(patterns(names, "web[1]").match("web[1]", "web[1]", List.of()))
                .isTrue();
        assertThat(patterns(names, "web[1]").match("web1", "web1", List.of())).isFalse();
        assertThat(patterns(names, "b\\s").match("b\\s", "b\\s", List.of())).isTrue();
        assertThat(patterns(names, "a?b").match("a*b", "a*b", List.of())).isTrue();
    }

    @Test
    void tellsWhatHasNamedNothing() {
        var patterns = patterns(Set.of("a*b"), "a*b", "c*");
        patterns.match("a*b", "a*b", List.of());
        assertThat(patterns.unused()).contains("c*");
    }
}

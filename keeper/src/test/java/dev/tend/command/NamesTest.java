package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void takesTheNameOfSomethingForThatAlone() {
        var known = List.of("a*b", "axb", "web@1");
        var exact = Names.exactFirst(List.of("a*b"), known);
        assertThat(Names.match(exact, "a*b")).isTrue();
        assertThat(Names.match(exact, "axb")).isFalse();
        assertThat(Names.match(Names.exactFirst(List.of("a*"), known), "axb")).isTrue();
        assertThat(Names.match(Names.exactFirst(List.of("web"), known), "web@1"))
                .isTrue();
    }
}

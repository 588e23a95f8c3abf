package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoFlagsTest {

    private static GoFlags parse(String line) {
        return GoFlags.parse(List.of(line.split(" ", -1)), Set.of("pid", "pid-file"), Set.of("show-stacks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-pid 3", "--pid 3", "-pid=3", "--pid=3", "--pid 2 --pid 3", "--show-stacks -pid 3"})
    void takesEachForm(String line) {
        assertThat(parse(line).required("pid")).isEqualTo("3");
    }

    @Test
    void switchesOnAndOff() {
        assertThat(parse("--show-stacks").on("show-stacks")).isTrue();
        assertThat(parse("-show-stacks=false").on("show-stacks")).isFalse();
        assertThat(parse("--pid 3").on("show-stacks")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pidd 3", "pid", "--pid", "-", "--", "---pid=3", "--pid 3 4"})
    void refusesWhatItDoesNotKnow(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASwitchThatIsNeitherOnNorOff() {
        assertThatThrownBy(() -> parse("--show-stacks=yes").on("show-stacks"))
                .hasMessageContaining("neither true nor false");
    }

    @Test
    void missesWhatIsRequired() {
        assertThatThrownBy(() -> parse("--pid=").required("pid")).hasMessageContaining("--pid was not specified");
    }
}

package dev.tend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildrenTest {

    @Test
    void readsTheNumbersOfThemAll() {
        assertThat(Children.numbers("12 345 6 ")).containsExactly(12, 345, 6);
        assertThat(Children.numbers("12 345")).containsExactly(12, 345);
        assertThat(Children.numbers("")).isEmpty();
    }
}

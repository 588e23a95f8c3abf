package dev.tend.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Environment variables as one text. */
class EnvironmentBlockTest {

    private static EnvironmentBlock block(String... pairs) {
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return EnvironmentBlock.of(variables);
    }

    @Test
    void keepsNamesValuesAndOrder() {
        var block = block("Z", "1=2", "A", "", "B", "two\nlines");

        assertThat(block.toMap())
                .containsExactly(Map.entry("Z", "1=2"), Map.entry("A", ""), Map.entry("B", "two\nlines"));
        assertThat(EnvironmentBlock.of(Map.of())).isSameAs(EnvironmentBlock.EMPTY);
        assertThat(EnvironmentBlock.EMPTY.toMap()).isEmpty();
    }

    @Test
    void knowsWhatItSets() {
        var block = block("A", "B=1", "LONG", "");

        assertThat(block.sets("A")).isTrue();
        assertThat(block.sets("LONG")).isTrue();
        assertThat(block.sets("B")).isFalse();
        assertThat(block.sets("ONG")).isFalse();
        assertThat(EnvironmentBlock.EMPTY.sets("")).isFalse();
    }

    @Test
    void isEqualInAnyOrder() {
        assertThat(block("A", "1", "B", "2"))
                .isEqualTo(block("B", "2", "A", "1"))
                .hasSameHashCodeAs(block("B", "2", "A", "1"));
        assertThat(block("A", "1", "B", "2")).isNotEqualTo(block("A", "2", "B", "1"));
        assertThat(block("A", "1")).isNotEqualTo(block("A", "1", "B", "2"));
        assertThat(block("A", "1")).isNotEqualTo(block("B", "1"));
        assertThat(block("A", "1")).isNotEqualTo("A=1");
    }

    /** As two maps are. */
    @Test
    void isEqualWhereTheMapsAre() {
        long seed = 1;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var one = some(random);
            var other = some(random);
            assertThat(EnvironmentBlock.of(one).equals(EnvironmentBlock.of(other)))
                    .as("seed %d, round %d: %s and %s", seed, round, one, other)
                    .isEqualTo(one.equals(other));
        }
    }

    private static Map<String, String> some(Random random) {
        var variables = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            variables.put("AB".substring(random.nextInt(2), 2), "x".repeat(random.nextInt(2)));
        }
        return variables;
    }

    @Test
    void refusesWhatNoEnvironmentCanHold() {
        assertThatThrownBy(() -> block("A=B", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> block("A", "a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Tai64nTest {

    @Test
    void writesWhatDaemontoolsWrites() {
        assertThat(Tai64n.label(0)).isEqualTo("@400000000000000a000001f4");
        assertThat(Tai64n.label(1_795_244_947_123_456L)).isEqualTo("@400000006b01439d075bcbf4");
    }

    @Test
    void readsWhatItWrites() {
        for (long micros : new long[] {0, 1, 999_999, 1_000_000, 1_795_244_947_123_456L, -1}) {
            assertThat(Tai64n.parse(Tai64n.label(micros))).hasValue(micros);
        }
    }

    @Test
    void sortsAsTimesDo() {
        assertThat(Tai64n.label(999_999)).isLessThan(Tai64n.label(1_000_000));
        assertThat(Tai64n.label(1)).isLessThan(Tai64n.label(2));
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(Tai64n.parse("")).isEmpty();
        assertThat(Tai64n.parse("@400000000000000a000001f")).isEmpty();
        assertThat(Tai64n.parse("x400000000000000a000001f4")).isEmpty();
        assertThat(Tai64n.parse("@400000000000000A000001F4")).isEmpty();
    }
}

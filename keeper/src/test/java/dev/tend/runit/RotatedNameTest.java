package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RotatedNameTest {

    private final RotatedName naming = new RotatedName(RotatedName.UNPROCESSED);

    @Test
    void readsItsOwnNames() {
        assertThat(naming.name(1_000_000)).isEqualTo("@400000000000000b000001f4.u");
        assertThat(naming.time("@400000000000000b000001f4.u")).hasValue(1_000_000);
        assertThat(naming.time("@400000000000000b000001f4.s")).hasValue(1_000_000);
    }

    @Test
    void leavesForeignNamesAlone() {
        assertThat(naming.time("current")).isEmpty();
        assertThat(naming.time("@400000000000000b000001f4.t")).isEmpty();
        assertThat(naming.time("@a-file-of-twenty-seven.s")).isEmpty();
        assertThat(RotatedName.isPartial("@400000000000000b000001f4.t")).isTrue();
        assertThat(RotatedName.isPartial("notes.t")).isFalse();
    }
}

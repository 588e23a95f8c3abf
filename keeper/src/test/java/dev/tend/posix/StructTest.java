package dev.tend.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StructTest {

    @Test
    void isLittleEndian() {
        Struct struct = new Struct(8).int32(2, 0x01020304);
        assertThat(struct.bytes()).containsExactly(0, 0, 4, 3, 2, 1, 0, 0);
    }

    @Test
    void readsWhatWasWritten() {
        Struct struct = new Struct(16).int64(0, Long.MIN_VALUE + 5).int32(8, -2).int16(12, 0xfffe);
        assertThat(struct.int64(0)).isEqualTo(Long.MIN_VALUE + 5);
        assertThat(struct.int32(8)).isEqualTo(-2);
        assertThat(struct.int16(12)).isEqualTo(0xfffe);
    }
}

package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sizes, to and from text. */
class SizesTest {

    @Test
    void readsUnits() {
        assertThat(Sizes.parse("0")).hasValue(0);
        assertThat(Sizes.parse("4096")).hasValue(4096);
        assertThat(Sizes.parse("64k")).hasValue(65_536);
        assertThat(Sizes.parse("64K")).hasValue(65_536);
        assertThat(Sizes.parse("10M")).hasValue(10L << 20);
        assertThat(Sizes.parse("3g")).hasValue(3L << 30);
        assertThat(Sizes.parse("2T")).hasValue(2L << 40);
        assertThat(Sizes.parse("9223372036854775807")).hasValue(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatIsNoSize() {
        for (String text : new String[] {
            "",
            "k",
            "-1",
            "+1",
            "1.5M",
            "10 M",
            "10MB",
            "1e3",
            "0x10",
            "٣",
            "9223372036854775808",
            "8388608T",
            "99999999999999999999"
        }) {
            assertThat(Sizes.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void formatsExactly() {
        assertThat(Sizes.format(0)).isEqualTo("0");
        assertThat(Sizes.format(1537)).isEqualTo("1537");
        assertThat(Sizes.format(10L << 20)).isEqualTo("10M");
        assertThat(Sizes.format(1L << 50)).isEqualTo("1024T");
        for (long bytes : new long[] {1, 1023, 1024, 1025, 3L << 30, Long.MAX_VALUE}) {
            assertThat(Sizes.parse(Sizes.format(bytes))).hasValue(bytes);
        }
    }

    @Test
    void saysSizesShortly() {
        assertThat(Sizes.words(812)).isEqualTo("812 B");
        assertThat(Sizes.words(1024)).isEqualTo("1 kB");
        assertThat(Sizes.words(1_500_000)).isEqualTo("1.4 MB");
        assertThat(Sizes.words(23L << 30)).isEqualTo("23 GB");
        assertThat(Sizes.words(Long.MAX_VALUE)).isEqualTo("8388607 TB");
        assertThat(Sizes.words(-1)).isEqualTo("0 B");
    }
}

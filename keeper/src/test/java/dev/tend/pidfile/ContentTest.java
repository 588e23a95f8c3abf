package dev.tend.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    @ParameterizedTest
    @ValueSource(strings = {"42", "42\n", " 42 ", "\t42\r\n\n", "0042", "42\n/var/lib/postgresql\n5432\n"})
    void readsANumberAmongBlanks(String text) {
        assertThat(Content.of(text)).isEqualTo(new Content(42, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "web", "-100", "+42", "4x", "0x42", "4194304", "99999999999999999999", "\0\0\0\0", "0"
            })
    void knowsWhatIsNoPid(String text) {
        assertThat(Content.of(text).pid()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42 43", "42 /var/lib/postgresql\n5432\n", "42\t43\n"})
    void seesWhetherThereIsMore(String text) {
        assertThat(Content.of(text)).isEqualTo(new Content(42, false));
    }
}

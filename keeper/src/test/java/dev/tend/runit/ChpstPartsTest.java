package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.path.Accounts;
import dev.tend.path.NameService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of chpst, as far as they can be tried without becoming another program. */
class ChpstPartsTest {

    private static final Accounts ACCOUNTS = new Accounts(
            () -> "root:x:0:0::/root:/bin/sh\nada:x:1000:1001::/home/ada:/bin/sh\n",
            () -> "root:x:0:\nada:x:1001:\nmail:x:8:ada\n4711:x:12:\n",
            NameService.NONE);

    private final Refusal usage = Refusal.usage(100, "chpst", "...");

    private static String entry(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Variables.entry("A", bytes, bytes.length);
    }

    @Test
    void takesTheFirstLineOfAVariablesFile() {
        assertThat(entry("value \t\nrest")).isEqualTo("A=value");
        assertThat(entry("one\0two\0")).isEqualTo("A=one\ntwo\n");
        assertThat(entry("\n")).isEqualTo("A=");
        assertThat(entry(" \u00e9")).isEqualTo("A= \u00e9");
    }

    @Test
    void takesAVariableOutForAnEmptyFile() {
        var variables = new Variables(List.of("A=1", "AB=2", "PATH=/x"));

        variables.put(entry(""));
        variables.put("PATH=/y");

        assertThat(variables.entries()).containsExactly("AB=2", "PATH=/y");
        assertThat(variables.path()).isEqualTo("/x");
    }

    @Test
    void knowsOwnersByNameAndByNumber() {
        assertThat(Owner.of("ada", ACCOUNTS)).contains(new Owner(1000, List.of(1001)));
        assertThat(Owner.of("ada:mail:root", ACCOUNTS)).contains(new Owner(1000, List.of(8, 0)));
        assertThat(Owner.of("ada:4711", ACCOUNTS)).contains(new Owner(1000, List.of(12)));
        assertThat(Owner.of(":5:6:7", ACCOUNTS)).contains(new Owner(5, List.of(6, 7)));
        assertThat(Owner.ofAccount("ada", ACCOUNTS)).contains(new Owner(1000, List.of(1001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "1000", "ada:", "ada:wheel", "ada:8", ":", ":5", ":5:", ":5:x", ":x:5", ":5:-1"})
    void refusesOwnersItDoesNotKnow(String text) {
        assertThat(Owner.of(text, ACCOUNTS)).isEmpty();
    }

    @Test
    void takesLettersApart() {
        var letters = Letters.parse("chpst", "vPu:e:", List.of("-vPuada", "-e", "dir", "-", "-x"), usage);

        assertThat(letters.given())
                .extracting(given -> given.letter() + given.value())
                .containsExactly("v", "P", "uada", "edir");
        assertThat(letters.operands()).containsExactly("-", "-x");
        assertThat(Letters.parse("chpst", "v", List.of("--", "-v"), usage).operands())
                .containsExactly("-v");
    }

    @Test
    void saysWhichLetterIsWrong() {
        assertThatThrownBy(() -> Letters.parse("chpst", "v", List.of("-:"), usage))
                .hasMessage("chpst: illegal option -- :\nusage: chpst ...\n");
        assertThatThrownBy(() -> Letters.parse("chpst", "u:", List.of("-u"), usage))
                .hasMessage("chpst: option requires an argument -- u\nusage: chpst ...\n");
    }

    @Test
    void readsNumbersThatAreTooLarge() {
        assertThat(Numbers.at("99999999999999999999", 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Numbers.at("12k", 0)).isEqualTo(12);
        assertThat(Numbers.at("", 0)).isZero();
    }
}

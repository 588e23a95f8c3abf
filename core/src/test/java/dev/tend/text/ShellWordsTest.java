package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quoting rules, as a shell has them. */
class ShellWordsTest {

    @Test
    void splitsAtBlanks() {
        assertThat(ShellWords.split("  a\tbc   d ")).containsExactly("a", "bc", "d");
        assertThat(ShellWords.split("  ")).isEmpty();
    }

    @Test
    void keepsEverythingInSingleQuotes() {
        assertThat(ShellWords.split("'a b' '\\n\"$x' ''")).containsExactly("a b", "\\n\"$x", "");
    }

    @Test
    void escapesOnlySomeCharactersInDoubleQuotes() {
        assertThat(ShellWords.split("\"a b\" \"\\\"\\\\\\$\\`\\n\"")).containsExactly("a b", "\"\\$`\\n");
    }

    @Test
    void backslashKeepsTheNextCharacter() {
        assertThat(ShellWords.split("a\\ b \\' \\\\ \\x")).containsExactly("a b", "'", "\\", "x");
    }

    @Test
    void joinsWhatTouches() {
        assertThat(ShellWords.split("a'b c'\"d e\"f\\ g")).containsExactly("ab cd ef g");
    }

    @Test
    void expandsNothing() {
        assertThat(ShellWords.split("$HOME * | > a;b & #c `d` ~"))
                .containsExactly("$HOME", "*", "|", ">", "a;b", "&", "#c", "`d`", "~");
    }

    @Test
    void saysWhichQuoteIsOpen() {
        assertMessage("echo 'a b", "the single quote (') in column 6 is never closed");
        assertMessage("echo 'a' \"b\\\"", "the double quote (\") in column 10 is never closed");
        assertMessage("echo \\", "the backslash at the end has nothing to quote: double it or remove it");
    }

    @Test
    void readsBackWhateverItJoins() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<String> words = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var word = new StringBuilder();
                for (int j = random.nextInt(5); j > 0; j--) {
                    word.append("ab '\"\\$`*;\tä".charAt(random.nextInt(12)));
                }
                words.add(word.toString());
            }
            assertThat(ShellWords.split(ShellWords.join(words)))
                    .as("seed %s", seed)
                    .isEqualTo(words);
        }
    }

    @Test
    void quotesOnlyWhatNeedsIt() {
        assertThat(ShellWords.join(List.of("/bin/echo", "-n", "a b", "", "it's")))
                .isEqualTo("/bin/echo -n 'a b' '' 'it'\\''s'");
    }

    private static void assertMessage(String line, String message) {
        assertThatThrownBy(() -> ShellWords.split(line))
                .isInstanceOf(QuotingException.class)
                .hasMessage(message);
    }
}

package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.BadValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tests of {@code enabled=}, read and evaluated. */
class ConditionsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("ROLE", "web", "DEPLOY_ENV", "dev", "NAME", "two words");

    @Test
    void knowsYesAndNo() {
        assertThat(holds("yes")).isTrue();
        assertThat(holds(" no ")).isFalse();
        assertThat(holds("!no")).isTrue();
    }

    @Test
    void comparesVariables() {
        assertThat(holds("$ROLE = web")).isTrue();
        assertThat(holds("$ROLE=web")).isTrue();
        assertThat(holds("$ROLE != web")).isFalse();
        assertThat(holds("$ROLE = web-2")).isFalse();
        assertThat(holds("$NAME = 'two words'")).isTrue();
        assertThat(holds("$NAME = \"two words\"")).isTrue();
        assertThat(holds("$UNSET = ''")).isTrue();
        assertThat(holds("$UNSET != x")).isTrue();
    }

    @Test
    void testsWhetherAVariableIsSet() {
        assertThat(holds("$ROLE")).isTrue();
        assertThat(holds("$UNSET")).isFalse();
        assertThat(holds("!$UNSET & $ROLE")).isTrue();
    }

    @Test
    void bindsAndTighterThanOr() {
        assertThat(holds("$ROLE = web & $DEPLOY_ENV != dev")).isFalse();
        assertThat(holds("yes | yes & no")).isTrue();
        assertThat(holds("(yes | yes) & no")).isFalse();
        assertThat(holds("no & no | yes")).isTrue();
        assertThat(holds("!(no | yes) | !!yes")).isTrue();
    }

    @Test
    void saysWhatItExpected() {
        assertMessage("web", "expected yes, no, $NAME, ! or ( in column 1, where it goes on with \"web\"");
        assertMessage(
                "$ROLE = ", "expected a word, in quotes where it has blanks or is empty in column 9, where it ends");
        assertMessage("$ = x", "expected a variable's name in column 2, where it goes on with \" = x\"");
        assertMessage(
                "$A == x",
                "expected a word, in quotes where it has blanks or is empty in column 5, where it goes on with \"="
                        + " x\"");
        assertMessage(
                "$A = $B",
                "expected a word, in quotes where it has blanks or is empty in column 6, where it goes on with \"$B\"");
        assertMessage("$A = x y", "expected & or | in column 8, where it goes on with \"y\"");
        assertMessage("$A && $B", "expected yes, no, $NAME, ! or ( in column 5, where it goes on with \"& $B\"");
        assertMessage("(yes", "expected ) in column 5, where it ends");
        assertMessage("$A = 'x", "the quote in column 6 is never closed");
    }

    @Test
    void refusesWhatCouldExhaustTheStack() {
        assertMessage("!".repeat(30_000) + "yes", "has more than 50 terms: set one variable that says it all");
        assertMessage("(".repeat(30_000), "has more than 50 terms: set one variable that says it all");
        assertMessage("yes" + "&yes".repeat(5_000), "has more than 50 terms: set one variable that says it all");
    }

    private static boolean holds(String text) {
        return Conditions.parse(text).holds(name -> ENVIRONMENT.getOrDefault(name, ""));
    }

    private static void assertMessage(String text, String message) {
        assertThatThrownBy(() -> Conditions.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage(message);
    }
}

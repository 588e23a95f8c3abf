package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Usage USAGE = Usage.of(
            "logs",
            "NAME...",
            "show what services wrote",
            Option.flag("follow", "f", ""),
            Option.valued("lines", "n", "COUNT", ""),
            Option.JSON);

    private static Arguments parse(String... words) {
        return Arguments.parse(USAGE, List.of(words));
    }

    @Test
    void takesLongOptionsWithTheirValueInEitherWay() {
        assertThat(parse("--lines", "5").value("lines")).contains("5");
        assertThat(parse("--lines=5").value("lines")).contains("5");
        assertThat(parse("--lines=").value("lines")).contains("");
    }

    @Test
    void takesLettersTogetherAndWithTheirValue() {
        assertThat(parse("-fn", "5").value("lines")).contains("5");
        assertThat(parse("-fn5").has("follow")).isTrue();
        assertThat(parse("-fn5").value("lines")).contains("5");
    }

    @Test
    void takesOptionsBehindOperands() {
        var arguments = parse("web", "-f", "db");

        assertThat(arguments.operands()).containsExactly("web", "db");
        assertThat(arguments.has("follow")).isTrue();
    }

    @Test
    void takesAllBehindTwoDashesAsOperands() {
        assertThat(parse("--", "-f", "--lines").operands()).containsExactly("-f", "--lines");
    }

    @Test
    void takesALoneDashAsAnOperand() {
        assertThat(parse("-").operands()).containsExactly("-");
    }

    @Test
    void leavesTheWordsOfAnotherProgramAlone() {
        var usage = Usage.of("run", "", "run", Option.valued("name", "", "NAME", ""))
                .handingOn();
        var arguments = Arguments.parse(usage, List.of("--name", "x", "ls", "--name", "-l"));

        assertThat(arguments.operands()).containsExactly("ls", "--name", "-l");
        assertThat(arguments.value("name")).contains("x");
    }

    @Test
    void keepsEveryValueAndTheLastOneCounts() {
        assertThat(parse("-n1", "-n2").all("lines")).containsExactly("1", "2");
        assertThat(parse("-n1", "-n2").value("lines")).contains("2");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThatThrownBy(() -> parse("--folow")).hasMessage("unknown option \"--folow\": did you mean \"--follow\"?");
        assertThatThrownBy(() -> parse("-fx")).hasMessageStartingWith("unknown option \"-x\": see \"tend help ");
    }

    @Test
    void refusesAnOptionWithoutItsValueAndAFlagWithOne() {
        assertThatThrownBy(() -> parse("--lines")).hasMessage("option --lines needs a value: COUNT");
        assertThatThrownBy(() -> parse("-n")).hasMessage("option --lines needs a value: COUNT");
        assertThatThrownBy(() -> parse("--json=yes")).hasMessage("option --json takes no value");
    }
}

package dev.tend.template.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tend.template.parse.Delimiters;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of the language. What is written here was compared with Go; OracleTest compares much more. */
class TemplateTest {

    static final String[][] TEXTS = {
        // Pipelines and arguments
        {"{{\"b\" | printf \"%s%s\" \"a\"}}", "ab"},
        {"{{(index .list 1).x}}", "<no value>"},
        {"{{.map.a}} {{.strings}} {{.map}}", "1 [a b] map[a:1 b:<nil>]"},
        {"{{$x := .map}}{{$x.a}}", "1"},
        {"{{.tags.Contains \"web\"}}{{.tags.Contains \"x\"}}", "truefalse"},
        {"{{.pair.Key}}{{.pair.Flags}}", "k7"},
        {"{{1.5}}{{'a'}}{{0x10}}{{1i}}{{1e3}}{{true}}{{`r`}}", "1.59716(0+1i)1000truer"},
        {"{{twice 1}}{{1 | twice}}", "22"},
        {"{{sum 1 2 3}}{{sum}}", "60"},
        {"{{nothing}}|{{nothing | printf \"%v\"}}", "<no value>|<nil>"},
        // Missing values
        {"{{.x}}{{.x.y.z}}", "<no value><no value>"},
        {"{{.words.x}}|", "<no value>|"},
        // Variables
        {"{{$x := 1}}{{if true}}{{$x = 2}}{{$x := 3}}{{$x}}{{end}}{{$x}}", "32"},
        {"{{range $i, $s := .strings}}{{$i}}{{$s}}{{end}}", "0a1b"},
        {"{{range $s := .strings}}{{$s}}{{end}}", "ab"},
        {"{{with .map}}{{.a}}{{$.strings}}{{end}}", "1[a b]"},
        {"{{define \"d\"}}{{$}}{{.}}{{end}}{{template \"d\" 5}}{{template \"d\"}}", "55<no value><no value>"},
        // Control
        {"{{if 0}}a{{else if \"\"}}b{{else if .map}}c{{end}}", "c"},
        {"{{with .x}}a{{else with .strings}}{{.}}{{else}}c{{end}}", "[a b]"},
        {"{{range 3}}{{.}}{{end}}", "012"},
        {"{{range .map}}{{.}},{{end}}", "1,<no value>,"},
        {"{{range $k, $v := .map}}{{$k}}={{$v}} {{end}}", "a=1 b=<no value> "},
        {"{{range .empty}}a{{else}}none{{end}}", "none"},
        {"{{range loop 2}}{{.}}{{end}}", "01"},
        {"{{range $i, $v := loop 2}}{{$i}}{{$v}} {{end}}", "00 11 "},
        {"{{range each}}{{.}}{{end}}{{range $v := each}}{{$v}}{{break}}{{end}}", "abca"},
        {"{{range $k, $v := pairs}}{{$k}}{{$v}}{{end}}{{range pairs}}{{.}}{{end}}", "0x1y01"},
        {"{{range 5}}{{if eq . 1}}{{continue}}{{end}}{{if eq . 3}}{{break}}{{end}}{{.}}{{end}}", "02"},
        {"{{range 2}}{{range .}}{{else}}{{break}}{{end}}{{.}}{{end}}", "01"},
        {"{{block \"b\" .strings}}{{range .}}{{.}}{{end}}{{end}}", "ab"},
        // False and true
        {"{{if not (or nil false 0 0.0 \"\" .empty)}}t{{end}}", "t"},
        {"{{and 1 0 2}}{{or 0 2 1}}{{and 1 2}}{{or 0 \"\"}}|{{or 1 (fail)}}", "022|1"},
        // Built in
        {
            "{{eq 1 2 1}}{{eq .u8 3}}{{ne 1 2}}{{lt 1 2}}{{le 2 2}}{{gt .u8 -1}}{{ge 1.5 1.5}}",
            "truetruetruetruetruetruetrue"
        },
        {"{{eq nil .x}}{{eq .map nil}}{{eq .x 1}}", "truefalsefalse"},
        {"{{len \"é\"}}{{len .map}}{{len .strings}}", "222"},
        {"{{index .map \"z\"}}|{{index .words \"z\"}}|{{index .lists 0 1}}|{{index \"abc\" 1}}", "<no value>||2|98"},
        {"{{slice \"abcd\" 1 3}}{{slice .strings 1}}", "bc[b]"},
        {"{{print 1 2 \"a\" 3}}|{{println 1 \"a\"}}|{{printf \"%5.2f%%\" 1.5}}", "1 2a3|1 a\n| 1.50%"},
        {"{{html `<a href=\"x\">'&'`}}", "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;"},
        {"{{js `'\"\\<>&=`}}", "\\'\\\"\\\\\\u003C\\u003E\\u0026\\u003D"},
        {"{{urlquery \"a b/ü\"}}", "a+b%2F%C3%BC"},
        {"{{call .twice 4}}", "8"},
        // Floats
        {"{{1234567.0}} {{0.00001}} {{1e21}} {{100000.0}}", "1.234567e+06 1e-05 1e+21 100000"},
    };

    @ParameterizedTest
    @FieldSource("TEXTS")
    void evaluates(String source, String text) {
        assertThat(evaluate(source, MissingKey.INVALID)).hasToString(text);
    }

    static final String[][] ERRORS = {
        {"{{upper 1}}", "8: executing \"t\" at <1>: expected string; found 1"},
        {"{{upper .u8}}", "8: executing \"t\" at <.u8>: wrong type for value; expected string; got uint8"},
        {"{{upper .x}}", "8: executing \"t\" at <.x>: invalid value; expected string"},
        {"{{upper nil}}", "8: executing \"t\" at <nil>: cannot assign nil to string"},
        {"{{twice 1 2}}", "2: executing \"t\" at <twice>: wrong number of args for twice: want 1 got 2"},
        {"{{printf}}", "2: executing \"t\" at <printf>: wrong number of args for printf: want at least 1 got 0"},
        {"{{fail}}", "2: executing \"t\" at <fail>: error calling fail: it fails"},
        {"{{.pair.Nope}}", "7: executing \"t\" at <.pair.Nope>: can't evaluate field Nope in type interface {}"},
        {"{{.strings.x}}", "10: executing \"t\" at <.strings.x>: can't evaluate field x in type interface {}"},
        {"{{.map.b.c}}", "6: executing \"t\" at <.map.b.c>: nil pointer evaluating interface {}.c"},
        {
            "{{.pair.secret}}",
            "7: executing \"t\" at <.pair.secret>: secret is an unexported field of struct type interface {}"
        },
        {"{{1 2}}", "2: executing \"t\" at <1>: can't give argument to non-function 1"},
        {"{{nil}}", "2: executing \"t\" at <nil>: nil is not a command"},
        {"{{range true}}{{end}}", "8: executing \"t\" at <true>: range can't iterate over true"},
        {"{{range \"abc\"}}{{end}}", "8: executing \"t\" at <\"abc\">: range can't iterate over abc"},
        {
            "{{range $i, $v := 3}}{{end}}",
            "18: executing \"t\" at <3>: can't use 3 to iterate over more than one variable"
        },
        {"{{template \"x\"}}", "11: executing \"t\" at <{{template \"x\"}}>: template \"x\" not defined"},
        {"{{eq 1 1.0}}", "2: executing \"t\" at <eq 1 1.0>: error calling eq: incompatible types for comparison"},
        {"{{lt true false}}", "2: executing \"t\" at <lt true false>: error calling lt: invalid type for comparison"},
        {
            "{{eq .strings .strings}}",
            "2: executing \"t\" at <eq .strings .strings>: error calling eq: non-comparable type [a b]: []string"
        },
        {"{{index .strings 5}}", "2: executing \"t\" at <index .strings 5>: error calling index: index out of range: 5"
        },
        {
            "{{slice .strings .u8}}",
            "2: executing \"t\" at <slice .strings .u8>: error calling slice: cannot index slice/array with type interface {}"
        },
        {
            "{{index .mixed .strings}}",
            "2: executing \"t\" at <index .mixed .strings>: error calling index: runtime error: hash of unhashable type []string"
        },
        {"{{index nil}}", "2: executing \"t\" at <index nil>: error calling index: index of untyped nil"},
        {"{{.twice}}", "2: executing \"t\" at <{{.twice}}>: can't print {{.twice}} of type func(int) (int, error)"},
        {"{{9223372036854775808}}", "2: executing \"t\" at <9223372036854775808>: 9223372036854775808 overflows int"},
        {
            "{{call .map}}",
            "2: executing \"t\" at <call .map>: error calling call: non-function .map of type map[string]interface {}"
        },
        {
            "{{define \"d\"}}{{fail}}{{end}}{{template \"d\"}}",
            "16: executing \"d\" at <fail>: error calling fail: it fails"
        },
    };

    @ParameterizedTest
    @FieldSource("ERRORS")
    void failsWithTheMessagesOfGo(String source, String message) {
        assertThatThrownBy(() -> evaluate(source, MissingKey.INVALID))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template: t:1:" + message);
    }

    /** Contents without a name have an empty one. */
    @Test
    void errorsOfATemplateWithoutAName() {
        Template template = Template.parse("", GoString.of("a\n {{len 1}}"), Delimiters.DEFAULT, _ -> false);
        assertThatThrownBy(() -> template.text(null, Map.of(), MissingKey.ZERO, Limits.DEFAULT))
                .hasMessage("template: :2:3: executing \"\" at <len 1>: error calling len: len of type int");
        assertThatThrownBy(() -> Template.parse("", GoString.of("{{x}}"), Delimiters.DEFAULT, _ -> false))
                .hasMessage("template: :1: function \"x\" not defined");
    }

    @Test
    void missingKeysByMode() {
        assertThat(evaluate("{{.words.x}}|{{.map.x}}|{{.x}}", MissingKey.ZERO)).hasToString("|<no value>|<no value>");
        assertThatThrownBy(() -> evaluate("{{.map.x}}", MissingKey.ERROR))
                .hasMessage("template: t:1:6: executing \"t\" at <.map.x>: map has no entry for key \"x\"");
        assertThatThrownBy(() -> evaluate("{{.x.y}}", MissingKey.ZERO))
                .hasMessage("template: t:1:4: executing \"t\" at <.x.y>: nil pointer evaluating interface {}.y");
        Template template = parse("{{.x}}");
        assertThatThrownBy(() -> template.text(null, Map.of(), MissingKey.ERROR, Limits.DEFAULT))
                .hasMessage("template: t:1:2: executing \"t\" at <.x>: nil data; no entry for key \"x\"");
    }

    @Test
    void aFunctionCanEvaluateTemplatesAndKnowsItsPosition() {
        GoFunction execute = GoFunction.of(
                "execute",
                GoType.STRING,
                List.of(),
                (call, _) -> GoString.of(
                        call.position() + call.evaluate("d", GoString.of("!")).utf8()));
        Template template = Template.parse(
                "t",
                GoString.of("{{define \"d\"}}<{{.}}>{{end}}\n {{execute}}"),
                Delimiters.DEFAULT,
                "execute"::equals);
        assertThat(template.text(null, Map.of("execute", execute), MissingKey.ZERO, Limits.DEFAULT))
                .hasToString("\n t:2:3<!>");
    }

    @Test
    void circularTemplatesEnd() {
        assertThatThrownBy(() ->
                        evaluate("{{define \"a\"}}\n{{template \"a\"}}{{end}}{{template \"a\"}}", MissingKey.ZERO))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template: t:2:11: executing \"a\" at <{{template \"a\"}}>: "
                        + "exceeded maximum template depth (500)");
    }

    @Test
    void endlessLoopsEnd() {
        Limits few = new Limits(Limits.DEPTH, 100_000, 0, () -> false);
        assertThatThrownBy(
                        () -> parse("{{range 9223372036854775807}}{{end}}").text(null, Map.of(), MissingKey.ZERO, few))
                .hasMessageContaining("exceeded maximum number of steps (100000)");
        int[] looks = new int[1];
        Limits hurried = Limits.DEFAULT.withExpiry(() -> ++looks[0] > 3);
        assertThatThrownBy(() ->
                        parse("{{range 9223372036854775807}}{{end}}").text(null, Map.of(), MissingKey.ZERO, hurried))
                .hasMessageStartingWith("template: t:1:8: executing \"t\" at <")
                .hasMessageEndingWith("exceeded the time of the evaluation");
        assertThat(looks[0]).isEqualTo(4);
    }

    @Test
    void largeValuesAndOutputEnd() {
        String doubling = "{{$x := `0123456789abcdef`}}{{range 40}}{{$x = print $x $x}}{{end}}";
        assertThatThrownBy(() -> evaluate(doubling, MissingKey.ZERO))
                .hasMessage("template: t:1:47: executing \"t\" at <print $x $x>: error calling print: "
                        + "a value has more than 16777216 bytes");
        assertThatThrownBy(() -> parse("{{range 100}}0123456789{{end}}")
                        .evaluate(null, Map.of(), MissingKey.ZERO, Limits.DEFAULT, new GoStringBuilder(100)))
                .hasMessage("template: t:1:13: executing \"t\" at <0123456789>: "
                        + "cannot write: a value has more than 100 bytes");
        String many = "{{$x := printf `%1000000d` 1}}{{range 1000}}{{$y := print $x $x}}{{end}}";
        assertThatThrownBy(() -> evaluate(many, MissingKey.ZERO))
                .hasMessageEndingWith("exceeded maximum size of values (134217728 bytes)");
    }

    @Test
    void deepNestingFitsIntoTheStackOfAThread() throws InterruptedException {
        String deepest = "{{if true}}".repeat(120) + "{{" + "(".repeat(120) + "print 1" + ")".repeat(120) + "}}"
                + "{{end}}".repeat(120);
        assertThat(inThread(() -> evaluate(deepest, MissingKey.ZERO).utf8())).isEqualTo("1");
        String circular =
                "{{define \"a\"}}{{range 1}}{{template \"a\" (print (print 1))}}{{end}}{{end}}{{template \"a\"}}";
        assertThat(inThread(() -> catchThrowable(() -> evaluate(circular, MissingKey.ZERO))
                        .getMessage()))
                .contains("exceeded maximum template depth (500)");
    }

    private static String inThread(Supplier<String> task) throws InterruptedException {
        StringBuilder result = new StringBuilder();
        Thread thread = new Thread(null, () -> result.append(task.get()), "of usual size", 1024 * 1024);
        thread.start();
        thread.join();
        return result.toString();
    }

    private static Template parse(String source) {
        return Template.parse("t", GoString.of(source), Delimiters.DEFAULT, Samples.FUNCTIONS::containsKey);
    }

    private static GoString evaluate(String source, MissingKey missingKey) {
        return parse(source).text(Samples.data(), Samples.FUNCTIONS, missingKey, Limits.DEFAULT);
    }
}

package dev.tend.template.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.template.value.GoString;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ParserTest {

    static final String[][] CANONICAL = {
        {"{{.a.b  }}", "{{.a.b}}"},
        {"{{$.a}}", "{{$.a}}"},
        {"{{(f .x).y.z}}", "{{(f .x).y.z}}"},
        {"{{ f 1|f .  (f nil) }}", "{{f 1 | f . (f nil)}}"},
        {"{{$x:=1}}{{$x =2}}{{$x}}", "{{$x := 1}}{{$x = 2}}{{$x}}"},
        {
            "{{range $i,$v:=.}}{{break}}{{continue}}{{else}}-{{end}}",
            "{{range $i, $v := .}}{{break}}{{continue}}{{else}}-{{end}}"
        },
        {"{{if .a}}A{{else if .b}}B{{else}}C{{end}}", "{{if .a}}A{{else}}{{if .b}}B{{else}}C{{end}}{{end}}"},
        {"{{with .a}}A{{else with .b}}B{{end}}", "{{with .a}}A{{else}}{{with .b}}B{{end}}{{end}}"},
        {"{{template `a\"b` .}}", "{{template \"a\\\"b\" .}}"},
        {"{{block \"n\" .x}}text{{end}}", "{{template \"n\" .x}}"},
        {"a {{- /* comment */ -}}  b", "ab"},
        {"a {{- 'x' -}}\t b", "a{{'x'}}b"},
        {"{{1_000}}{{0x_1p-2}}{{1+2i}}{{\"a\\x41\"}}{{`a`}}", "{{1_000}}{{0x_1p-2}}{{1+2i}}{{\"a\\x41\"}}{{`a`}}"},
        {"{{.x.é_1}}", "{{.x.é_1}}"},
        {"{{-3}}{{- 3}}", "{{-3}}{{3}}"},
    };

    @ParameterizedTest
    @FieldSource("CANONICAL")
    void printsNodesAsGo(String source, String canonical) {
        assertThat(parse(source).get(GoString.of("t")).body().text()).hasToString(canonical);
    }

    static final String[][] INVALID = {
        {"{{$x}}", "1: undefined variable \"$x\""},
        {"{{if .}}{{$x := 1}}{{end}}{{$x}}", "1: undefined variable \"$x\""},
        {"{{g}}", "1: function \"g\" not defined"},
        {"{{", "1: unclosed action"},
        {"{{f", "1: unclosed action"},
        {"{{/* x", "1: unclosed comment"},
        {"{{/* x */ }}", "1: comment ends before closing delimiter"},
        {"{{if .}}", "1: unexpected EOF"},
        {"{{end}}", "1: unexpected {{end}}"},
        {"{{else}}", "1: unexpected {{else}}"},
        {"{{f }", "1: unexpected \"}\" in operand"},
        {"{{if}}x{{end}}", "1: missing value for if"},
        {"{{}}", "1: missing value for command"},
        {"{{break}}", "1: {{break}} outside {{range}}"},
        {"{{continue}}", "1: {{continue}} outside {{range}}"},
        {"{{range .}}{{else}}{{break}}{{end}}", "1: {{break}} outside {{range}}"},
        {"{{1x}}", "1: bad number syntax: \"1x\""},
        {"{{08}}", "1: integer overflow: \"08\""},
        {"{{0x}}", "1: illegal number syntax: \"0x\""},
        {"{{1__0}}", "1: illegal number syntax: \"1__0\""},
        {"{{1+i}}", "1: syntax error scanning complex number"},
        {"{{'ab'}}", "1: malformed character constant: 'ab'"},
        {"{{\"\\z\"}}", "1: invalid syntax"},
        {"{{\"abc}}", "1: unterminated quoted string"},
        {"{{'}}", "1: unterminated character constant"},
        {"{{`}}", "1: unterminated raw quoted string"},
        {"{{.|1}}", "1: non executable command in pipeline stage 2"},
        {"{{true.x}}", "1: unexpected . after term \"true\""},
        {"{{nil.x}}", "1: unexpected . after term \"nil\""},
        {"{{define \"x\"}}a{{end}}{{define \"x\"}}b{{end}}", "1: template: multiple definition of template \"x\""},
        {"{{if .}}{{define \"x\"}}{{end}}{{end}}", "1: unexpected <define> in command"},
        {"{{define x}}{{end}}", "1: unexpected \"x\" in define clause"},
        {"{{template x}}", "1: unexpected \"x\" in template clause"},
        {"{{(f}}", "1: unclosed left paren"},
        {"{{f)}}", "1: unexpected right paren"},
        {"{{()}}", "1: missing value for parenthesized pipeline"},
        {"{{f:1}}", "1: expected :="},
        {"{{.a☃}}", "1: bad character U+2603 '☃'"},
        {"{{☃}}", "1: unrecognized character in action: U+2603 '☃'"},
        {"{{$a, $b := .}}", "1: too many declarations in command"},
        {"{{range $a, 1 := .}}{{end}}", "1: range can only initialize variables"},
        {"{{if .}}a{{else}}b{{else}}c{{end}}", "1: expected end; found {{else}}"},
        {"{{block \"a\" .}}{{else}}{{end}}", "1: unexpected {{else}} in block clause"},
    };

    @ParameterizedTest
    @FieldSource("INVALID")
    void refusesWithTheMessagesOfGo(String source, String message) {
        assertThatThrownBy(() -> parse(source))
                .isInstanceOf(ParseException.class)
                .hasMessage("template: t:" + message);
    }

    @Test
    void errorsHaveTheLineAndTheBeginningOfTheAction() {
        assertThatThrownBy(() -> parse("a\n{{f\n\n1x}}"))
                .hasMessage("template: t:4: bad number syntax: \"1x\" in action started at t:2");
        assertThatThrownBy(() -> parse("a\n{{f\n\n")).hasMessage("template: t:4: unclosed action started at t:2");
    }

    @Test
    void aBlankDefinitionGivesWay() {
        Map<GoString, Tree> trees = parse("{{define \"a\"}} \n{{end}}{{define \"a\"}}A{{end}}{{define \"a\"}}{{end}}");
        assertThat(trees.get(GoString.of("a")).body().text()).hasToString("A");
    }

    @Test
    void otherDelimiters() {
        Map<GoString, Tree> trees =
                Parser.parse(new Source("t", GoString.of("{{a}} << .x >>")), Delimiters.of("<<", ">>"), name -> false);
        assertThat(trees.get(GoString.of("t")).body().text()).hasToString("{{a}} {{.x}}");
    }

    @Test
    void nestingHasALimit() {
        for (String opening : new String[] {"{{" + "(".repeat(1_000_000), "{{if 1}}".repeat(100_000)}) {
            assertThatThrownBy(() -> parse(opening))
                    .isInstanceOf(ParseException.class)
                    .hasMessage("template: t:1: nested deeper than 250 levels");
        }
        String chain = "{{if 1}}" + "{{else if 1}}".repeat(100_000);
        assertThatThrownBy(() -> parse(chain)).hasMessage("template: t:1: nested deeper than 250 levels");
    }

    @Test
    void largeSourcesAreParsedInLinearTimeOrRefused() {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            variables.append("{{$v").append(i).append(":=$v").append(i).append("}}");
        }
        assertThat(parse("{{$v0:=1}}" + variables.toString().replaceAll("=\\$v\\d+", "=\\$v0")))
                .hasSize(1);
        String blanks = "{{define `a`}}" + " ".repeat(1_000_000) + "x{{end}}" + "{{define `a`}}{{end}}".repeat(30_000);
        assertThat(parse(blanks)).hasSize(2);
        assertThatThrownBy(() -> parse("{{.}}\n".repeat(200_000))).hasMessageEndingWith("more than 500000 tokens");
        assertThatThrownBy(() -> parse(" ".repeat(20_000_000))).hasMessage("template: t:1: more than 16777216 bytes");
        assertThatThrownBy(() -> parse("{{" + "9".repeat(1_000_000))).hasMessageContaining("illegal number syntax");
        assertThat(parse("{{f" + " .a".repeat(100_000) + "}}{{f" + "|f".repeat(100_000) + "}}"))
                .hasSize(1);
        assertThat(parse("{{f" + ".a".repeat(200_000) + "}}")).hasSize(1);
    }

    @Test
    void positionsCountBytes() {
        Source source = new Source("t", GoString.of("é\né{{"));
        assertThat(source.position(5)).hasToString("t:2:2");
        assertThat(source.position(2)).hasToString("t:1:2");
        assertThat(source.position(3)).hasToString("t:2:0");
    }

    private static Map<GoString, Tree> parse(String source) {
        return Parser.parse(new Source("t", GoString.of(source)), Delimiters.DEFAULT, Set.of("f")::contains);
    }
}

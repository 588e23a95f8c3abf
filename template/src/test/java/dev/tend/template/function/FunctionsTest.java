package dev.tend.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The functions that need their arguments only, one table each. */
class FunctionsTest {

    private final TestingCall call = new TestingCall();

    private static GoList strings(String... texts) {
        return GoList.ofStrings(List.of(texts));
    }

    @Test
    void everyNameIsEitherAFunctionOrRefused() {
        assertThat(Functions.all()).hasSizeGreaterThan(200);
        for (String name : Functions.refused()) {
            assertThat(Functions.contains(name)).as(name).isFalse();
            assertThat(Functions.refusal(name)).isPresent();
        }
        assertThat(Functions.refusal("secret").orElseThrow()).contains("Vault");
        assertThat(Functions.refusal("toUpper")).isEmpty();
        assertThat(Functions.explained("template: x:1: function \"plugin\" not defined"))
                .isEqualTo("template: x:1: function \"plugin\" not defined: it runs a program, and the renderer runs"
                        + " none; write a key or a file instead");
        assertThat(Functions.explained("template: x:1: function \"x\" not defined"))
                .endsWith("not defined");
    }

    @Test
    void splitsAndJoins() {
        assertThat(call.text("split", ",", " a,b,,c\n")).isEqualTo("[a b  c]");
        assertThat(call.text("split", ",", " \n")).isEqualTo("[]");
        assertThat(call.text("split", "", "aé")).isEqualTo("[a é]");
        assertThat(((GoList) call.call("split", ",", "")).type()).isEqualTo(GoType.STRINGS);
        assertThat(call.text("join", "-", strings("a", "b"))).isEqualTo("a-b");
        assertThat(call.text("splitToMap", ",", ":", "a:1,b,c:2:3,:x")).isEqualTo("map[:x a:1 c:2:3]");
        assertThat(call.text("splitToMap", ",", ":", " ")).isEqualTo("map[]");
    }

    @Test
    void trimsAndReplaces() {
        assertThat(call.text("trim", "/é", "/é/a/é")).isEqualTo("a");
        assertThat(call.text("trimPrefix", "ab", "ababc")).isEqualTo("abc");
        assertThat(call.text("trimSuffix", "c", "abcc")).isEqualTo("abc");
        assertThat(call.text("trimSpace", "\u00a0\t a b \u2003\n")).isEqualTo("a b");
        assertThat(call.text("replaceAll", "a", "bb", "aXa")).isEqualTo("bbXbb");
        assertThat(call.text("replaceAll", "", "-", "aé")).isEqualTo("-a-é-");
        assertThat(call.text("toLower", "ÄB")).isEqualTo("äb");
        assertThat(call.text("toUpper", "straße")).isEqualTo("STRAßE");
        assertThat(call.text("toTitle", "foo-bar bAZ o'neil x_y")).isEqualTo("Foo-Bar BAZ O'neil X_y");
    }

    @Test
    void matchesExpressions() {
        assertThat(call.text("regexMatch", "^a.c$", "abc")).isEqualTo("true");
        assertThat(call.text("regexMatch", "b$", "abc")).isEqualTo("false");
        assertThat(call.error("regexMatch", "[", "")).isEqualTo("error parsing regexp: missing closing ]: `[`");
        assertThat(call.error("regexMatch", "(?!a)", ""))
                .startsWith("error parsing regexp: invalid or unsupported Perl syntax");
        assertThat(call.text("regexReplaceAll", "(?P<first>\\w)(\\w*)", "$2${first}y$$ $1x", "pig latin"))
                .isEqualTo("igpy$  atinly$ ");
        assertThat(call.text("regexReplaceAll", "a*", "-", "baac")).isEqualTo("-b-c-");
        assertThat(call.text("regexReplaceAll", "", "-", "éa")).isEqualTo("-é-a-");
        assertThat(call.text("regexReplaceAll", "b", "${1", "abc")).isEqualTo("a${1c");
        // Nothing but the beginning of a text is that, also behind a character beyond ASCII.
        assertThat(call.text("regexReplaceAll", "a*^", "-", "\u00ff")).isEqualTo("-\u00ff");
        assertThat(call.text("regexMatch", "(?m)^b", "\u00e9b")).isEqualTo("false");
    }

    @Test
    void indentsLinesThatAreNotEmpty() {
        assertThat(call.text("indent", 2, "a\n\nb\n")).isEqualTo("  a\n\n  b\n");
        assertThat(call.error("indent", -1, "a")).isEqualTo("indent value must be a positive integer");
        assertThat(call.error("indent", Int.of(1_000_000_000_000L), "a")).contains("bytes");
        assertThat(call.error("indent", 1_000_000, "a\n".repeat(100))).contains("bytes");
    }

    @Test
    void encodesAndHashes() {
        assertThat(call.text("base64Encode", "a?>é")).isEqualTo("YT8+w6k=");
        assertThat(call.text("base64URLEncode", "a?>é")).isEqualTo("YT8-w6k=");
        assertThat(call.text("base64Decode", "YT8+\nw6k=")).isEqualTo("a?>é");
        assertThat(call.error("base64Decode", "YT8")).isEqualTo("base64Decode: illegal base64 data at input byte 0");
        assertThat(call.error("base64Decode", "YWJj*")).isEqualTo("base64Decode: illegal base64 data at input byte 4");
        assertThat(call.error("base64Decode", "YQ=")).isEqualTo("base64Decode: illegal base64 data at input byte 3");
        assertThat(call.error("base64Decode", "1b=?")).isEqualTo("base64Decode: illegal base64 data at input byte 2");
        assertThat(call.error("base64URLDecode", "a+=="))
                .isEqualTo("base64URLDecode: illegal base64 data at input byte 1");
        assertThat(call.text("sha256Hex", "bladibla"))
                .isEqualTo("54cf4c66bcabb5c20e25331c01dd600b73369e97a947861bd8d3a0e0b8b3d70b");
        assertThat(call.text("md5sum", "hello")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(call.text("hmacSHA256Hex", "what do ya want for nothing?", "Jefe"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void findsWhatIsInAList() {
        assertThat(call.text("in", List.of(1, 2.5, "a"), 1)).isEqualTo("true");
        assertThat(call.text("in", List.of(1), 1L)).isEqualTo("true");
        assertThat(call.text("in", List.of(1), 1.0)).isEqualTo("false");
        assertThat(call.text("in", List.of(Int.uint64(1)), Int.uint64(1))).isEqualTo("false");
        assertThat(call.text("in", strings("a"), "a")).isEqualTo("true");
        assertThat(call.text("in", "abc", "bc")).isEqualTo("true");
        assertThat(call.text("in", 5, 5)).isEqualTo("false");
        assertThat(call.text("in", null, null)).isEqualTo("false");
        assertThat(call.text("contains", "a", strings("a"))).isEqualTo("true");
        assertThat(call.text("containsAll", List.of("a", "b"), strings("a", "b", "c")))
                .isEqualTo("true");
        assertThat(call.text("containsAll", List.of("a", "x"), strings("a"))).isEqualTo("false");
        assertThat(call.text("containsAny", List.of("x", "a"), strings("a"))).isEqualTo("true");
        assertThat(call.text("containsAny", List.of(), strings("a"))).isEqualTo("false");
        assertThat(call.text("containsNone", List.of("x"), strings("a"))).isEqualTo("true");
        assertThat(call.text("containsNotAll", List.of("a", "x"), strings("a"))).isEqualTo("true");
        assertThat(call.text("containsNotAll", List.of("a"), strings("a"))).isEqualTo("false");
    }

    @Test
    void countsOnlyAsFarAsSomebodyTakesTheNumbers() {
        var channel = (GoChannel) call.call("loop", Int.of(3), Int.of(Long.MAX_VALUE));
        var numbers = channel.values();
        assertThat(numbers.next()).isEqualTo(Int.int64(3));
        assertThat(numbers.next()).isEqualTo(Int.int64(4));
        var few = (GoChannel) call.call("loop", "2");
        assertThat(few.values()).toIterable().hasSize(2);
        assertThat(call.error("loop")).isEqualTo("loop: wrong number of arguments, expected 1 or 2, but got 0");
        assertThat(call.error("loop", 1.5)).isEqualTo("loop: bad argument type: float64");
        assertThat(call.error("loop", "x")).isEqualTo("parseInt: strconv.ParseInt: parsing \"x\": invalid syntax");
    }

    @Test
    void computes() {
        assertThat(call.text("add", 2, 3)).isEqualTo("5");
        assertThat(call.call("add", 2, 3)).isEqualTo(Int.int64(5));
        assertThat(call.call("subtract", 2, 5)).isEqualTo(Int.int64(3));
        assertThat(call.call("subtract", Int.uint64(2), Int.uint64(5))).isEqualTo(Int.uint64(3));
        assertThat(call.call("multiply", 2, 1.5)).isEqualTo(3.0);
        assertThat(call.call("divide", 2, 7)).isEqualTo(Int.int64(3));
        assertThat(call.call("divide", 2.0, 7)).isEqualTo(3.5);
        assertThat(call.call("modulo", 4, -7)).isEqualTo(Int.int64(-3));
        assertThat(call.call("minimum", 4, 7)).isEqualTo(Int.int64(4));
        assertThat(call.call("maximum", 4, 7.5)).isEqualTo(7.5);
        assertThat(call.error("add", 1, "x")).isEqualTo("add: unknown type for \"x\" (string)");
        assertThat(call.error("modulo", 1.5, 2)).isEqualTo("modulo: unknown type for %!q(float64=1.5) (float64)");
        assertThat(call.error("divide", 0, 1)).isEqualTo("runtime error: integer divide by zero");
        assertThat(call.call("divide", 0.0, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void parsesNumbers() {
        assertThat(call.call("parseInt", "-9223372036854775808")).isEqualTo(Int.int64(Long.MIN_VALUE));
        assertThat(call.call("parseInt", "")).isEqualTo(Int.int64(0));
        assertThat(call.error("parseInt", "9223372036854775808"))
                .isEqualTo("parseInt: strconv.ParseInt: parsing \"9223372036854775808\": value out of range");
        assertThat(call.error("parseInt", "1_0"))
                .isEqualTo("parseInt: strconv.ParseInt: parsing \"1_0\": invalid syntax");
        assertThat(call.call("parseUint", "18446744073709551615")).isEqualTo(Int.uint64(-1));
        assertThat(call.error("parseUint", "-1"))
                .isEqualTo("parseUint: strconv.ParseUint: parsing \"-1\": invalid syntax");
        assertThat(call.call("parseBool", "T")).isEqualTo(true);
        assertThat(call.error("parseBool", "yes"))
                .isEqualTo("parseBool: strconv.ParseBool: parsing \"yes\": invalid syntax");
        assertThat(call.call("parseFloat", ".5e1")).isEqualTo(5.0);
        assertThat(call.call("parseFloat", "0x1p-2")).isEqualTo(0.25);
        assertThat(call.call("parseFloat", "-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(call.error("parseFloat", "1e999")).endsWith("value out of range");
        assertThat(call.error("parseFloat", "1d")).endsWith("invalid syntax");
        assertThat(call.error("parseFloat", " 1")).endsWith("invalid syntax");
        assertThat(call.call("parseFloat", "1_000")).isEqualTo(1000.0);
        assertThat(call.error("parseFloat", "1__0")).endsWith("invalid syntax");
        assertThat(call.error("parseInt", GoString.of(new byte[] {(byte) 0xaf})))
                .isEqualTo("parseInt: strconv.ParseInt: parsing \"\\xaf\": invalid syntax");
    }

    @Test
    void groupsAndNestsMaps() {
        assertThat(call.text("explodeMap", Map.of("a/b", 1, "a/c/d", 2, "e", 3, "f/", 4)))
                .isEqualTo("map[a:map[b:1 c:map[d:2]] e:3 f:map[]]");
        assertThat(call.error("explodeMap", Map.of("a", "x", "a/b", "y")))
                .isEqualTo("explodeMap: not a map: \"a/b\": \"a\" already has value \"x\"");
        assertThat(call.text(
                        "mergeMap", Map.of("a", 1, "m", Map.of("x", 1)), Map.of("a", 2, "b", 3, "m", Map.of("y", 2))))
                .isEqualTo("map[a:1 b:3 m:map[x:1 y:2]]");
        assertThat(call.text(
                        "mergeMapWithOverride",
                        Map.of("a", 1, "m", Map.of("x", 1)),
                        Map.of("a", 2, "m", Map.of("x", 2))))
                .isEqualTo("map[a:2 m:map[x:2]]");
        Map<String, Object> nil = new HashMap<>();
        nil.put("a", null);
        assertThat(call.text("mergeMap", Map.of("b", 1), nil)).isEqualTo("map[b:1]");
        assertThat(call.text("mergeMapWithOverride", Map.of("a", 1), nil)).isEqualTo("map[a:<nil>]");
        assertThat(call.text("mergeMapWithOverride", Map.of("a", 1), Map.of("a", "")))
                .isEqualTo("map[a:]");
        assertThat(call.text("mergeMap", Map.of("a", ""), Map.of("a", 1))).isEqualTo("map[a:1]");
        assertThat(call.error("byTag", 5)).isEqualTo("byTag: wrong argument type int");
    }

    @Test
    void tellsTheTime() {
        assertThat(call.text("timestamp")).isEqualTo("2026-11-30T10:19:05Z");
        assertThat(call.text("timestamp", "unix")).isEqualTo("1796033945");
        assertThat(call.text("timestamp", "Mon Jan _2 15:04:05.000 MST 2006"))
                .isEqualTo("Mon Nov 30 10:19:05.120 UTC 2026");
        assertThat(call.text("timestamp", "Monday, 02-Jan-06 3:4:5PM -0700 002"))
                .isEqualTo("Monday, 30-Nov-26 10:19:5AM +0000 334");
        assertThat(call.error("timestamp", "a", "b")).startsWith("timestamp: wrong number of arguments");
    }

    @Test
    void readsJson() {
        assertThat(call.text("parseJSON", "")).isEqualTo("map[]");
        assertThat(call.text("parseJSON", " {\"a\":[1,2.5,null,true,\"\\u00e9\\n\"]} "))
                .isEqualTo("map[a:[1 2.5 <nil> true é\n]]");
        assertThat(call.call("parseJSON", "1")).isEqualTo(1.0);
        assertThat(call.error("parseJSON", "{a}"))
                .isEqualTo("invalid character 'a' looking for beginning of object key string");
        assertThat(call.error("parseJSON", "[1,]")).isEqualTo("invalid character ']' looking for beginning of value");
        assertThat(call.error("parseJSON", "[1")).isEqualTo("unexpected end of JSON input");
        assertThat(call.error("parseJSON", "tru")).isEqualTo("invalid character ' ' in literal true (expecting 'e')");
        assertThat(call.error("parseJSON", "5.")).startsWith("invalid character ' ' after decimal point");
        assertThat(call.error("parseJSON", "01")).isEqualTo("invalid character '1' after top-level value");
        assertThat(call.error("parseJSON", "tru'"))
                .isEqualTo("invalid character '\\'' in literal true (expecting 'e')");
        assertThat(call.error("parseJSON", "[".repeat(100_000))).isEqualTo("exceeded max depth");
    }

    @Test
    void writesJson() {
        assertThat(call.text("toJSON", Map.of("b", List.of(1, 2.0, 1e21, 1e-7), "a", "<é&\u2028\u0001>")))
                .isEqualTo("{\"a\":\"\\u003cé\\u0026\\u2028\\u0001\\u003e\",\"b\":[1,2,1e+21,1e-7]}");
        assertThat(call.text("toUnescapedJSON", "<&>")).isEqualTo("\"<&>\"");
        assertThat(call.text("toJSONPretty", Map.of("a", List.of(1, Map.of()), "b", List.of())))
                .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
        assertThat(call.text("toJSON", (Object) null)).isEqualTo("null");
        assertThat(call.text("toJSON", GoList.nil(GoType.STRINGS))).isEqualTo("null");
        assertThat(call.text("toJSON", GoString.of(new byte[] {'a', (byte) 0xff})))
                .isEqualTo("\"a\\ufffd\"");
        assertThat(call.error("toJSON", GoMap.of(GoType.mapOf(GoType.ANY, GoType.ANY))))
                .isEqualTo("toJSON: json: unsupported type: map[interface {}]interface {}");
        assertThat(call.error("toJSON", Double.NaN)).isEqualTo("toJSON: json: unsupported value: NaN");
    }

    @Test
    void readsYaml() {
        assertThat(call.text(
                        "parseYAML",
                        "a: yes\nb: off\nc: 0777\nd: 1_000\ne: 1.5\nf: ~\ng: 'no'\nh: 2001-01-01\ni: 0b11"))
                .isEqualTo("map[a:true b:false c:511 d:1000 e:1.5 f:<nil> g:no h:2001-01-01 i:3]");
        assertThat(((GoMap) call.call("parseYAML", "a: 1")).type().toString())
                .isEqualTo("map[interface {}]interface {}");
        assertThat(call.text("parseYAML", "- a\n- {b: [c, d]}")).isEqualTo("[a map[b:[c d]]]");
        assertThat(call.text("parseYAML", "x: &x {a: 1}\nz: {<<: *x, b: 2}"))
                .isEqualTo("map[x:map[a:1] z:map[a:1 b:2]]");
        assertThat(call.text("parseYAML", "")).isEqualTo("map[]");
        assertThat(call.error("parseYAML", "a: [b")).startsWith("yaml: line ");
        assertThat(call.error("parseYAML", "a: b: c")).startsWith("yaml: line 1: mapping values are not allowed");
        assertThat(call.error("parseYAML", "a: *b")).isEqualTo("yaml: unknown anchor 'b' referenced");
        var bomb = new StringBuilder("a: &a [x]\n");
        for (char name = 'b'; name < 'k'; name++) {
            bomb.append(name).append(": &").append(name).append(" [");
            bomb.append(("*" + (char) (name - 1) + ",").repeat(10)).append("]\n");
        }
        assertThat(call.error("parseYAML", bomb.toString())).contains("elements");
        assertThat(call.error("parseYAML", "[".repeat(10_000))).startsWith("yaml: ");
    }

    @Test
    void writesYaml() {
        assertThat(call.text(
                        "toYAML", Map.of("b", List.of("x", Map.of("k", 1, "l", List.of())), "a10", 1, "a2", "yes")))
                .isEqualTo("a2: \"yes\"\na10: 1\nb:\n- x\n- k: 1\n  l: []");
        assertThat(call.text("toYAML", List.of(List.of(1, 2), "a: b", "#c", "", " d", "1", "null", "é", "it's")))
                .isEqualTo("- - 1\n  - 2\n- 'a: b'\n- '#c'\n- \"\"\n- ' d'\n- \"1\"\n- \"null\"\n- é\n- it's");
        assertThat(call.text("toYAML", Map.of("a", "x\ny\n", "b", "x\ny", "c", "\tx", "d", "x \ny")))
                .isEqualTo("a: |\n  x\n  y\nb: |-\n  x\n  y\nc: \"\\tx\"\nd: \"x \\ny\"");
        assertThat(call.text("toYAML", Arrays.asList(null, true, 1.5, 1e20)))
                .isEqualTo("- null\n- true\n- 1.5\n- 1e+20");
        assertThat(call.text("toYAML", Map.of())).isEqualTo("{}");
        assertThat(call.text("toYAML", List.of("<<", "12:30:45", "2001-01-01", "multi\nline\n\n", "\n")))
                .isEqualTo("- <<\n- \"12:30:45\"\n- \"2001-01-01\"\n- |+\n  multi\n  line\n\n- |2+");
        assertThat(call.text("toYAML", Map.of("k", "word ".repeat(20).strip())))
                .isEqualTo("k: " + "word ".repeat(15) + "word\n  word word word word");
    }

    @Test
    void writesToml() {
        assertThat(call.text(
                        "toTOML",
                        Map.of(
                                "a",
                                1,
                                "t",
                                Map.of("x", "y\"", "u", Map.of("z", 1.0)),
                                "l",
                                List.of(1, 2),
                                "q r",
                                true)))
                .isEqualTo("a = 1\nl = [1, 2]\n\"q r\" = true\n\n[t]\n  x = \"y\\\"\"\n  [t.u]\n    z = 1.0");
        assertThat(call.text("toTOML", Map.of("t", List.of(Map.of("a", 1), Map.of("a", 2)))))
                .isEqualTo("[[t]]\n  a = 1\n\n[[t]]\n  a = 2");
        assertThat(call.text("toTOML", Map.of("a", 123456789.0, "b", 1e-7)))
                .isEqualTo("a = 123456789.0\nb = 0.0000001");
        assertThat(call.error("toTOML", List.of(1)))
                .isEqualTo("toTOML: toml: top-level values must be Go maps or structs");
    }

    @Test
    void deniedFunctionsFailOnlyWhenTheyAreCalled() {
        var denied = Functions.of(
                new Surroundings(call.data, () -> Instant.EPOCH, Optional.empty(), name -> name.startsWith("file")));

        assertThat(denied.get("file").name()).isEqualTo("file");
        assertThatThrownBy(() -> denied.get("file").code().call(call, List.of(GoString.of("/x"))))
                .hasMessage("function is disabled");
    }

    @Test
    void executesTemplatesThroughTheEvaluation() {
        assertThat(call.text("executeTemplate", "x", 5)).isEqualTo("<x 5>");
        assertThat(call.error("executeTemplate", "x", 5, 6)).startsWith("executeTemplate: wrong number of arguments");
    }
}

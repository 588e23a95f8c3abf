package dev.tend.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sprig's functions, one table for each group. */
class SprigTest {

    private final TestingCall call = new TestingCall();

    private String text(String function, Object... arguments) {
        return call.text("sprig_" + function, arguments);
    }

    private String error(String function, Object... arguments) {
        return call.error("sprig_" + function, arguments);
    }

    @Test
    void changesText() {
        assertThat(text("trim", " a ")).isEqualTo("a");
        assertThat(text("trimAll", "$", "$5.00$")).isEqualTo("5.00");
        assertThat(text("trimPrefix", "-", "-a-")).isEqualTo("a-");
        assertThat(text("title", "hello wor_ld it's")).isEqualTo("Hello Wor_ld It'S");
        assertThat(text("untitle", "Hello World")).isEqualTo("hello world");
        assertThat(text("repeat", 3, "ab")).isEqualTo("ababab");
        assertThat(error("repeat", 1_000_000_000, "ab")).contains("bytes");
        assertThat(error("repeat", -1, "ab")).isEqualTo("strings: negative Repeat count");
        assertThat(text("substr", 0, 3, "hello")).isEqualTo("hel");
        assertThat(text("substr", -1, 3, "hello")).isEqualTo("hel");
        assertThat(text("substr", 2, -1, "hello")).isEqualTo("llo");
        assertThat(error("substr", 9, 3, "hello")).isEqualTo("runtime error: slice bounds out of range [9:3]");
        assertThat(text("trunc", 2, "hello")).isEqualTo("he");
        assertThat(text("trunc", -2, "hello")).isEqualTo("lo");
        assertThat(text("nospace", " a b ")).isEqualTo("ab");
        assertThat(text("initials", "First Try")).isEqualTo("FT");
        assertThat(text("swapcase", "aLLo wO")).isEqualTo("AllO Wo");
        assertThat(text("plural", "one", "many", 1)).isEqualTo("one");
        assertThat(text("indent", 2, "a\nb")).isEqualTo("  a\n  b");
        assertThat(text("nindent", 2, "a\nb")).isEqualTo("\n  a\n  b");
        assertThat(text("abbrev", 5, "hello world")).isEqualTo("he...");
        assertThat(text("abbrevboth", 5, 10, "1234 5678 9123")).isEqualTo("...5678...");
        assertThat(text("camelcase", "http_server x")).isEqualTo("HttpServerX");
        assertThat(text("snakecase", "FirstName HTTPServer")).isEqualTo("first_name_http_server");
        assertThat(text("snakecase", "http2xx NoHTTPS Bld4Floor3rd Duration2m3s"))
                .isEqualTo("http_2xx_no_https_bld4_floor_3rd_duration_2m3s");
        assertThat(text("kebabcase", "FirstName")).isEqualTo("first-name");
        assertThat(text("wrap", 5, "aa bbb cc dddddddd e")).isEqualTo("aa\nbbb\ncc\ndddddddd\ne");
        assertThat(text("wrapWith", 3, "|", "abcdefg hi")).isEqualTo("abc|def|g|hi");
    }

    @Test
    void quotesAndJoins() {
        assertThat(text("quote", "a\"b", 1, null)).isEqualTo("\"a\\\"b\" \"1\"");
        assertThat(text("squote", "a'b", 1)).isEqualTo("'a'b' '1'");
        assertThat(text("cat", "a", null, 1, 2.5)).isEqualTo("a 1 2.5");
        assertThat(text("join", "-", Arrays.asList("a", null, 1))).isEqualTo("a-1");
        assertThat(text("join", "-", 5)).isEqualTo("5");
        assertThat(text("sortAlpha", List.of("b", "a", 1))).isEqualTo("[1 a b]");
        assertThat(text("splitList", "/", "a/b")).isEqualTo("[a b]");
        assertThat(text("split", "/", "a/b")).isEqualTo("map[_0:a _1:b]");
        assertThat(text("splitn", "/", 2, "a/b/c")).isEqualTo("map[_0:a _1:b/c]");
        assertThat(text("toStrings", List.of(1, true))).isEqualTo("[1 true]");
        assertThat(error("fail", "no")).isEqualTo("no");
    }

    @Test
    void matchesExpressions() {
        assertThat(text("regexMatch", "^a", "abc")).isEqualTo("true");
        assertThat(text("regexMatch", "(", "abc")).isEqualTo("false");
        assertThat(error("mustRegexMatch", "(", "abc")).startsWith("error parsing regexp: missing closing )");
        assertThat(error("regexFind", "(", "abc")).startsWith("regexp: Compile(\"(\"): error parsing regexp:");
        assertThat(text("regexFind", "b.", "abcb")).isEqualTo("bc");
        assertThat(text("regexFindAll", "[2,4]", "1234", -1)).isEqualTo("[2 4]");
        assertThat(text("regexFindAll", "[2,4]", "1234", 1)).isEqualTo("[2]");
        assertThat(text("regexReplaceAll", "a(x*)b", "-ab-axxb-", "${1}W")).isEqualTo("-W-xxW-");
        assertThat(text("regexReplaceAllLiteral", "a(x*)b", "-ab-axxb-", "${1}"))
                .isEqualTo("-${1}-${1}-");
        assertThat(text("regexSplit", "z+", "pizza", -1)).isEqualTo("[pi a]");
        assertThat(text("regexQuoteMeta", "1.2.3")).isEqualTo("1\\.2\\.3");
        assertThat(error("regexMatch", "(".repeat(1000), "")).isEqualTo("no error: false");
        assertThat(error("mustRegexMatch", "((a{1000}){1000}){1000}", ""))
                .isEqualTo("error parsing regexp: expression too large");
    }

    @Test
    void worksOnLists() {
        List<Object> list = List.of(1, 2, 3);
        assertThat(text("list", 1, "a")).isEqualTo("[1 a]");
        assertThat(text("first", list)).isEqualTo("1");
        assertThat(text("last", list)).isEqualTo("3");
        assertThat(text("first", List.of())).isEqualTo("<nil>");
        assertThat(text("rest", list)).isEqualTo("[2 3]");
        assertThat(text("initial", list)).isEqualTo("[1 2]");
        assertThat(text("append", list, 4)).isEqualTo("[1 2 3 4]");
        assertThat(text("prepend", list, 0)).isEqualTo("[0 1 2 3]");
        assertThat(text("reverse", list)).isEqualTo("[3 2 1]");
        assertThat(text("uniq", List.of(1, 1L, 1, "a", "a"))).isEqualTo("[1 1 a]");
        assertThat(text("without", list, 2, 3)).isEqualTo("[1]");
        assertThat(text("has", 2, list)).isEqualTo("true");
        assertThat(text("has", "2", list)).isEqualTo("false");
        assertThat(text("compact", Arrays.asList(0, 1, "", "a", null))).isEqualTo("[1 a]");
        assertThat(text("slice", list, 1)).isEqualTo("[2 3]");
        assertThat(text("slice", list, 1, 2)).isEqualTo("[2]");
        assertThat(error("slice", list, 2, 9)).isEqualTo("reflect.Value.Slice: slice index out of bounds");
        assertThat(text("concat", list, List.of("a"))).isEqualTo("[1 2 3 a]");
        assertThat(text("chunk", 2, list)).isEqualTo("[[1 2] [3]]");
        assertThat(error("first", "x")).isEqualTo("Cannot find first on type string");
        assertThat(error("mustPush", 5, 1)).isEqualTo("Cannot push on type int");
        assertThat(((GoList) call.call("sprig_rest", GoList.ofStrings(List.of("a", "b")))).type())
                .isEqualTo(GoType.ANYS);
    }

    @Test
    void worksOnMaps() {
        assertThat(text("dict", "a", 1, "b")).isEqualTo("map[a:1 b:]");
        assertThat(text("get", Map.of("a", 1), "a")).isEqualTo("1");
        assertThat(text("get", Map.of("a", 1), "b")).isEmpty();
        GoMap map = (GoMap) TestingCall.value(Map.of("a", 1));
        text("set", map, "b", 2);
        assertThat(text("hasKey", map, "b")).isEqualTo("true");
        assertThat(text("unset", map, "a")).isEqualTo("map[b:2]");
        assertThat(error("set", map, "c", map)).isEqualTo("a map cannot contain itself");
        assertThat(text("pluck", "a", Map.of("a", 1), Map.of("b", 2), Map.of("a", 3)))
                .isEqualTo("[1 3]");
        assertThat(text("keys", Map.of("b", 1, "a", 2))).isEqualTo("[a b]");
        assertThat(text("values", Map.of("b", 1, "a", 2))).isEqualTo("[2 1]");
        assertThat(text("pick", Map.of("a", 1, "b", 2), "a", "x")).isEqualTo("map[a:1]");
        assertThat(text("omit", Map.of("a", 1, "b", 2), "a")).isEqualTo("map[b:2]");
        assertThat(text("dig", "a", "b", "none", Map.of("a", Map.of("b", 1)))).isEqualTo("1");
        assertThat(text("dig", "a", "x", "none", Map.of("a", Map.of("b", 1)))).isEqualTo("none");
        assertThat(error("dig", "a", "x", "none", Map.of("a", 1)))
                .isEqualTo("interface conversion: interface {} is int, not map[string]interface {}");
        assertThat(text("merge", Map.of("a", 1, "z", 0), Map.of("a", 2, "b", 2, "z", 9)))
                .isEqualTo("map[a:1 b:2 z:9]");
        assertThat(text("mergeOverwrite", Map.of("a", 1), Map.of("a", 2, "b", 2)))
                .isEqualTo("map[a:2 b:2]");
    }

    @Test
    void computes() {
        assertThat(text("add", 1, "2", 3.9, true)).isEqualTo("7");
        assertThat(text("add1", 1)).isEqualTo("2");
        assertThat(text("sub", 5, 2)).isEqualTo("3");
        assertThat(text("mul", 2, 3, 4)).isEqualTo("24");
        assertThat(text("div", -7, 2)).isEqualTo("-3");
        assertThat(error("mod", 7, 0)).isEqualTo("runtime error: integer divide by zero");
        assertThat(text("max", 1, 5, 3)).isEqualTo("5");
        assertThat(text("minf", 1.5, 2)).isEqualTo("1.5");
        assertThat(text("ceil", 1.1)).isEqualTo("2");
        assertThat(text("floor", "1.9")).isEqualTo("1");
        assertThat(text("round", 123.5555, 3)).isEqualTo("123.556");
        assertThat(text("round", 123.49, 0, 0.4)).isEqualTo("124");
        assertThat(text("addf", 0.1, 0.2)).isEqualTo("0.3");
        assertThat(text("subf", 3, 1.1)).isEqualTo("1.9");
        assertThat(text("mulf", 1.1, 3)).isEqualTo("3.3");
        assertThat(text("divf", 10, 4)).isEqualTo("2.5");
        assertThat(error("divf", 1, 0)).isEqualTo("decimal division by 0");
        assertThat(text("int", "010")).isEqualTo("8");
        assertThat(text("int", "1_000")).isEqualTo("1000");
        assertThat(text("int", "12.00")).isEqualTo("12");
        assertThat(text("int64", "x")).isEqualTo("0");
        assertThat(text("atoi", "010")).isEqualTo("10");
        assertThat(text("toDecimal", 777)).isEqualTo("511");
        assertThat(call.call("sprig_int", 5.9)).isEqualTo(Int.of(5));
        assertThat(text("until", 3)).isEqualTo("[0 1 2]");
        assertThat(text("until", -2)).isEqualTo("[0 -1]");
        assertThat(text("untilStep", 3, 6, 2)).isEqualTo("[3 5]");
        assertThat(text("untilStep", 3, 6, 0)).isEqualTo("[]");
        assertThat(error("until", 1_000_000_000)).contains("elements");
        assertThat(error("untilStep", 0, Int.of(Long.MAX_VALUE), Int.of(Long.MAX_VALUE - 1)))
                .startsWith("no error");
        assertThat(text("seq", 5)).isEqualTo("1 2 3 4 5");
        assertThat(text("seq", -3)).isEqualTo("1 0 -1 -2 -3");
        assertThat(text("seq", 0, 2, 10)).isEqualTo("0 2 4 6 8 10");
        assertThat(text("seq", 2, -2)).isEqualTo("2 1 0 -1 -2");
        assertThat(error("seq", 1_000_000_000)).contains("elements");
    }

    @Test
    void readsDates() {
        assertThat(text("toDate", "2006-01-02", "2017-12-31")).isEqualTo("2017-12-31 00:00:00 +0000 UTC");
        assertThat(text("toDate", "2006-01-02", "nonsense")).isEqualTo("0001-01-01 00:00:00 +0000 UTC");
        assertThat(error("mustToDate", "2006-01-02", "2017"))
                .isEqualTo("parsing time \"2017\" as \"2006-01-02\": cannot parse \"\" as \"-\"");
        Object date = call.call("sprig_toDate", "2006-01-02T15:04:05Z07:00", "2017-12-31T23:00:00+02:00");
        assertThat(text("unixEpoch", date)).isEqualTo("1514754000");
        assertThat(text("mustDateModify", "-1h30m", date)).isEqualTo("2017-12-31 21:30:00 +0200 +0200");
        assertThat(call.text("toJSON", date)).isEqualTo("\"2017-12-31T23:00:00+02:00\"");
        assertThat(error("mustToDate", "15:04:05", "23:59:60"))
                .isEqualTo("parsing time \"23:59:60\": second out of range");
        assertThat(text("duration", "95")).isEqualTo("1m35s");
        assertThat(text("duration", 1L)).isEqualTo("1s");
        assertThat(text("durationRound", "2h10m5s")).isEqualTo("2h");
        assertThat(text("durationRound", "100h")).isEqualTo("4d");
    }

    @Test
    void encodes() {
        assertThat(text("b64enc", "hi")).isEqualTo("aGk=");
        assertThat(text("b64dec", "aGk=")).isEqualTo("hi");
        assertThat(text("b64dec", "?")).isEqualTo("illegal base64 data at input byte 0");
        assertThat(text("b32enc", "hello")).isEqualTo("NBSWY3DP");
        assertThat(text("b32dec", "NBSWY3DPEBZXA===")).isEqualTo("hello sp");
        assertThat(text("sha1sum", "Hello World!")).isEqualTo("2ef7bde608ce5404e97d5f042f95f89f1c232871");
        assertThat(text("adler32sum", "Wikipedia")).isEqualTo("300286872");
        assertThat(text("toJson", Map.of("a", "<"))).isEqualTo("{\"a\":\"\\u003c\"}");
        assertThat(text("toRawJson", Map.of("a", "<"))).isEqualTo("{\"a\":\"<\"}");
        assertThat(text("fromJson", "{\"a\":1}")).isEqualTo("map[a:1]");
        assertThat(text("fromJson", "{")).isEqualTo("<nil>");
        assertThat(error("mustFromJson", "{")).isEqualTo("unexpected end of JSON input");
    }

    @Test
    void hasDefaultsAndTypes() {
        assertThat(text("default", "d", "")).isEqualTo("d");
        assertThat(text("default", "d", 5)).isEqualTo("5");
        assertThat(text("default", "d")).isEqualTo("d");
        assertThat(text("empty", 0)).isEqualTo("true");
        assertThat(text("coalesce", 0, "", "a")).isEqualTo("a");
        assertThat(text("all", 1, "a")).isEqualTo("true");
        assertThat(text("any", 0, "")).isEqualTo("false");
        assertThat(text("ternary", "yes", "no", true)).isEqualTo("yes");
        assertThat(text("typeOf", List.of())).isEqualTo("[]interface {}");
        assertThat(text("kindOf", Map.of())).isEqualTo("map");
        assertThat(text("kindOf", (Object) null)).isEqualTo("invalid");
        assertThat(text("kindIs", "int", 5)).isEqualTo("true");
        assertThat(text("typeIs", "string", "a")).isEqualTo("true");
        assertThat(text("deepEqual", List.of(1), List.of(1))).isEqualTo("true");
        assertThat(text("deepEqual", 1, 1L)).isEqualTo("false");
    }

    @Test
    void takesPathsAndUrlsApart() {
        assertThat(text("base", "/a/b/")).isEqualTo("b");
        assertThat(text("dir", "/a/b")).isEqualTo("/a");
        assertThat(text("dir", "a")).isEqualTo(".");
        assertThat(text("clean", "/a/../../b//./c")).isEqualTo("/b/c");
        assertThat(text("osClean", "../a/..")).isEqualTo("..");
        assertThat(text("ext", "/a.d/b.tar.gz")).isEqualTo(".gz");
        assertThat(text("isAbs", "/a")).isEqualTo("true");
        assertThat(text("urlParse", "proto://auth@host:80/pa%20th?q=1#frag"))
                .isEqualTo("map[fragment:frag host:host:80 hostname:host opaque: path:/pa th query:q=1 scheme:proto"
                        + " userinfo:auth]");
        assertThat(text(
                        "urlJoin",
                        Map.of("fragment", "f", "host", "h:80", "path", "/p q", "query", "q", "scheme", "http")))
                .isEqualTo("http://h:80/p%20q?q#f");
        assertThat(error("urlParse", "http://h:x")).contains("invalid port \":x\" after host");
    }

    @Test
    void keepsBytesThatAreNoText() {
        GoString bytes = GoString.of(new byte[] {'a', (byte) 0xff});
        assertThat(call.call("sprig_trim", bytes)).isEqualTo(bytes);
        assertThat(call.call("sprig_base", bytes)).isEqualTo(bytes);
        assertThat(call.call("regexReplaceAll", GoString.of("a"), GoString.of("b"), bytes))
                .isEqualTo(GoString.of(new byte[] {'b', (byte) 0xff}));
    }
}

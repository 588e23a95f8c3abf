package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** JSON, read and written. */
class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        Json json = Json.parse(" {\"a\" : [1, -2.5e+3, true, false, null, \"x\"],\n \"b\":{}, \"c\":[] } ");

        assertThat(json.text()).isEqualTo("{\"a\":[1,-2.5e+3,true,false,null,\"x\"],\"b\":{},\"c\":[]}");
    }

    @Test
    void readsEveryEscape() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\""))
                .isEqualTo(Json.of("\"\\/\b\f\n\r\tä\uD83D\uDE00"));
    }

    @Test
    void escapesWhatWouldBreakALineOrUtf8() {
        String awkward = "a\"b\\c\nd\re\tf\u0001g\u007fhj\uD83D\uDE00ü";

        String text = Json.of(awkward).text();

        assertThat(text).isEqualTo("\"a\\\"b\\\\c\\nd\\re\\tf\\u0001g\\u007fhj\uD83D\uDE00ü\"");
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(Json.parse(text)).isEqualTo(Json.of(awkward));
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        assertThat(Json.of("a\u009bb\u202ec\u2028").text()).isEqualTo("\"a\\u009bb\\u202ec\\u2028\"");
        assertThat(Json.parse("\"a\\u009bb\\u202ec\\u2028\"")).isEqualTo(Json.of("a\u009bb\u202ec\u2028"));
    }

    /** A half of a character is no character, and a reader may do with it what it likes. */
    @Test
    void saysOfBytesThatAreNoTextWhatTheyWere() {
        String text = Json.of("a\udc9bb\uD800c\uDC00").text();
        assertThat(text).isEqualTo("\"a\\\\x9bb\\\\ud800c\\\\udc00\"");
        assertThat(Json.parse(text)).isEqualTo(Json.of("a\\x9bb\\ud800c\\udc00"));
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertMessage("", "expected a value, found nothing in column 1");
        assertMessage("{\"a\" 1}", "expected \":\", found \"1\" in column 6");
        assertMessage("{\"a\":1,}", "expected \"\"\", found \"}\" in column 8");
        assertMessage("[1 2]", "expected \",\" or \"]\", found \"2\" in column 4");
        assertMessage("[1] x", "expected the end, found \"x\" in column 5");
        assertMessage("\"abc", "a string that does not end in column 1");
        assertMessage("\"a\nb\"", "a control character that is not escaped in column 3");
        assertMessage("\"\\x\"", "expected one of \"\\/bfnrtu after a backslash, found \"x\" in column 3");
        assertMessage("\"\\u12g4\"", "expected a hexadecimal digit, found \"g\" in column 6");
        assertMessage("nul", "expected a value, found \"n\" in column 1");
        assertMessage("01", "expected the end, found \"1\" in column 2");
        assertMessage("1.", "expected a digit, found nothing in column 3");
        assertMessage("1e+", "expected a digit, found nothing in column 4");
        assertMessage("-", "expected a digit, found nothing in column 2");
        assertMessage("{\"a\":1,\"a\":2}", "\"a\" a second time in column 8");
        assertMessage("\0", "expected a value, found \"\0\" in column 1");
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThat(Json.parse("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Array.class);
        assertMessage("[".repeat(100_000), "nested more than 32 deep in column 33");
        assertMessage(" ".repeat(Json.MAX_LENGTH + 1), "a document longer than 1048576 characters in column 1048577");
    }

    @Test
    void keepsNumbersExact() {
        assertThat(number("9007199254740993").whole()).hasValue(9007199254740993L);
        assertThat(number("1.5").whole()).isEmpty();
        assertThat(number("99999999999999999999").whole()).isEmpty();
    }

    @Test
    void countsSecondsInMicroseconds() {
        assertThat(Json.seconds(1_500_000).text()).isEqualTo("1.500000");
        assertThat(Json.seconds(-1).text()).isEqualTo("-0.000001");
        assertThat(Json.seconds(0).text()).isEqualTo("0.000000");
        assertThat(number("3").micros()).hasValue(3_000_000);
        assertThat(number("0.0000019").micros()).hasValue(1);
        assertThat(number("-0.25").micros()).hasValue(-250_000);
        assertThat(number("1e3").micros()).isEmpty();
        assertThat(number("1234567890123").micros()).isEmpty();
    }

    @Test
    void readsBackWhateverItWrites() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Json json = any(random, 4);
            assertThat(Json.parse(json.text())).as("seed %s", seed).isEqualTo(json);
        }
    }

    @Test
    void survivesGarbage() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append("{}[]\",:\\u0e1-.tnf \n\0ä".charAt(random.nextInt(21)));
            }
            try {
                Json.parse(text.toString());
            } catch (JsonException expected) {
                assertThat(expected.getMessage()).as("seed %s", seed).contains(" in column ");
            }
        }
    }

    @Test
    void findsTheFieldsOfAnObjectOfAnySizeInAnyOrder() {
        for (int size : new int[] {0, 1, 8, 9, 32, 33, 34, 500}) {
            var text = new StringBuilder("{");
            for (int i = 0; i < size; i++) {
                text.append(i == 0 ? "" : ",")
                        .append("\"f")
                        .append(i)
                        .append("\":")
                        .append(i);
            }
            var fields = (Json.Fields) Json.parse(text + "}");

            for (int i = size - 1; i >= 0; i--) {
                assertThat(fields.field("f" + i)).contains(Json.of(i));
            }
            assertThat(fields.field("f" + size)).isEmpty();
            assertThat(fields.values()).hasSize(size);
            assertThat(fields.text()).isEqualTo(text + "}");
            if (size > 0) {
                assertThatThrownBy(() -> Json.parse(text + ",\"f0\":0}"))
                        .isInstanceOf(JsonException.class)
                        .hasMessageContaining("\"f0\" a second time");
            }
        }
    }

    /** The hash codes of both names are equal. */
    @Test
    void tellsNamesApartThatHaveOneHashCode() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        var fields = Json.object().with("Aa", 1).with("BB", 2).with("Aa", 3).build();

        assertThat(fields.text()).isEqualTo("{\"Aa\":3,\"BB\":2}");
        assertThat(fields.field("BB")).contains(Json.of(2));
    }

    @Test
    void writesElementsOfAnArrayOnLinesOfTheirOwn() {
        assertThat(Json.lines(List.of())).isEqualTo("[]\n");
        assertThat(Json.lines(List.of(Json.of(1), Json.of("a\nb")))).isEqualTo("[1,\n \"a\\nb\"]\n");
    }

    private static Json any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Json.of(random.nextLong());
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> new Json.Null();
            case 3 ->
                Json.of(String.valueOf(new char[] {(char) random.nextInt(0xd800), '"', (char) random.nextInt(128)}));
            case 4 -> new Json.Array(List.of(any(random, depth - 1), any(random, depth - 1)));
            default ->
                Json.object()
                        .with("a", any(random, depth - 1))
                        .with("b\n", any(random, depth - 1))
                        .build();
        };
    }

    private static Json.Number number(String literal) {
        return (Json.Number) Json.parse(literal);
    }

    private static void assertMessage(String text, String message) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }
}

package dev.tend.template.fmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.template.value.Complex;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Named;
import dev.tend.template.value.NamedType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line has been compared with Go 1.24. */
class FmtTest {

    private static final NamedType POINT = new NamedType(
            "main.Point",
            new GoType.StructType(List.of(new GoType.Field("Name", GoType.STRING), new GoType.Field("X", GoType.ANY))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%d|42",
                "%+d|+42",
                "% d| 42",
                "%5d|   42",
                "%-5d|~42   ~",
                "%05d|00042",
                "%-05d|~42   ~",
                "%+06d|+00042",
                "%.4d|0042",
                "%8.4d|~    0042~",
                "%x|2a",
                "%X|2A",
                "%#x|0x2a",
                "%#X|0X2A",
                "%#08x|0x0000002a",
                "%o|52",
                "%#o|052",
                "%O|0o52",
                "%b|101010",
                "%#b|0b101010",
                "%c|*",
                "%q|'*'",
                "%U|U+002A",
                "%#U|U+002A '*'",
                "%e|%!e(int=42)",
                "%s|%!s(int=42)",
                "%t|%!t(int=42)",
                "%v|42",
                "%#v|42",
                "%T|int",
                "%6T|~   int~",
                "%z|%!z(int=42)",
                "%!|%!!(int=42)",
                "%|%!(NOVERB)%!(EXTRA int=42)",
                "%d%%|42%",
                "%d %d|42 %!d(MISSING)",
                "no verb|no verb%!(EXTRA int=42)",
                "%[1]d %[1]x|42 2a",
                "%[2]d|%!d(BADINDEX)",
                "%[x]d|%!d(BADINDEX)",
                "%[]|%!](BADINDEX)",
                "%2000000d|%2000000d",
            })
    void writesAnInteger(String format, String text) {
        if (format.equals("%2000000d")) {
            // A width may have seven digits, though it is above what Go allows for a star.
            assertThat(Fmt.sprintf(format, Int.of(42))).hasSize(2_000_000);
        } else {
            assertThat(Fmt.sprintf(format, Int.of(42))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, %v, 1",
        "1000000, %v, 1e+06",
        "123456, %v, 123456",
        "1234567, %v, 1.234567e+06",
        "0.0001, %v, 0.0001",
        "0.00001, %v, 1e-05",
        "1e21, %v, 1e+21",
        "4.9e-324, %v, 5e-324",
        "2e23, %v, 2e+23",
        "-0.0, %v, -0",
        "NaN, %v, NaN",
        "NaN, %+g, +NaN",
        "Infinity, %v, +Inf",
        "-Infinity, %5.1f, ' -Inf'",
        "Infinity, %06d, %!d(float64=  +Inf)",
        "3.14159, %.2f, 3.14",
        "2.5, %.0f, 2",
        "3.5, %.0f, 4",
        "0.05, %.1f, 0.1",
        "1.005, %.2f, 1.00",
        "0.1, %.20f, 0.10000000000000000555",
        "0.1, %.60e, 1.000000000000000055511151231257827021181583404541015625000000e-01",
        "1e100, %.0f,"
                + " 10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104",
        "100000, %e, 1.000000e+05",
        "100000, %E, 1.000000E+05",
        "100000, %g, 100000",
        "100000, %.3g, 1e+05",
        "100000, %G, 100000",
        "1e-7, %G, 1E-07",
        "1.5, %08.2f, 00001.50",
        "-1.5, %08.2f, -0001.50",
        "1.5, %+.1f, +1.5",
        "1, %#g, 1.00000",
        "1, %#.0f, 1.",
        "1e10, %#.3g, 1.00e+10",
        "1, %x, 0x1p+00",
        "1.5, %.3x, 0x1.800p+00",
        "0.1, %X, 0X1.999999999999AP-04",
        "1, %b, 4503599627370496p-52",
        "1.5, %d, %!d(float64=1.5)",
    })
    void writesAFloat(double number, String format, String text) {
        assertThat(Fmt.sprintf(format, number)).isEqualTo(text);
    }

    @Test
    void writesText() {
        GoString text = GoString.of("hé\"\n");
        assertThat(Fmt.sprintf(
                        "%s|%5s|%-5s|%.2s|%q|%+q|%#q|%x|% X|%#x|%d|%v|%#v",
                        text, text, text, text, text, text, text, text, text, text, text, text, text))
                .isEqualTo("hé\"\n"
                        + "| hé\"\n"
                        + "|hé\"\n"
                        + " |hé|\"hé\\\"\\n"
                        + "\"|\"h\\u00e9\\\"\\n"
                        + "\"|\"hé\\\"\\n"
                        + "\"|68c3a9220a|68 C3 A9 22 0A|0x68c3a9220a|%!d(string=hé\"\n"
                        + ")|hé\"\n"
                        + "|\"hé\\\"\\n"
                        + "\"");
        assertThat(Fmt.sprintf("%#q %05s", GoString.of("a b"), GoString.of("x")))
                .isEqualTo("`a b` 0000x");
        assertThat(Fmt.sprintf("%q", GoString.of(new byte[] {(byte) 0xff, 0, 7, 0x7f})))
                .isEqualTo("\"\\xff\\x00\\a\\x7f\"");
        assertThat(Fmt.sprintf("%q", GoString.of("\u2028\ud83d\ude00\ue000")))
                .isEqualTo("\"\\u2028\ud83d\ude00\\ue000\"");
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        GoString bytes = GoString.of(new byte[] {'a', (byte) 0xfe, 'b'});

        assertThat(Fmt.sprintf(GoString.of("<%s>"), List.of(bytes)).toBytes())
                .containsExactly('<', 'a', 0xfe, 'b', '>');
    }

    @Test
    void writesListsMapsAndStructs() {
        GoList mixed = GoList.ofAny(Int.of(1), GoString.of("a"), null, 2.5, GoList.ofStrings(List.of("x")));
        assertThat(Fmt.sprintf("%v", mixed)).isEqualTo("[1 a <nil> 2.5 [x]]");
        assertThat(Fmt.sprintf("%d", mixed)).isEqualTo("[1 %!d(string=a) <nil> %!d(float64=2.5) [%!d(string=x)]]");
        assertThat(Fmt.sprintf("%#v", mixed))
                .isEqualTo("[]interface {}{1, \"a\", interface {}(nil), 2.5, []string{\"x\"}}");
        assertThat(Fmt.sprintf("%q %T", GoList.ofStrings(List.of("a", "b")), GoList.ofStrings(List.of())))
                .isEqualTo("[\"a\" \"b\"] []string");
        GoMap map = GoMap.of(GoType.OBJECT);
        map.put("b", GoString.of("x"));
        map.put("a", (Object) null);
        assertThat(Fmt.sprintf("%v %#v %03d", map, map, map))
                .isEqualTo("map[a:<nil> b:x] map[string]interface {}{\"a\":interface {}(nil), \"b\":\"x\"}"
                        + " map[%!d(string=00a):<nil> %!d(string=00b):%!d(string=00x)]");
        assertThat(Fmt.sprintf("%v %#v", GoMap.nil(GoType.OBJECT), GoList.nil(GoType.STRINGS)))
                .isEqualTo("map[] []string(nil)");
        GoStruct point = GoStruct.of(POINT, GoString.of("p"), Int.of(1));
        assertThat(Fmt.sprintf("%v %+v %#v", point, point, point))
                .isEqualTo("{p 1} {Name:p X:1} main.Point{Name:\"p\", X:1}");
        assertThat(Fmt.sprintf("%v %+v %s", GoPointer.to(point), GoPointer.to(point), GoPointer.nil(POINT)))
                .isEqualTo("&{p 1} &{Name:p X:1} %!s(*main.Point=<nil>)");
    }

    @Test
    void writesBytes() {
        GoList bytes = GoList.of(GoType.BYTES, List.of(new Int(Kind.UINT8, 'h'), new Int(Kind.UINT8, 'i')));

        assertThat(Fmt.sprintf("%v %s %q %x %#v %T", bytes, bytes, bytes, bytes, bytes, bytes))
                .isEqualTo("[104 105] hi \"hi\" 6869 []byte{0x68, 0x69} []uint8");
    }

    @Test
    void writesNilBooleansAndComplexNumbers() {
        assertThat(Fmt.sprintf("%v %d %T", null, null, null)).isEqualTo("<nil> %!d(<nil>) <nil>");
        assertThat(Fmt.sprintf("%t %v %6t %d", true, false, true, true)).isEqualTo("true false   true %!d(bool=true)");
        assertThat(Fmt.sprintf("%v %.1f", new Complex(1, -2), new Complex(1, 2)))
                .isEqualTo("(1-2i) (1.0+2.0i)");
    }

    @Test
    void aTypeWithATextWritesThat() {
        var method = new NamedType.Method(
                new GoType.FunctionType(List.of(), false, List.of(GoType.STRING), false),
                (call, arguments) -> GoString.of("1m30s"));
        var duration = new NamedType("time.Duration", GoType.INT64, Map.of("String", method));
        var value = new Named(duration, Int.int64(90_000_000_000L));

        assertThat(Fmt.sprintf("%v %6s %d %t", value, value, value, value))
                .isEqualTo("1m30s  1m30s 90000000000 %!t(time.Duration=90000000000)");
    }

    @Test
    void takesWidthAndPrecisionFromOperands() {
        assertThat(Fmt.sprintf("%*d|%-*d|%.*f", Int.of(4), Int.of(1), Int.of(3), Int.of(2), Int.of(1), 1.25))
                .isEqualTo("   1|2  |1.2");
        assertThat(Fmt.sprintf("%*d", Int.of(-4), Int.of(1))).isEqualTo("1   ");
        assertThat(Fmt.sprintf("%*d", GoString.of("x"), Int.of(1))).isEqualTo("%!(BADWIDTH)1");
        assertThat(Fmt.sprintf("%.*d", Int.of(-1), Int.of(1))).isEqualTo("%!(BADPREC)1");
        assertThat(Fmt.sprintf("%*d", Int.of(1_000_001), Int.of(1))).isEqualTo("%!(BADWIDTH)1");
        assertThat(Fmt.sprintf("%[3]*.[2]*[1]f", 12.0, Int.of(2), Int.of(6))).isEqualTo(" 12.00");
        assertThat(Fmt.sprintf("%*d", Int.uint64(-1), Int.of(1))).isEqualTo("%!(BADWIDTH)1");
    }

    @Test
    void separatesOperands() {
        List<Object> operands =
                Arrays.asList(Int.of(1), Int.of(2), GoString.of("a"), GoString.of("b"), Int.of(3), null, null);

        assertThat(Fmt.sprint(operands).utf8()).isEqualTo("1 2ab3 <nil> <nil>");
        assertThat(Fmt.sprintln(operands).utf8()).isEqualTo("1 2 a b 3 <nil> <nil>\n");
    }

    @Test
    void aTextThatGetsTooLongIsAnError() {
        String format = "%10000000d".repeat(2);
        assertThatThrownBy(() -> Fmt.sprintf(format, Int.of(1), Int.of(1)))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("bytes");
        assertThatThrownBy(() -> Fmt.sprintf("%.9000000f %.9000000f", 1.0, 2.0)).isInstanceOf(FunctionException.class);
    }

    @Test
    void aListThatIsNestedTooDeeplyIsAnError() {
        Object nested = GoList.ofAny();
        for (int i = 0; i < 100_000; i++) {
            nested = GoList.ofAny(nested);
        }
        Object deepest = nested;

        assertThatThrownBy(() -> Fmt.sprint(deepest))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("nested");
    }
}

package dev.tend.template.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoTypeTest {

    @Test
    void printsItsNameAsGo() {
        assertThat(GoType.ANYS).hasToString("[]interface {}");
        assertThat(GoType.mapOf(GoType.STRING, GoType.STRINGS)).hasToString("map[string][]string");
        assertThat(GoType.pointerTo(new NamedType("dependency.KeyPair", struct())))
                .hasToString("*dependency.KeyPair");
        assertThat(struct()).hasToString("struct { A int; B string }");
        assertThat(new GoType.ChannelType(GoType.INT64, true)).hasToString("<-chan int64");
        assertThat(GoType.FunctionType.of(GoType.STRING, GoType.INT)).hasToString("func(int) (string, error)");
        assertThat(GoType.FunctionType.variadic(GoType.ANYS, GoType.STRING, GoType.ANY))
                .hasToString("func(string, ...interface {}) ([]interface {}, error)");
        assertThat(new GoType.FunctionType(List.of(), false, List.of(GoType.INT), false))
                .hasToString("func() int");
    }

    @Test
    void namedTypesAreEqualByName() {
        assertThat(new NamedType("time.Month", GoType.INT)).isEqualTo(new NamedType("time.Month", GoType.INT));
        assertThat(new NamedType("time.Month", GoType.INT)).isNotEqualTo(new NamedType("time.Weekday", GoType.INT));
        assertThat(new NamedType("time.Month", GoType.INT).kind()).isEqualTo(Kind.INT);
    }

    @Test
    void zeroValuesHaveTheirType() {
        NamedType duration = new NamedType("time.Duration", GoType.INT64);
        assertThat(Values.zero(GoType.STRING)).isEqualTo(GoString.EMPTY);
        assertThat(Values.zero(GoType.ANY)).isNull();
        assertThat(Values.zero(duration)).isEqualTo(new Named(duration, Int.int64(0)));
        assertThat(Values.zero(struct())).isEqualTo(GoStruct.of(struct(), Int.of(0), GoString.EMPTY));
        assertThat(Values.zero(GoType.STRINGS)).isEqualTo(GoList.nil(GoType.STRINGS));
        assertThat(Values.typeOf(Values.zero(GoType.OBJECT))).isEqualTo(GoType.OBJECT);
    }

    @Test
    void refusesWhatIsNoType() {
        assertThatThrownBy(() -> GoType.basic(Kind.MAP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Named(new NamedType("time.Month", GoType.INT), GoString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Values.typeOf("a Java string")).isInstanceOf(IllegalArgumentException.class);
    }

    private static GoType struct() {
        return new GoType.StructType(List.of(new GoType.Field("A", GoType.INT), new GoType.Field("B", GoType.STRING)));
    }
}

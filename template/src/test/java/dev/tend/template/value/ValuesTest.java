package dev.tend.template.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void integersAreCutToTheirKind() {
        assertThat(new Int(Kind.UINT8, 300)).hasToString("44");
        assertThat(new Int(Kind.INT8, 200)).hasToString("-56");
        assertThat(Int.uint64(-1)).hasToString("18446744073709551615");
        assertThat(Int.uint64(-1).toDouble()).isEqualTo(0x1p64);
        assertThat(Int.uint64(-1)).isGreaterThan(Int.of(-1));
        assertThat(Int.of(-1)).isLessThan(Int.uint64(0));
    }

    @Test
    void emptyValuesAreFalse() {
        assertThat(List.of(false, Int.of(0), 0.0, GoString.EMPTY, GoList.ofAny(), GoMap.of(GoType.OBJECT)))
                .noneMatch(Values::isTrue);
        assertThat(Values.isTrue(null)).isFalse();
        assertThat(Values.isTrue(GoPointer.nil(GoType.INT))).isFalse();
        assertThat(List.of(true, Int.of(-1), Double.NaN, GoString.of("0"), GoList.ofAny((Object) null)))
                .allMatch(Values::isTrue);
        assertThat(Values.isTrue(Values.zero(new GoType.StructType(List.of())))).isTrue();
    }

    @Test
    void mapsAreInTheOrderOfGo() {
        GoMap map = GoMap.of(GoType.mapOf(GoType.ANY, GoType.ANY));
        List<Object> sorted = new ArrayList<>(Arrays.asList(
                null, false, true, Double.NaN, -0.5, 2.0, Int.of(-3), Int.of(20), GoString.of("B"), GoString.of("a")));
        List<Object> mixed = new ArrayList<>(sorted);
        Collections.shuffle(mixed, new Random(1));
        mixed.forEach(key -> map.put(key, true));
        assertThat(map.keys()).isEqualTo(sorted);
        assertThat(map.keys()).hasSize(10);
    }

    @Test
    void mapsAreSharedAndCopied() {
        GoMap map = GoMap.ofAny(Map.of("a", Int.of(1)));
        GoMap copy = map.copy();
        map.put("b", null);
        assertThat(copy.size()).isEqualTo(1);
        assertThat(map.containsKey("b")).isTrue();
        assertThat(map.get("b")).isNull();
        assertThatThrownBy(() -> GoMap.nil(GoType.OBJECT).put("a", null))
                .isInstanceOf(FunctionException.class)
                .hasMessage("assignment to entry in nil map");
    }

    @Test
    void structsHaveFieldsByName() {
        GoType weights = new NamedType(
                "dependency.Weights",
                new GoType.StructType(
                        List.of(new GoType.Field("Passing", GoType.INT), new GoType.Field("Warning", GoType.INT))));
        GoStruct struct = GoStruct.of(weights, Int.of(1), Int.of(2));
        assertThat(struct.get("Warning")).isEqualTo(Int.of(2));
        assertThatThrownBy(() -> GoStruct.of(weights, Int.of(1))).isInstanceOf(IllegalArgumentException.class);
    }
}

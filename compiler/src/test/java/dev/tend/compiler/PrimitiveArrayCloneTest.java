package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimitiveArrayCloneTest {

    private static final String OBJECT = "c/j/l/Object.c";

    @Test
    void asksTheClassOfTheItems() {
        var code = new GeneratedCode(Map.of(OBJECT, """
                    size = (!(meth_isPrimitive(teavm_local_3)) ? sizeof(void*) : TEAVM_FIELD(TEAVM_FIELD(teavm_local_3, TeaVM_Class, itemType), TeaVM_Class, size));
                """));

        new PrimitiveArrayClone().apply(code);

        assertThat(code.text(OBJECT)).isEqualTo("""
                    size = (!(meth_isPrimitive(TEAVM_FIELD(teavm_local_3, TeaVM_Class, itemType))) ? sizeof(void*) : TEAVM_FIELD(TEAVM_FIELD(teavm_local_3, TeaVM_Class, itemType), TeaVM_Class, size));
                """);
    }

    @Test
    void refusesAnotherClone() {
        var code = new GeneratedCode(Map.of(OBJECT, "    size = sizeof(void*);\n"));

        assertThatThrownBy(() -> new PrimitiveArrayClone().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining(OBJECT);
    }
}

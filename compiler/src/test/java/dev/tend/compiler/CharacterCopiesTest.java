package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CharacterCopiesTest {

    private static final String STRING = """
            int32_t meth_jl_String_charAt(void* teavm_this_, int32_t teavm_local_1) {
                TeaVM_Array* teavm_local_2;
                void* teavm_local_3;
                TEND_ALLOC_STACK(INT32_C(2), 16384);
            }
            int32_t meth_jl_String_length(void* teavm_this_) {
                TeaVM_Array* teavm_local_1;
                int32_t teavm_local_2;
                TEND_ALLOC_STACK(INT32_C(1), 16385);
            }
            int32_t meth_jl_String_equals(void* teavm_this_, void* teavm_local_1) {
                int32_t teavm_local_2;
                void* teavm_local_3;
                TEND_ALLOC_STACK(INT32_C(2), 16386);
            }
            """;

    private static final String ARRAYS = """
            TeaVM_Array* meth_ju_Arrays_copyOf(TeaVM_Array* teavm_local_1, int32_t teavm_local_2) {
                while (1) {
                    if (!(teavm_local_6 < teavm_local_5)) break;
                    teavm_local_6 = (teavm_checkBounds(teavm_local_6, teavm_local_1));
                    teavm_local_2 = TEAVM_ARRAY_AT(teavm_local_1, char16_t, teavm_local_6);
                    teavm_local_6 = (teavm_checkUpperBound(teavm_local_6, teavm_local_4));
                    TEAVM_ARRAY_AT(teavm_local_4, char16_t, teavm_local_6) = teavm_local_2;
                    teavm_local_6 = (teavm_local_6 + INT32_C(1));
                }
                return teavm_local_4;
            }
            """;

    private static final String BUILDER = """
            void* meth_jl_StringBuilder_insert(void* teavm_this_, int32_t teavm_local_1, void* teavm_local_2) {
                if (teavm_local_1 >= INT32_C(0)) {
                    while (1) {
                        teavm_local_5 = (teavm_local_5 + -INT32_C(1));
                    }
                    teavm_local_5 = INT32_C(0);
                    while (1) {
                        if (!(teavm_local_5 < (meth_jl_String_length(teavm_local_2)))) break;
                        teavm_local_5 = (teavm_local_5 + INT32_C(1));
                    }
                    return teavm_this_;
                }
                TEAVM_UNREACHABLE
            }
            """;

    private static GeneratedCode code(String string, String arrays, String builder) {
        return new GeneratedCode(
                Map.of("c/j/l/String.c", string, "c/j/u/Arrays.c", arrays, "c/j/l/StringBuilder.c", builder));
    }

    @Test
    void charAtMakesNoFrameForAnIndexWithinBounds() {
        var code = code(STRING, ARRAYS, BUILDER);

        new CharacterCopies().apply(code);

        assertThat(code.text("c/j/l/String.c")).startsWith("""
                int32_t meth_jl_String_charAt(void* teavm_this_, int32_t teavm_local_1) {
                    TeaVM_Array* teavm_local_2;
                    void* teavm_local_3;
                    teavm_local_2 = TEAVM_FIELD(teavm_this_, TeaVM_String, characters);
                    if ((uint32_t) teavm_local_1 < (uint32_t) TEAVM_ARRAY_LENGTH(teavm_local_2)) {
                        return TEAVM_ARRAY_AT(teavm_local_2, char16_t, teavm_local_1);
                    }
                    TEND_ALLOC_STACK(INT32_C(2), 16384);
                }
                """);
    }

    @Test
    void lengthMakesNoFrame() {
        var code = code(STRING, ARRAYS, BUILDER);

        new CharacterCopies().apply(code);

        assertThat(code.text("c/j/l/String.c")).contains("""
                    int32_t teavm_local_2;
                    return TEAVM_ARRAY_LENGTH(TEAVM_FIELD(teavm_this_, TeaVM_String, characters));
                    TEND_ALLOC_STACK(INT32_C(1), 16385);
                """);
    }

    @Test
    void equalsComparesWithoutAFrame() {
        var code = code(STRING, ARRAYS, BUILDER);

        new CharacterCopies().apply(code);

        assertThat(code.text("c/j/l/String.c"))
                .contains("    void* teavm_local_3;\n    if (teavm_this_ == teavm_local_1) {\n")
                .contains("    return INT32_C(1);\n    TEND_ALLOC_STACK(INT32_C(2), 16386);\n");
    }

    @Test
    void copiesARangeAtOnce() {
        var code = code(STRING, ARRAYS, BUILDER);

        new CharacterCopies().apply(code);

        assertThat(code.text("c/j/u/Arrays.c")).isEqualTo("""
                TeaVM_Array* meth_ju_Arrays_copyOf(TeaVM_Array* teavm_local_1, int32_t teavm_local_2) {
                    memcpy(TEAVM_ARRAY_DATA(teavm_local_4, char16_t), TEAVM_ARRAY_DATA(teavm_local_1, char16_t), teavm_local_5 * sizeof(char16_t));
                    return teavm_local_4;
                }
                """);
        assertThat(code.text("c/j/l/StringBuilder.c"))
                .contains("teavm_local_5 = (teavm_local_5 + -INT32_C(1));")
                .contains("memcpy(TEAVM_ARRAY_DATA(TEAVM_FIELD(teavm_this_, cls_jl_AbstractStringBuilder, fld_buffer)")
                .doesNotContain("teavm_local_5 < (meth_jl_String_length(teavm_local_2))");
    }

    @Test
    void refusesALoopOfAnotherForm() {
        var code = code(
                STRING, ARRAYS.replace("teavm_local_6 < teavm_local_5", "teavm_local_6 != teavm_local_5"), BUILDER);

        assertThatThrownBy(() -> new CharacterCopies().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("Arrays.c");
    }

    @Test
    void doesNotReachIntoTheNextMethod() {
        var code = code(
                STRING,
                ARRAYS,
                BUILDER.replace("        teavm_local_5 = INT32_C(0);\n", "") + BUILDER.replace("_insert", "_other"));

        assertThatThrownBy(() -> new CharacterCopies().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("StringBuilder.c");
    }
}

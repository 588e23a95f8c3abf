package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StringLiteralsTest {

    private static final String HEADER = "#define TEAVM_GET_STRING(i) ((TeaVM_String*) (teavm_stringPool + i))\n";

    private static GeneratedCode code(String literals, int count) {
        return new GeneratedCode(Map.of(
                "strings.c",
                "TeaVM_String teavm_stringPool[" + count + "] = {\n" + literals + "};\n",
                "strings.h",
                HEADER,
                "c/j/l/Class.c",
                "    name = *((TeaVM_String**) teavm_local_2);\n"));
    }

    @Test
    void holdsTheTextOnce() {
        var code = code("""
                    TEAVM_STRING(4, 2987,u"star"), // string #0
                    TEAVM_STRING(2, 101,u"\\"\\u00FC"), // string #1
                    TEAVM_STRING_FROM_CODES(2, 7,0, 65)  // string #2
                """, 3);

        new StringLiterals().apply(code);

        assertThat(code.text("strings.c"))
                .contains("TeaVM_String* teavm_stringPool[3];")
                .contains("    \"star\\000\\042\\303\\274\\000\\300\\200A\\000\";")
                .contains("static const uint32_t tend_begin[3] = { 0, 5, 9 };");
        assertThat(code.text("c/j/l/Class.c"))
                .isEqualTo("    name = tend_string((int32_t) ((TeaVM_String**) teavm_local_2 - teavm_stringPool));\n");
        assertThat(code.text("strings.h")).contains("#define TEAVM_GET_STRING(i) (tend_string(i))");
    }

    @Test
    void refusesAStringOfAnotherLength() {
        var code = code("    TEAVM_STRING(5, 2987,u\"star\")  // string #0\n", 1);

        assertThatThrownBy(() -> new StringLiterals().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a string of its length");
    }

    @Test
    void refusesAnUnknownEscape() {
        var code = code("    TEAVM_STRING(1, 2987,u\"\\v\")  // string #0\n", 1);

        assertThatThrownBy(() -> new StringLiterals().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a known escape");
    }

    @Test
    void refusesAPoolWithUnreadStrings() {
        var code = code("    TEAVM_STRING(4, 2987,u\"star\"), // string #0\n    TEAVM_OTHER(1)  // string #1\n", 2);

        assertThatThrownBy(() -> new StringLiterals().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a pool of all strings");
    }
}

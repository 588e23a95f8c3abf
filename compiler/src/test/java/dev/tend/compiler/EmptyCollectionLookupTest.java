package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyCollectionLookupTest {

    private static final String TEMPLATE = "c/j/u/TemplateCollections@dNEtriesMap.c";

    @Test
    void neverDividesByZero() {
        var length = "TEAVM_ARRAY_LENGTH(TEAVM_WITH_CALL_SITE_ID(71, teavm_nullCheck(teavm_local_2)))";
        var code = new GeneratedCode(Map.of(TEMPLATE, "    teavm_local_4 = (teavm_local_3 % " + length + ");\n"));

        new EmptyCollectionLookup().apply(code);

        assertThat(code.text(TEMPLATE))
                .isEqualTo("    teavm_local_4 = (teavm_local_3 % (" + length + " ? " + length + " : 1));\n");
    }

    @Test
    void leavesOtherRemaindersAlone() {
        var text = "    teavm_local_4 = (teavm_local_3 % TEAVM_ARRAY_LENGTH(teavm_local_2));\n";
        var code = new GeneratedCode(Map.of("c/j/u/HashMap.c", text));

        new EmptyCollectionLookup().apply(code);

        assertThat(code.text("c/j/u/HashMap.c")).isEqualTo(text);
    }

    @Test
    void refusesALengthOfAnotherForm() {
        var code = new GeneratedCode(
                Map.of(TEMPLATE, "    teavm_local_4 = (teavm_local_3 % TEAVM_ARRAY_LENGTH(table));\n"));

        assertThatThrownBy(() -> new EmptyCollectionLookup().apply(code)).isInstanceOf(UnexpectedCodeException.class);
    }
}

package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InlinedChecksTest {

    private static final String HEADER = "exceptions.h";
    private static final String CHECKS = """
                inline static void* teavm_nullCheck(void* o) {
                inline static int32_t teavm_checkBounds(int32_t index, void* array) {
                inline static int32_t teavm_checkLowerBound(int32_t index) {
                inline static int32_t teavm_checkUpperBound(int32_t index, void* array) {
            """;

    @Test
    void leavesNoCheckToACall() {
        var code = new GeneratedCode(Map.of(HEADER, CHECKS));

        new InlinedChecks().apply(code);

        assertThat(code.text(HEADER))
                .isEqualTo(CHECKS.replace("inline static", "inline static __attribute__((always_inline))"));
    }

    @Test
    void refusesAHeaderWithoutACheck() {
        var code = new GeneratedCode(Map.of(HEADER, CHECKS.replace("teavm_checkBounds", "check")));

        assertThatThrownBy(() -> new InlinedChecks().apply(code)).isInstanceOf(UnexpectedCodeException.class);
    }
}

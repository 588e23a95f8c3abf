package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UnassignedCopiesTest {

    /** The statements come at the begin of the try block, around a call that may throw; then those of the catch block. */
    private static GeneratedCode method(String before, String after, String handler) {
        return new GeneratedCode(Map.of("c/A.c", """
                void meth_A_save(void* teavm_this_, void* teavm_local_1) {
                    void* volatile teavm_spill_2;
                    void* teavm_local_2;
                    TEAVM_ALLOC_STACK(INT32_C(1));
                    TEAVM_TRY
                        %s
                        TEAVM_WITH_CALL_SITE_ID(1, meth_A_write());
                        %s
                    TEAVM_CATCH
                        case 1:
                            goto teavm_label_1;
                            %s
                    TEAVM_END_TRY
                    TEAVM_RELEASE_STACK;
                }
                """.formatted(before, after, handler)));
    }

    private static final String ASSIGNED = "teavm_spill_2 = teavm_local_2;";
    private static final String READ = "teavm_local_2 = teavm_spill_2;\n            meth_A_complain(teavm_local_2);";

    @Test
    void acceptsACopyThatIsMadeBeforeTheCall() {
        assertThatCode(() -> new UnassignedCopies().apply(method(ASSIGNED, "", READ)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACopyThatIsMadeAfterTheCall() {
        assertThatThrownBy(() -> new UnassignedCopies().apply(method("", ASSIGNED, READ)))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("meth_A_save");
    }

    @Test
    void acceptsACopyThatIsOverwrittenBeforeItIsUsed() {
        var overwritten = "teavm_local_2 = teavm_spill_2;\n            teavm_local_2 = NULL;";

        assertThatCode(() -> new UnassignedCopies().apply(method("", ASSIGNED, overwritten)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAValueThatItsReplacementIsComputedFrom() {
        var used = "teavm_local_2 = teavm_spill_2;\n            teavm_local_2 = meth_A_next(teavm_local_2);";

        assertThatThrownBy(() -> new UnassignedCopies().apply(method("", ASSIGNED, used)))
                .isInstanceOf(UnexpectedCodeException.class);
    }
}

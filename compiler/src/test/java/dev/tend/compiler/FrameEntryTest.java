package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameEntryTest {

    private static final String NUMBERED = """
            void* meth_a_Plan_of(void* teavm_local_1) {
                void* teavm_local_2;
                TEND_ALLOC_STACK(INT32_C(2), 17000);
                TEAVM_GC_ROOT_RELEASE(INT32_C(0));
                TEAVM_GC_ROOT_RELEASE(INT32_C(1));
                TEAVM_GC_ROOT(INT32_C(0), teavm_local_1);
                teavm_local_2 = (meth_a_Plan_next(teavm_local_1));
                TEAVM_GC_ROOT_RELEASE(INT32_C(0));
                TEAVM_RELEASE_STACK;
                return teavm_local_2;
            }
            """;

    private static final String UNNUMBERED = """
            void meth_a_Plan_try(void* teavm_local_1) {
                TEAVM_ALLOC_STACK(INT32_C(1));
                TEAVM_GC_ROOT_RELEASE(INT32_C(0));
                (TEND_CALL(4, INT32_C(1)), meth_a_Plan_next(teavm_local_1));
                TEAVM_RELEASE_STACK;
            }
            """;

    @Test
    void clearsAllReferencesInOneCall() {
        assertThat(passed("17000 dev.tend.service.Plan.of(Plan.java)\n", NUMBERED))
                .isEqualTo("""
                        void* meth_a_Plan_of(void* teavm_local_1) {
                            void* teavm_local_2;
                            TEND_ENTER(2, 17000);
                            TEAVM_GC_ROOT(INT32_C(0), teavm_local_1);
                            teavm_local_2 = (meth_a_Plan_next(teavm_local_1));
                            TEAVM_RELEASE_STACK;
                            return teavm_local_2;
                        }
                        """);
    }

    @Test
    void leavesTheNumberOfEachCallWhereThereAreSeveral() {
        assertThat(passed("4 dev.tend.service.Plan.try(Plan.java)\n", UNNUMBERED))
                .isEqualTo("""
                        void meth_a_Plan_try(void* teavm_local_1) {
                            TEND_ENTER(1, 0);
                            (TEND_CALL(4, INT32_C(1)), meth_a_Plan_next(teavm_local_1));
                            TEAVM_RELEASE_STACK;
                        }
                        """);
    }

    @Test
    void leavesMethodsInWhichAKeeperWaits() {
        assertThat(passed("17000 dev.tend.keeper.Keeper.run(Keeper.java)\n", NUMBERED))
                .isEqualTo(NUMBERED);
        assertThat(passed("4 dev.tend.loop.Loop.turn(Loop.java)\n", UNNUMBERED)).isEqualTo(UNNUMBERED);
    }

    @Test
    void leavesFunctionsWithoutAFrame() {
        var plain = "int32_t meth_a_Plan_size(void* teavm_local_1) {\n    return INT32_C(1);\n}\n";

        assertThat(passed("", plain)).isEqualTo(plain);
    }

    @Test
    void writesAnEntryForEachNumberOfReferences() {
        var code = code("", "");

        new FrameEntry().apply(code);

        assertThat(code.text("all.c"))
                .contains("tend_enter_64: movq $0, 528(%r11)", "tend_enter_1: movq $0, 24(%r11)", "tend_enter_0: movl")
                .doesNotContain("tend_enter_65");
        assertThat(code.text("stack.h")).contains("#define TEND_ENTER(sz, id)", "sizeof(TeaVM_StackFrame) == 24");
    }

    @Test
    void refusesALargerFrameAndANumberWithoutAMethod() {
        assertThatThrownBy(
                        () -> passed("17000 dev.tend.service.Plan.of(Plan.java)\n", NUMBERED.replace("C(2)", "C(65)")))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("fewer references in a frame");
        assertThatThrownBy(() -> passed("", NUMBERED))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a method for each number");
    }

    private static String passed(String methods, String source) {
        var code = code(methods, source);
        new FrameEntry().apply(code);
        return code.text("c/Plan.c");
    }

    private static GeneratedCode code(String methods, String source) {
        return new GeneratedCode(Map.of(
                "methods.txt",
                methods,
                "c/Plan.c",
                source,
                "stack.h",
                "#pragma once\n",
                "all.c",
                "#include \"c/Plan.c\"\n"));
    }
}

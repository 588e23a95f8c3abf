package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallNumbersTest {

    private static final String STACK = """
            typedef struct TeaVM_StackFrame {
                struct TeaVM_StackFrame* next;
                int32_t size;
                int32_t callSiteId;
            } TeaVM_StackFrame;
            #define TEAVM_GC_ROOTS_COUNT(ptr) (((TeaVM_StackFrame*) (ptr))->size);
            #define TEAVM_CALL_SITE(id) (teavm_shadowStack.header.callSiteId = (id))
            #define TEAVM_GET_CALL_SITE_ID(frame) (((TeaVM_StackFrame*) (frame))->callSiteId)
            """;

    private static final String SITE =
            "    a = TEAVM_FIELD(TEAVM_FIND_CALLSITE(teavm_local_1, teavm_local_2), TeaVM_CallSite, %s);\n";

    /** Calls 0 and 1 catch nothing, 2 catches A and then B, 3 catches B. */
    private static final String TABLE = """
            #include "A.h"
            static TeaVM_ExceptionHandler exceptionHandlers_teavm_callSites[3] = {
                { .id = 1, .exceptionClass = (TeaVM_Class*) &A_Cls, .next = exceptionHandlers_teavm_callSites + 1 },
                { .id = 2, .exceptionClass = (TeaVM_Class*) &B_Cls, .next = NULL },
                { .id = 1, .exceptionClass = (TeaVM_Class*) &B_Cls, .next = NULL }
            };
            TeaVM_CallSite teavm_callSites[4] = {
                { .firstHandler = NULL, .location = NULL },
                { .firstHandler = NULL, .location = NULL },
                { .firstHandler = exceptionHandlers_teavm_callSites + 0, .location = NULL },
                { .firstHandler = exceptionHandlers_teavm_callSites + 2, .location = NULL }
            };
            """;

    private static final String PLACES = """
            [
            {"id":0,"locations":[{"class":"A","method":"all","file":"A.java","line":3}]},
            {"id":1,"locations":[{"class":"C","method":"inlined","file":"C.java","line":9},{"class":"A","method":"all","file":"A.java","line":4}]},
            {"id":2,"locations":[{"class":"A","method":"some","file":"A.java","line":5}]},
            {"id":3,"locations":[{"class":"A","method":"some","file":"A.java","line":6}]}
            ]
            """;

    private static GeneratedCode code(String function) {
        return new GeneratedCode(new HashMap<>(Map.of(
                "c/A.c", function,
                "stack.h", STACK,
                "callsites.c", TABLE,
                "callsites.json", PLACES,
                "c/o/t/r/ExceptionHandling.c",
                        SITE.formatted("firstHandler")
                                + SITE.formatted("location").repeat(3))));
    }

    @Test
    void aFrameWithoutHandlersIsNumberedWhenItIsMade() {
        var code = code("""
                void meth_A_all() {
                    TEAVM_ALLOC_STACK(INT32_C(2));
                    TEAVM_WITH_CALL_SITE_ID(0, meth_A_one());
                    TEAVM_WITH_CALL_SITE_ID(1, meth_A_two());
                    TEAVM_RELEASE_STACK;
                }
                """);

        CallNumbers.share(code);

        assertThat(code.text("c/A.c")).isEqualTo("""
                void meth_A_all() {
                    TEND_ALLOC_STACK(INT32_C(2), 16384);
                    (meth_A_one());
                    (meth_A_two());
                    TEAVM_RELEASE_STACK;
                }
                """);
        assertThat(code.text("methods.txt")).isEqualTo("16384 A.all(A.java)\n");
    }

    @Test
    void callsWithOtherHandlersStoreTheirNumber() {
        var code = code("""
                void meth_A_some() {
                    TEAVM_ALLOC_STACK(INT32_C(1));
                    TEAVM_WITH_CALL_SITE_ID(1, meth_A_one());
                    TEAVM_WITH_CALL_SITE_ID(2, meth_A_two());
                    TEAVM_WITH_CALL_SITE_ID(3, meth_A_two());
                    TEAVM_RELEASE_STACK;
                }
                """);

        CallNumbers.share(code);

        assertThat(code.text("c/A.c")).isEqualTo("""
                void meth_A_some() {
                    TEAVM_ALLOC_STACK(INT32_C(1));
                    (TEND_CALL(16384, INT32_C(1)), meth_A_one());
                    (TEND_CALL(0, INT32_C(1)), meth_A_two());
                    (TEND_CALL(1, INT32_C(1)), meth_A_two());
                    TEAVM_RELEASE_STACK;
                }
                """);
        assertThat(code.text("callsites.c")).contains("""
                static TeaVM_ExceptionHandler tend_caught[] = {
                    { .id = 1, .exceptionClass = (TeaVM_Class*) &A_Cls, .next = tend_caught + 1 },
                    { .id = 2, .exceptionClass = (TeaVM_Class*) &B_Cls, .next = NULL },
                    { .id = 1, .exceptionClass = (TeaVM_Class*) &B_Cls, .next = NULL }
                };

                static const uint16_t tend_catching[] = { 0, 2 };
                """);
    }

    @Test
    void refusesMoreReferencesThanTheWordHasRoomFor() {
        var code = code("""
                void meth_A_all() {
                    TEAVM_ALLOC_STACK(INT32_C(4096));
                    TEAVM_WITH_CALL_SITE_ID(0, meth_A_one());
                }
                """);

        assertThatThrownBy(() -> CallNumbers.share(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("fewer references");
    }

    @Test
    void refusesACallWithoutAFrame() {
        var code = code("""
                void meth_A_all() {
                    TEAVM_WITH_CALL_SITE_ID(0, meth_A_one());
                }
                """);

        assertThatThrownBy(() -> CallNumbers.share(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("one frame in void meth_A_all() {");
    }

    @Test
    void refusesATableOfAnotherLength() {
        var code = code("");
        code.put("callsites.c", TABLE.replace("teavm_callSites[4]", "teavm_callSites[5]"));

        assertThatThrownBy(() -> CallNumbers.share(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a table of all calls");
    }
}

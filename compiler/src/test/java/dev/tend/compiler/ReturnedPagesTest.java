package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnedPagesTest {

    private static final String HOOKS = """
            void teavm_gc_gcStarted(int32_t full) {
            }
            void teavm_gc_assertFree(void* address, int32_t size) {
            }
            void teavm_gc_gcCompleted() {
            }
            """;

    @Test
    void reportsEachHole() {
        var code = new GeneratedCode(Map.of("heaptrace.c", HOOKS));

        new ReturnedPages().apply(code);

        assertThat(code.text("heaptrace.c")).contains("static void tend_hole(").endsWith("""
                void teavm_gc_gcStarted(int32_t full) {
                    tend_collection_began(full);
                }
                void teavm_gc_assertFree(void* address, int32_t size) {
                    tend_hole(address, size);
                }
                void teavm_gc_gcCompleted() {
                    tend_collection_ended();
                }
                """);
    }

    @Test
    void refusesACollectorThatReportsNoHoles() {
        var code = new GeneratedCode(Map.of("heaptrace.c", HOOKS.replace("assertFree", "free")));

        assertThatThrownBy(() -> new ReturnedPages().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("assertFree");
    }
}

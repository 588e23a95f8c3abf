package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryLimitsTest {

    private static final String MEMORY = """
            static void* reserve(int64_t size) {
                return mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, 0, 0);
            }
            static void commit(void* address, int64_t size) {
                mprotect(address, size, PROT_READ | PROT_WRITE);
            }
            static void elsewhere(void* address, int64_t size) {
                mprotect(address, size, PROT_NONE);
            }
            static void uncommit(void* address, int64_t size) {
                mprotect(address, size, PROT_NONE);
            }
            static int32_t queue(int64_t heapSize) {
                return (int32_t) (heapSize / 16);
            }
            void teavm_initHeap(int64_t minHeap, int64_t maxHeap) {
                start();
            }
            """;

    private static final String TRACE = """
            void teavm_outOfMemory() {
                abort();
            }
            """;

    @Test
    void looksAtWhatTheSystemReturns() {
        var code = new GeneratedCode(Map.of("memory.c", MEMORY, "heaptrace.c", TRACE));

        new MemoryLimits().apply(code);

        assertThat(code.text("memory.c")).endsWith("""
                static void* reserve(int64_t size) {
                    return tend_reserve(size);
                }
                static void commit(void* address, int64_t size) {
                    tend_commit(address, size);
                }
                static void elsewhere(void* address, int64_t size) {
                    tend_release(address, size);
                }
                static void uncommit(void* address, int64_t size) {
                    tend_release(address, size);
                }
                static int32_t queue(int64_t heapSize) {
                    return (int32_t) (heapSize / 4);
                }
                void teavm_initHeap(int64_t minHeap, int64_t maxHeap) {
                    maxHeap = tend_fitting(minHeap, maxHeap);
                    start();
                }
                """);
        assertThat(code.text("heaptrace.c")).endsWith("""
                void teavm_outOfMemory() {
                    tend_give_up("its memory is full, and it cannot go on");
                    abort();
                }
                """);
    }

    @Test
    void refusesAnotherQueue() {
        var code = new GeneratedCode(Map.of("memory.c", MEMORY.replace("/ 16", "/ 8"), "heaptrace.c", TRACE));

        assertThatThrownBy(() -> new MemoryLimits().apply(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("heapSize");
    }
}

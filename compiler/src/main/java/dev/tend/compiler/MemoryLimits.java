package dev.tend.compiler;

/**
 * Makes the heap respect the limits on memory, and report when it is full.
 *
 * <ul>
 *   <li>TeaVM ignores what {@code mmap} and {@code mprotect} return: under {@code ulimit -v} or {@code -d} the program dies of a
 *       segmentation fault. With {@code memory-limits.c} it takes a smaller heap, or says which limit is too low, and exits 71.
 *   <li>TeaVM takes the address space of the largest heap at the start, which counts towards limits and looks as if it were used.
 *       Here the heap takes it as it grows.
 *   <li>The collector's mark queue has room for one object in 64 bytes of the present heap, but an array of short strings has one
 *       in 48, and the program ends for lack of memory far from its limit. Here it has room for one in 16, the smallest object;
 *       only the used part is touched.
 *   <li>A full heap aborts without the name of the program.
 * </ul>
 */
final class MemoryLimits implements Pass {

    private static final String MEMORY = "memory.c";
    private static final String TRACE = "heaptrace.c";

    @Override
    public void apply(GeneratedCode code) {
        code.replace(MEMORY, "return \\(int32_t\\) \\(heapSize / 16\\);", "return (int32_t) (heapSize / 4);", 1);
        code.replace(
                MEMORY,
                "return mmap\\(NULL, size, PROT_NONE, MAP_PRIVATE . MAP_ANONYMOUS, 0, 0\\);",
                "return tend_reserve(size);",
                1);
        code.replace(
                MEMORY,
                "(?m)^( *)mprotect\\(address, size, PROT_READ . PROT_WRITE\\);",
                "$1tend_commit(address, size);",
                1);
        code.replace(MEMORY, "(?m)^( *)mprotect\\(address, size, PROT_NONE\\);", "$1tend_release(address, size);", 2);
        code.replace(
                MEMORY,
                "(?m)^void teavm_initHeap\\(int64_t minHeap, int64_t maxHeap\\) \\{\\n",
                "$0    maxHeap = tend_fitting(minHeap, maxHeap);\n",
                1);
        code.prepend(MEMORY, Resources.text("memory-limits.c"));
        code.replace(
                TRACE,
                "(?m)^void teavm_outOfMemory\\(\\) \\{\\n",
                "extern void tend_give_up(const char* sentence);\n\n$0"
                        + "    tend_give_up(\"its memory is full, and it cannot go on\");\n",
                1);
    }
}

package dev.tend.compiler;

/**
 * Makes a full collection return free pages to the system. TeaVM's heap keeps every page that it has touched, so what a start of a
 * thousand services takes would stay resident. The collector reports its begin, its end and each hole to functions that are empty
 * in a build without debugging; here they call {@code returned-pages.c}.
 */
final class ReturnedPages implements Pass {

    private static final String FILE = "heaptrace.c";

    @Override
    public void apply(GeneratedCode code) {
        call(code, "void teavm_gc_gcStarted\\(int32_t full\\)", "tend_collection_began(full)");
        call(code, "void teavm_gc_assertFree\\(void\\* address, int32_t size\\)", "tend_hole(address, size)");
        call(code, "void teavm_gc_gcCompleted\\(\\)", "tend_collection_ended()");
        code.prepend(FILE, Resources.text("returned-pages.c"));
    }

    private static void call(GeneratedCode code, String function, String call) {
        code.replace(FILE, "(?m)^" + function + " \\{\\n", "$0    " + call + ";\n", 1);
    }
}

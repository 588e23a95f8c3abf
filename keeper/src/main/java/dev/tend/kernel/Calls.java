package dev.tend.kernel;

/** Turns the negated errno of a call into a {@link KernelException}; the words are joined only where it failed. */
public final class Calls {

    private Calls() {}

    public static int must(int result, String tried, String path) {
        if (result < 0) {
            throw new KernelException(tried + path, -result);
        }
        return result;
    }

    public static int must(int result, String tried) {
        return must(result, tried, "");
    }
}

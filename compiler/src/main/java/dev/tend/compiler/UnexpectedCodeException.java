package dev.tend.compiler;

/** The generated C differs from what a pass expects, or holds what it refuses. The build ends, and no file is changed. */
final class UnexpectedCodeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnexpectedCodeException(String expected) {
        super("the C of this TeaVM is not as expected: expected " + expected + ": see docs/teavm.md");
    }

    static void unless(boolean holds, String expected) {
        if (!holds) {
            throw new UnexpectedCodeException(expected);
        }
    }
}

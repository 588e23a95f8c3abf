package dev.tend.kernel;

/** The stack traces of failures. */
public interface StackTraces {

    /** Returns the stack trace of a failure: a line for each method, from the innermost on, and only a few. */
    String of(Throwable failure);
}

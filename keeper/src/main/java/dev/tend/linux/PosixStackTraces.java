package dev.tend.linux;

import dev.tend.kernel.StackTraces;

/** The stack traces that the compiler records. */
final class PosixStackTraces implements StackTraces {

    private static final int MOST_METHODS = 30;

    @Override
    public String of(Throwable failure) {
        var trace = new StringBuilder();
        int count = 0;
        for (StackTraceElement method : failure.getStackTrace()) {
            if (count++ == MOST_METHODS) {
                break;
            }
            trace.append(trace.isEmpty() ? "" : "\n").append("    at ").append(method);
        }
        return trace.toString();
    }
}

package dev.tend.runit;

import dev.tend.tool.Program;

/** The standard output of sv, line by line, and the number of failures. */
final class SvReport {

    private final StringBuilder line = new StringBuilder();
    private int failures;

    /** A part of a line. */
    void add(String part) {
        line.append(part);
    }

    /** The end of a line, which is seen from now on. */
    void end() {
        Program.print(line.append('\n').toString());
        line.setLength(0);
    }

    void ok(String service, String what) {
        add("ok: " + service + ": " + what);
        end();
    }

    void fail(String service, String what) {
        failures++;
        add("fail: " + service + ": " + what);
        end();
    }

    /** @param result a negated errno */
    void fail(String service, String what, int result) {
        fail(service, what + ": " + Phrases.of(-result));
    }

    void warn(String service, String what) {
        failures++;
        add("warning: " + service + ": " + what);
        end();
    }

    /** @param result a negated errno */
    void warn(String service, String what, int result) {
        warn(service, what + ": " + Phrases.of(-result));
    }

    void count() {
        failures++;
    }

    int failures() {
        return failures;
    }
}

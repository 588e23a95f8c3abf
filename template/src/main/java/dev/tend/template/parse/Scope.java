package dev.tend.template.parse;

import java.util.ArrayList;
import java.util.List;

/** What can be named at a place in a template: variables, and a loop to leave. */
final class Scope {
    private final List<String> variables = new ArrayList<>(List.of("$"));
    private int ranges;

    /** Returns a mark of the variables of now, for {@link #release}. */
    int mark() {
        return variables.size();
    }

    void release(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    void declare(String variable) {
        variables.add(variable);
    }

    boolean isDeclared(String variable) {
        return variables.contains(variable);
    }

    boolean isInRange() {
        return ranges > 0;
    }

    void enterRange(boolean loop) {
        ranges += loop ? 1 : 0;
    }

    void leaveRange(boolean loop) {
        ranges -= loop ? 1 : 0;
    }
}

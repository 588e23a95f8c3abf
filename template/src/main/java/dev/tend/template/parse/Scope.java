package dev.tend.template.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that are known at a place in a template: variables, and a loop to leave. */
final class Scope {
    private final List<String> variables = new ArrayList<>();
    /** The number of times that each variable is declared, so that a template with many of them is parsed in linear time. */
    private final Map<String, Integer> counts = new HashMap<>();

    private int ranges;

    Scope() {
        declare("$");
    }

    /** Returns a mark of the variables of now, for {@link #release}. */
    int mark() {
        return variables.size();
    }

    void release(int mark) {
        while (variables.size() > mark) {
            counts.merge(variables.removeLast(), -1, Integer::sum);
        }
    }

    void declare(String variable) {
        variables.add(variable);
        counts.merge(variable, 1, Integer::sum);
    }

    boolean isDeclared(String variable) {
        return counts.getOrDefault(variable, 0) > 0;
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

package dev.tend.runit;

import dev.tend.posix.Text;
import java.util.List;

/** A line of a log's {@code config} that says which lines are to be written, or to be told on standard error. */
final class LogRule {

    private final char kind;
    private final byte[] pattern;

    /** @param line one of {@code + - e E} and a pattern */
    LogRule(String line) {
        this.kind = line.charAt(0);
        this.pattern = Text.encode(line.substring(1));
    }

    /** Tells whether a line is to be written: the last rule that matches decides, and without one it is. */
    static boolean selects(List<LogRule> rules, byte[] line, int length) {
        return last(rules, '+', '-', line, length) == '+';
    }

    /** Tells whether a line is to be shown on standard error: as for {@link #selects}, but without a matching rule it is not. */
    static boolean alerts(List<LogRule> rules, byte[] line, int length) {
        return last(rules, 'E', 'e', line, length) == 'e';
    }

    private static char last(List<LogRule> rules, char usual, char other, byte[] line, int length) {
        char found = usual;
        for (LogRule rule : rules) {
            boolean meant = rule.kind == usual || rule.kind == other;
            if (meant && LogPattern.matches(rule.pattern, line, length)) {
                found = rule.kind;
            }
        }
        return found;
    }
}

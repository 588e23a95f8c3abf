package dev.tend.format.monit;

import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * A test of monit on a process:
 * {@code if failed port 80 protocol HTTP request /ok with timeout 5 seconds then restart},
 * {@code if totalmem > 500 MB for 2 cycles then alert}, {@code if 3 restarts within 5 cycles then unmonitor}.
 *
 * @param line its line, counted from 1
 * @param check as {@code health} takes it; if it limits processor time, its window follows. Empty if it is about
 * restarts
 * @param cycles the number of cycles in a row that the test must hold, or the number of cycles within which the
 * restarts happen
 * @param count the number of restarts
 * @param timeout in seconds, 0 if none is given
 * @param action what follows
 * @param loss the part that could not be expressed, or ""
 */
record MonitRule(int line, String check, long cycles, long count, long timeout, String action, String loss) {

    static final long SECOND = Durations.SECOND;

    /** The interval of BOSH's monit, in microseconds. */
    static final long CYCLE = 10 * SECOND;

    private static final List<String> UNITS = List.of(
            "b",
            "byte",
            "bytes",
            "k",
            "kb",
            "kilobyte",
            "kilobytes",
            "m",
            "mb",
            "megabyte",
            "megabytes",
            "g",
            "gb",
            "gigabyte",
            "gigabytes");
    private static final List<String> MEMORY = List.of("mem", "memory", "totalmem", "totalmemory");
    private static final List<String> PROCESSOR = List.of("cpu", "totalcpu");

    private static final int MOST_DIGITS = 12;

    boolean isAboutRestarts() {
        return count > 0;
    }

    /** Tells whether the test limits processor time. */
    boolean isProcessor() {
        return check.startsWith("cpu:");
    }

    /** Reads it from behind {@code if}; empty, with only words of it taken, where it is not understood. */
    static Optional<MonitRule> read(MonitWords words, int line) {
        String subject = words.keyword();
        long restarts = words.number();
        if (restarts > 0) {
            return restarts(words, line, restarts);
        }
        if (words.take("failed")) {
            return new MonitConnection(words, line).rule();
        }
        boolean total = words.take("total");
        String of = total ? "total" + words.keyword() : subject;
        if (MEMORY.contains(of) || PROCESSOR.contains(of)) {
            words.take(total ? of.substring("total".length()) : of);
            return usage(words, line, of);
        }
        return Optional.empty();
    }

    private static Optional<MonitRule> restarts(MonitWords words, int line, long count) {
        if (!words.take("restarts") && !words.take("restart")) {
            return Optional.empty();
        }
        long cycles = words.number();
        boolean whole = cycles > 0
                && (words.take("cycles") || words.take("cycle"))
                && words.keyword().equals("then");
        return whole ? Optional.of(new MonitRule(line, "", cycles, count, 0, action(words), "")) : Optional.empty();
    }

    private static Optional<MonitRule> usage(MonitWords words, int line, String of) {
        boolean above = words.take(">") || words.take("gt") || words.take("greater");
        words.take("than");
        String check = above ? limit(words, PROCESSOR.contains(of)) : "";
        long cycles = check.isEmpty() ? 0 : cycles(words);
        if (cycles == 0 || !words.keyword().equals("then")) {
            return Optional.empty();
        }
        boolean total = of.startsWith("total");
        String loss = total ? of + " counts its children, and only the process itself is looked at" : "";
        return Optional.of(new MonitRule(line, check, cycles, 0, 0, action(words), loss));
    }

    /** The limit as {@code health} takes it; "" where it is none that can be expressed. */
    private static String limit(MonitWords words, boolean processor) {
        String amount = Ascii.lower(words.keyword());
        words.next();
        int digits = 0;
        while (digits < amount.length() && amount.charAt(digits) >= '0' && amount.charAt(digits) <= '9') {
            digits++;
        }
        String unit = amount.substring(digits);
        if (unit.isEmpty()) {
            unit = words.keyword();
            words.next();
        }
        boolean good = digits > 0 && digits <= MOST_DIGITS && (processor ? unit.equals("%") : UNITS.contains(unit));
        String number = amount.substring(0, digits);
        if (!good) {
            return "";
        }
        return processor ? "cpu:" + number + "%" : "memory:" + number + (unit.startsWith("b") ? "" : unit.charAt(0));
    }

    /** {@code for 3 cycles}, or {@code 3 times within 5 cycles}; 1 where nothing is said, 0 where it is not understood. */
    static long cycles(MonitWords words) {
        words.take("for");
        long number = words.number();
        if (number < 0) {
            return 1;
        }
        if (words.take("times") || words.take("time")) {
            words.number();
        }
        return words.take("cycles") || words.take("cycle") ? number : 0;
    }

    /**
     * Returns the action after {@code then}; skips an {@code else}, which applies once the process is well again, and
     * all that belongs to it.
     */
    static String action(MonitWords words) {
        words.take("then");
        String action = words.keyword();
        words.next();
        if (action.equals("exec")) {
            action += " " + words.next();
        }
        if (words.take("else")) {
            words.take("if");
            while (!words.atEnd() && !words.keyword().equals("then")) {
                words.next();
            }
            action(words);
        }
        return action;
    }
}

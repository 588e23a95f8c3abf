package dev.tend.keeper;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as it is written down at every transition that a next keeper could not find out about by looking: lines of {@code key value}, an empty line, and the service file it was
 * started from. A keeper that comes after reads it and goes on; people may read it too.
 *
 * @param boot the boot within which pids, births and times mean something
 * @param path of the service file
 * @param file the text of the service file in force
 */
record StateText(String boot, String service, String path, Life life, String file) {

    String write() {
        var text = new StringBuilder(256 + file.length());
        line(text, "boot", boot);
        line(text, "service", service);
        line(text, "path", path);
        line(text, "wanted", life.wanted() == Wanted.UP ? "up" : "down");
        line(text, "restarts", String.valueOf(life.restarts()));
        line(text, "attempt", String.valueOf(life.attempt()));
        if (!life.failures().isEmpty()) {
            line(text, "failures", words(life.failures()));
        }
        line(text, "state", life.state().word());
        line(text, "why", life.state().why().replace('\n', ' '));
        switch (life.state()) {
            case State.Waiting(var until, var _) -> line(text, "until", String.valueOf(until));
            case State.Starting(var process, var _) -> process(text, process);
            case State.Up(var process, var readyAt, var _) -> {
                process(text, process);
                line(text, "until", String.valueOf(readyAt));
            }
            case State.Ready(var process, var _) -> process(text, process);
            case State.Stopping(var process, var patience, var until, var _) -> {
                process(text, process);
                line(text, "until", String.valueOf(until));
                line(text, "patience", patience.name());
            }
            case State.Finishing(var process, var exit, var told, var until, var _) -> {
                process(text, process);
                line(text, "until", String.valueOf(until));
                line(text, "told", told ? "yes" : "no");
                line(text, "exit", exit(exit));
            }
            case State.Down _, State.Failed _, State.Done _ -> {}
        }
        return text.append('\n').append(file).toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    private static void process(StringBuilder text, Process process) {
        line(text, "process", process.pid() + " " + process.birth() + " " + process.since());
    }

    private static String exit(Exit exit) {
        return switch (exit) {
            case Exit.Code(var code) -> "code " + code;
            case Exit.Killed(var signal) -> "signal " + signal;
            case Exit.Unknown() -> "unknown 0";
        };
    }

    private static String words(List<Long> numbers) {
        var text = new StringBuilder();
        for (long number : numbers) {
            text.append(text.isEmpty() ? "" : " ").append(number);
        }
        return text.toString();
    }

    /** Reads what {@link #write} wrote; empty where the text is anything else. */
    static Optional<StateText> read(String text) {
        try {
            return Optional.of(parse(text));
        } catch (
                RuntimeException damaged) { // a number that is none, a word that is missing: all the same to the caller
            return Optional.empty();
        }
    }

    private static StateText parse(String text) {
        var values = new HashMap<String, String>();
        int at = 0;
        while (text.charAt(at) != '\n') {
            int blank = text.indexOf(' ', at);
            int end = text.indexOf('\n', at);
            values.put(text.substring(at, blank), text.substring(blank + 1, end));
            at = end + 1;
        }
        var failures = new ArrayList<Long>();
        if (values.containsKey("failures")) {
            for (long number : numbers(values.get("failures"))) {
                failures.add(number);
            }
        }
        var life = new Life(
                value(values, "wanted").equals("up") ? Wanted.UP : Wanted.DOWN,
                state(values),
                Long.parseLong(value(values, "restarts")),
                Integer.parseInt(value(values, "attempt")),
                failures);
        return new StateText(
                value(values, "boot"), value(values, "service"), value(values, "path"), life, text.substring(at + 1));
    }

    private static State state(Map<String, String> values) {
        String why = value(values, "why");
        return switch (value(values, "state")) {
            case "down" -> new State.Down(why);
            case "waiting" -> new State.Waiting(until(values), why);
            case "starting" -> new State.Starting(process(values), why);
            case "up" -> new State.Up(process(values), until(values), why);
            case "ready" -> new State.Ready(process(values), why);
            case "stopping" ->
                new State.Stopping(process(values), Patience.valueOf(value(values, "patience")), until(values), why);
            case "finishing" ->
                new State.Finishing(
                        process(values), exit(values), value(values, "told").equals("yes"), until(values), why);
            case "failed" -> new State.Failed(why);
            case "done" -> new State.Done(why);
            default -> throw new IllegalArgumentException("no such state");
        };
    }

    private static long until(Map<String, String> values) {
        return Long.parseLong(value(values, "until"));
    }

    private static Process process(Map<String, String> values) {
        var numbers = numbers(value(values, "process"));
        return new Process((int) (long) numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private static Exit exit(Map<String, String> values) {
        String text = value(values, "exit");
        int number = Integer.parseInt(text.substring(text.indexOf(' ') + 1));
        return switch (text.substring(0, text.indexOf(' '))) {
            case "code" -> new Exit.Code(number);
            case "signal" -> new Exit.Killed(number);
            default -> new Exit.Unknown();
        };
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static List<Long> numbers(String text) {
        var numbers = new ArrayList<Long>();
        int from = 0;
        while (from <= text.length()) {
            int blank = text.indexOf(' ', from);
            int end = blank < 0 ? text.length() : blank;
            numbers.add(Long.parseLong(text.substring(from, end)));
            from = end + 1;
        }
        return numbers;
    }
}

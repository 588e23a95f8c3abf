package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Command;
import dev.tend.service.Health.Action;
import dev.tend.service.Health.Check;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys for health checks and for notifications of events. */
final class HealthKeys {

    /** The checks besides those of whether the service answers. */
    private static final List<String> LIMITS = List.of("cpu:PERCENT", "memory:SIZE", "files:NUMBER");

    private static final int MOST_FAILURES = 1000;
    private static final int MOST_PERCENT = 100_000;
    private static final int MOST_FILES = 1 << 30;

    static final List<Key> ALL = List.of(
            new Key(
                    "health",
                    "a probe as for ready, cpu:N% for DURATION, memory:SIZE or files:N; several between semicolons",
                    "(none)",
                    "What has to be in order while it is ready.",
                    (draft, value) -> draft.checks = checks(value)),
            new Key(
                    "health-interval",
                    "a duration",
                    "30s",
                    "How often that is looked at.",
                    (draft, value) -> draft.healthInterval = Values.duration(value, 10 * Durations.MILLISECOND)),
            new Key(
                    "health-timeout",
                    "a duration",
                    "5s",
                    "How long one look may take.",
                    (draft, value) -> draft.healthTimeout = Values.duration(value, Durations.MILLISECOND)),
            new Key(
                    "health-failures",
                    "1 to " + MOST_FAILURES,
                    "3",
                    "How many in a row must not be in order for it to count as unhealthy.",
                    (draft, value) -> draft.healthFailures = Values.whole(value, 1, MOST_FAILURES)),
            new Key(
                    "health-grace",
                    "a duration",
                    "0s",
                    "How long after it became ready the first look is taken.",
                    (draft, value) -> draft.healthGrace = Values.duration(value, 0)),
            new Key(
                    "health-action",
                    "restart, signal:NAME or none",
                    "restart",
                    "What is done when it counts as unhealthy, besides telling.",
                    (draft, value) -> draft.healthAction = action(value)),
            new Key(
                    "notify",
                    "exec:COMMAND",
                    "(none)",
                    "Who is told of failed starts, restarts, giving up, bad health and recovery.",
                    (draft, value) -> draft.notify = Optional.of(notifyCommand(value))));

    private HealthKeys() {}

    private static List<Check> checks(String value) {
        var checks = new ArrayList<Check>();
        for (String item : split(value)) {
            checks.add(check(item.trim()));
        }
        return List.copyOf(checks);
    }

    /** At semicolons that do not stand between quotes. */
    private static List<String> split(String value) {
        var items = new ArrayList<String>();
        int from = 0;
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ';') {
                items.add(value.substring(from, i));
                from = i + 1;
            }
        }
        items.add(value.substring(from));
        return items;
    }

    private static Check check(String value) {
        int colon = value.indexOf(':');
        String rest = value.substring(colon + 1);
        return switch (value.substring(0, Math.max(0, colon))) {
            case "cpu" -> cpu(rest);
            case "memory" -> new Check.Memory(Values.size(rest, 1, 1L << 60));
            case "files" -> new Check.Files(Values.whole(rest, 0, MOST_FILES));
            default -> new Check.Answers(Probes.parse(value, LIMITS));
        };
    }

    private static Check cpu(String value) {
        var words = Values.words(value);
        boolean windowed = words.size() == 3 && words.get(1).equals("for");
        if (words.isEmpty() || !words.getFirst().endsWith("%") || words.size() != 1 && !windowed) {
            throw BadValue.no("limit of processor time", value, "one such as cpu:90% or cpu:90% for 1m");
        }
        String percent = words.getFirst();
        int most = Values.whole(percent.substring(0, percent.length() - 1), 0, MOST_PERCENT);
        return new Check.Cpu(most, windowed ? Values.duration(words.getLast(), 0) : 0);
    }

    private static Action action(String value) {
        if (value.startsWith("signal:")) {
            String name = value.substring("signal:".length());
            return new Action.Signal(Signals.number(name)
                    .orElseThrow(() -> BadValue.no("signal", name, "a name such as USR1, or a number")));
        }
        return Values.word(value, List.of("restart", "none")).equals("none") ? new Action.None() : new Action.Restart();
    }

    private static Command notifyCommand(String value) {
        var words = value.startsWith("exec:") ? Values.words(value.substring("exec:".length())) : List.<String>of();
        if (words.isEmpty()) {
            throw BadValue.no("way to tell", value, "exec: and a command");
        }
        return new Command.Words(words);
    }
}

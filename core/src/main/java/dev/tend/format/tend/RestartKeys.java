package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.lifecycle.Signals;
import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.service.SuccessExit;
import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The keys that say when it runs, what follows its end, and how it is stopped. */
final class RestartKeys {

    /** Shorter, and a service that cannot start would cost a CPU. */
    private static final long LEAST_PAUSE = Durations.MILLISECOND;

    /** So many failures are remembered of each instance at most. */
    private static final int MOST_ENDS = 100;

    private static final int MOST_TAGS = 20;
    private static final int LONGEST_LABEL = 64;
    private static final int MOST_INSTANCES = 1000;

    static final List<Key> ALL = List.of(
            new Key(
                    "restart",
                    "always, on-failure or never",
                    "always",
                    "When it is started again after it ended by itself; never is what holds for a task.",
                    (draft, value) -> draft.restart = Optional.of(Values.constant(value, RestartPolicy.Mode.values()))),
            new Key(
                    "backoff",
                    "two durations as first..max, or one",
                    "100ms..30s",
                    "The pause before a restart: doubled each time, give or take a tenth.",
                    RestartKeys::backoff),
            new Key(
                    "stable",
                    "a duration",
                    "5s",
                    "How long it must be up for the backoff to start anew, with no pause at all.",
                    (draft, value) -> draft.stable = Values.duration(value, LEAST_PAUSE)),
            new Key(
                    "give-up",
                    "never, or N in DURATION",
                    "never",
                    "After how many failed runs and starts in how long it stays failed until started by hand or edited.",
                    (draft, value) -> draft.giveUp = giveUp(value)),
            new Key(
                    "critical",
                    "yes or no",
                    "no",
                    "Whether the keeper stops the rest and exits with its code when it ends for good.",
                    (draft, value) -> draft.critical = Values.yesNo(value)),
            new Key(
                    "success-exit",
                    "exit codes and signals between blanks or commas",
                    "0",
                    "The ends that are no failure.",
                    (draft, value) -> draft.success = success(value)),
            new Key(
                    "stop-signal",
                    "a signal",
                    "TERM",
                    "What asks it to end.",
                    (draft, value) -> draft.stopSignal = signal(value)),
            new Key(
                    "stop-timeout",
                    "a duration",
                    "20s",
                    "How long it may take to end before it gets KILL.",
                    (draft, value) -> draft.stopTimeout = Values.duration(value, 0)),
            new Key(
                    "show-stacks",
                    "yes or no",
                    "no",
                    "Whether it gets QUIT, and 100 ms to print its stacks, before KILL.",
                    (draft, value) -> draft.showStacks = Values.yesNo(value)),
            new Key(
                    "kill-mode",
                    "group or process",
                    "group",
                    "Whether a stop concerns all it has started, or its main process alone.",
                    (draft, value) -> draft.scope = Values.constant(value, Scope.values())),
            new Key(
                    "pidfile",
                    "an absolute path",
                    "(none)",
                    "Where its process id is written before it is reported up.",
                    (draft, value) -> draft.pidfile = Optional.of(Values.absolutePath(value))),
            new Key(
                    "runit",
                    "an absolute path",
                    "(none)",
                    "A service folder of runit: its down and control hold, and sv finds it there.",
                    (draft, value) -> draft.runit = Optional.of(Values.absolutePath(value))),
            new Key(
                    "enabled",
                    "yes, no, or a test such as $ROLE = web & $DEPLOY_ENV != dev",
                    "yes",
                    "Whether it is wanted at all.",
                    (draft, value) -> draft.enabled = Conditions.parse(value)),
            new Key(
                    "instances",
                    "1 to " + MOST_INSTANCES + ", or names between blanks or commas",
                    "1",
                    "How many copies run, as NAME@1 and so on, or what they are called after the @; each with $INSTANCE.",
                    RestartKeys::instances),
            new Key(
                    "tags",
                    "words between blanks or commas",
                    "(none)",
                    "What stands for it, and for others that have it, in --tag.",
                    (draft, value) -> draft.tags = labels(value, MOST_TAGS)));

    private RestartKeys() {}

    private static void instances(Draft draft, String value) {
        boolean named = !value.isEmpty()
                && (value.charAt(0) > '9' || Values.items(value).size() > 1);
        draft.labels = named ? labels(value, MOST_INSTANCES) : List.of();
        draft.instances = named ? draft.labels.size() : Values.whole(value, 1, MOST_INSTANCES);
    }

    /** Words that begin with a letter, each once. */
    private static List<String> labels(String value, int most) {
        var labels = new LinkedHashSet<String>();
        for (String label : Values.items(value)) {
            if (!isLabel(label)) {
                throw BadValue.no("name", label, "a letter, and up to 63 more letters, digits, - and _");
            }
            if (!labels.add(label)) {
                throw new BadValue("has " + BadValue.quoted(label) + " twice: keep one of them");
            }
        }
        if (labels.size() > most) {
            throw new BadValue("has more than " + most + " names");
        }
        return List.copyOf(labels);
    }

    private static boolean isLabel(String word) {
        boolean valid = !word.isEmpty() && word.length() <= LONGEST_LABEL && Ascii.isLetter(word.charAt(0));
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            valid &= Ascii.isAlphanumeric(c) || c == '-' || c == '_';
        }
        return valid;
    }

    private static void backoff(Draft draft, String value) {
        int dots = value.indexOf("..");
        long first = Values.duration(dots < 0 ? value : value.substring(0, dots).trim(), LEAST_PAUSE);
        long max = dots < 0 ? first : Values.duration(value.substring(dots + 2).trim(), LEAST_PAUSE);
        if (first > max) {
            throw new BadValue("the first pause in " + BadValue.quoted(value) + " is longer than the longest");
        }
        draft.firstBackoff = first;
        draft.maxBackoff = max;
    }

    private static Optional<GiveUp> giveUp(String value) {
        if (value.equals("never")) {
            return Optional.empty();
        }
        List<String> words = Values.words(value);
        if (words.size() != 3 || !words.get(1).equals("in")) {
            throw BadValue.no("give-up rule", value, "never, or a count and a time such as 10 in 1m");
        }
        int ends = Values.whole(words.getFirst(), 1, MOST_ENDS);
        return Optional.of(new GiveUp(ends, Values.duration(words.getLast(), LEAST_PAUSE)));
    }

    private static SuccessExit success(String value) {
        var codes = new HashSet<Integer>();
        var signals = new HashSet<Integer>();
        for (String item : Values.items(value)) {
            if (!item.isEmpty() && item.charAt(0) >= '0' && item.charAt(0) <= '9') {
                codes.add(Values.whole(item, 0, 255));
            } else {
                signals.add(signal(item));
            }
        }
        return new SuccessExit(codes, signals);
    }

    private static int signal(String value) {
        return Signals.number(value)
                .orElseThrow(() -> BadValue.no("signal", value, "a name such as TERM, or a number"));
    }
}

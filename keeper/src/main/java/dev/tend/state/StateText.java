package dev.tend.state;

import dev.tend.instance.TaskRuns;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.HookRun;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.StartTiming;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.Wanted;
import dev.tend.service.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state of an instance as it is written at every transition that the next keeper could not find out about by looking: lines of
 * {@code key value}, an empty line, and the service file from which the instance was started. The next keeper reads it and goes
 * on; people may read it too.
 *
 * @param boot the boot within which pids, start times and times mean something
 * @param namespace the pid namespace within which pids do; "" where it was not known
 * @param instance its name; "" where an earlier version did not write it down
 * @param path of the service file
 * @param annotation a note of another part of the keeper, see {@code Instance}
 * @param pending a stop or restart by hand that waits until its dependents have ended
 * @param leaving whether it was to be removed, since its file was gone or the keeper ended: the user did not order that stop
 * @param doubted whether processes of it may run that no state names, so that it is not started while they do
 * @param runs the runs of a task on a timer
 * @param pace the timing of its last start
 * @param file the text of the service file in force
 */
public record StateText(
        String boot,
        String namespace,
        String instance,
        String service,
        String path,
        Optional<String> annotation,
        Optional<Event> pending,
        boolean leaving,
        boolean doubted,
        TaskRuns runs,
        Life life,
        StartTiming pace,
        String file) {

    private static final String ANNOTATION = "owed";
    private static final String STOP_PENDING = "stop-pending";
    private static final String UNDRAINED_STOP_PENDING = "stop-undrained-pending";
    private static final String RESTART_PENDING = "restart-pending";

    /** Tells whether it is of an earlier version, which did not write the instance's name down. */
    boolean isWithoutInstance() {
        return instance.isEmpty();
    }

    /** Tells whether an instance of that name may belong to its service. */
    boolean mayBeOf(String name) {
        return name.equals(service) || name.startsWith(service + "@");
    }

    /** The same with another life. */
    public StateText with(Life other, boolean doubtful) {
        return new StateText(
                boot,
                namespace,
                instance,
                service,
                path,
                annotation,
                pending,
                leaving,
                doubtful,
                runs,
                other,
                pace,
                file);
    }

    /** Returns the same, with an equal text that is held already in place of its service file. */
    StateText sharing(String text) {
        return !text.equals(file)
                ? this
                : new StateText(
                        boot,
                        namespace,
                        instance,
                        service,
                        path,
                        annotation,
                        pending,
                        leaving,
                        doubted,
                        runs,
                        life,
                        pace,
                        text);
    }

    String write() {
        var text = new StringBuilder(256 + file.length());
        line(text, "boot", boot);
        if (!namespace.isEmpty()) {
            line(text, "namespace", namespace);
        }
        line(text, "instance", instance);
        line(text, "service", service);
        line(text, "path", path);
        annotation.ifPresent(note -> line(text, ANNOTATION, note));
        pending.ifPresent(event -> pending(text, event));
        if (leaving) {
            line(text, "leaving", yesNo(true));
        }
        if (doubted) {
            line(text, "doubted", yesNo(true));
        }
        runs.last().ifPresent(scheduled -> line(text, "ran", scheduled));
        runs.queued().ifPresent(scheduled -> line(text, "queued", scheduled));
        line(text, "wanted", life.wanted() == Wanted.UP ? "up" : "down");
        line(text, "restarts", String.valueOf(life.restarts()));
        line(text, "attempt", String.valueOf(life.attempt()));
        if (!life.failures().isEmpty()) {
            line(text, "failures", words(life.failures()));
        }
        line(text, "pace", pace.begun() + " " + pace.ready());
        line(text, "state", key(life.state()));
        line(text, "why", oneLine(life.state().why()));
        state(text, life.state());
        return text.append('\n').append(file).toString();
    }

    private static void state(StringBuilder text, State state) {
        switch (state) {
            case State.Waiting(var until, var _) -> line(text, "until", until);
            case State.Forking(var attended, var launch, var _) -> {
                line(text, "attended", yesNo(attended));
                launch.ifPresent(process -> process(text, "launch", process));
            }
            case State.Starting(var process, var attended, var _) -> {
                process(text, "process", process);
                line(text, "attended", yesNo(attended));
            }
            case State.Up(var process, var until, var _) -> {
                process(text, "process", process);
                line(text, "until", until);
            }
            case State.Ready(var process, var _) -> process(text, "process", process);
            case HookPhase in -> inHook(text, in);
            case State.Stopping(var process, var patience, var fault, var until, var _) -> {
                process(text, "process", process);
                line(text, "until", until);
                line(text, "patience", patience.name());
                line(text, "fault", yesNo(fault));
            }
            case State.Finishing(var process, var exit, var outcome, var swept, var until, var _) -> {
                process(text, "process", process);
                line(text, "until", until);
                line(text, "outcome", outcome.name());
                line(text, "swept", yesNo(swept));
                line(text, "exit", exit(exit));
            }
            case State.Down _, State.Failed _, State.Done _ -> {}
        }
    }

    /** Writes a hook. The state around it follows under the same keys: a state in a hook is never in another. */
    private static void inHook(StringBuilder text, HookPhase in) {
        var run = in.run();
        line(text, "hook", in.hook().key());
        run.hookProcess().ifPresent(hookProcess -> process(text, "errand", hookProcess));
        line(text, "urge", run.stop().name());
        line(text, "hook-since", run.since());
        line(text, "hook-until", run.until());
        run.endReason().ifPresent(cause -> line(text, "told", oneLine(cause.text())));
        line(text, "around", key(in.around()));
        line(text, "around-why", oneLine(in.around().why()));
        state(text, in.around());
    }

    /** The name of a state; its word in the status is coarser. */
    private static String key(State state) {
        return switch (state) {
            case State.Forking _ -> "forking";
            case HookPhase _ -> "in-hook";
            default -> state.word();
        };
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static void line(StringBuilder text, String key, long value) {
        line(text, key, String.valueOf(value));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    private static void process(StringBuilder text, String key, Process process) {
        String session =
                process.session() == process.pid() ? "" : " " + process.session() + " " + process.sessionBirth();
        line(text, key, process.pid() + " " + process.birth() + " " + process.since() + session);
    }

    private static String exit(Exit exit) {
        return switch (exit) {
            case Exit.Code(var code) -> "code " + code;
            case Exit.Killed(var signal, var _) -> "signal " + signal;
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
        } catch (RuntimeException damaged) { // an invalid number, a missing word: it makes no difference to the caller
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
                value(values, "boot"),
                values.getOrDefault("namespace", ""),
                values.getOrDefault("instance", ""),
                value(values, "service"),
                value(values, "path"),
                Optional.ofNullable(values.get(ANNOTATION)),
                pending(values),
                values.containsKey("leaving"),
                values.containsKey("doubted"),
                runs(values),
                life,
                pace(values),
                text.substring(at + 1));
    }

    private static TaskRuns runs(Map<String, String> values) {
        var last = optionalNumber(values, "ran");
        var queued = optionalNumber(values, "queued");
        return last.isEmpty() && queued.isEmpty() ? TaskRuns.NONE : new TaskRuns(last, queued);
    }

    private static OptionalLong optionalNumber(Map<String, String> values, String key) {
        return values.containsKey(key) ? OptionalLong.of(number(values, key)) : OptionalLong.empty();
    }

    private static void pending(StringBuilder text, Event event) {
        switch (event) {
            case Event.Stop(var cause, var drains) ->
                line(text, drains ? STOP_PENDING : UNDRAINED_STOP_PENDING, oneLine(cause.text()));
            case Event.Restart(var cause, var _) -> line(text, RESTART_PENDING, oneLine(cause.text()));
            default -> {}
        }
    }

    private static Optional<Event> pending(Map<String, String> values) {
        if (values.containsKey(STOP_PENDING)) {
            return Optional.of(new Event.Stop(Reason.of(values.get(STOP_PENDING))));
        }
        if (values.containsKey(UNDRAINED_STOP_PENDING)) {
            return Optional.of(new Event.Stop(Reason.of(values.get(UNDRAINED_STOP_PENDING)), false));
        }
        return Optional.ofNullable(values.get(RESTART_PENDING)).map(Reason::of).map(Event.Restart::new);
    }

    /** Returns the timing of the last start; the state of an earlier version has none. */
    private static StartTiming pace(Map<String, String> values) {
        if (!values.containsKey("pace")) {
            return StartTiming.NONE;
        }
        var numbers = numbers(values.get("pace"));
        return new StartTiming(numbers.getFirst(), numbers.getLast());
    }

    private static State state(Map<String, String> values) {
        String key = value(values, "state");
        return key.equals("in-hook") ? inHook(values) : state(key, Reason.of(value(values, "why")), values);
    }

    private static State inHook(Map<String, String> values) {
        var run = new HookRun(
                optionalProcess(values, "errand"),
                State.HookStop.valueOf(value(values, "urge")),
                number(values, "hook-since"),
                number(values, "hook-until"),
                Optional.ofNullable(values.get("told")).map(Reason::of));
        var around = state(value(values, "around"), Reason.of(value(values, "around-why")), values);
        return HookPhase.of(hook(value(values, "hook")), run, around);
    }

    private static Hook hook(String key) {
        for (Hook hook : Hook.values()) {
            if (hook.key().equals(key)) {
                return hook;
            }
        }
        throw new IllegalArgumentException("no such hook");
    }

    private static State state(String key, Reason reason, Map<String, String> values) {
        return switch (key) {
            case "down" -> new State.Down(reason);
            case "waiting" -> new State.Waiting(number(values, "until"), reason);
            case "forking" -> new State.Forking(yes(values, "attended"), optionalProcess(values, "launch"), reason);
            case "starting" -> new State.Starting(process(values, "process"), yes(values, "attended"), reason);
            case "up" -> new State.Up(process(values, "process"), number(values, "until"), reason);
            case "ready" -> new State.Ready(process(values, "process"), reason);
            case "stopping" ->
                new State.Stopping(
                        process(values, "process"),
                        Patience.valueOf(value(values, "patience")),
                        yes(values, "fault"),
                        number(values, "until"),
                        reason);
            case "finishing" ->
                new State.Finishing(
                        process(values, "process"),
                        exit(values),
                        State.Outcome.valueOf(value(values, "outcome")),
                        yes(values, "swept"),
                        number(values, "until"),
                        reason);
            case "failed" -> new State.Failed(reason);
            case "done" -> new State.Done(reason);
            default -> throw new IllegalArgumentException("no such state");
        };
    }

    private static boolean yes(Map<String, String> values, String key) {
        return value(values, key).equals("yes");
    }

    private static long number(Map<String, String> values, String key) {
        return Long.parseLong(value(values, key));
    }

    private static Optional<Process> optionalProcess(Map<String, String> values, String key) {
        return values.containsKey(key) ? Optional.of(process(values, key)) : Optional.empty();
    }

    private static Process process(Map<String, String> values, String key) {
        var numbers = numbers(value(values, key));
        var leader = new Process((int) (long) numbers.get(0), numbers.get(1), numbers.get(2));
        return numbers.size() < 5
                ? leader
                : new Process(
                        leader.pid(), leader.birth(), leader.since(), (int) (long) numbers.get(3), numbers.get(4));
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

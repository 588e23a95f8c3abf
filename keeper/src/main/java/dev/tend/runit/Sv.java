package dev.tend.runit;

import dev.tend.posix.Paths;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import dev.tend.tool.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * sv(8): tells supervisors of services what to do, by the files that runsv keeps in their folders, and says what came of it. Under
 * any other name than its own it is an init script, and the service has that name. It looks again as soon as there is something
 * new, and not later than runit's does.
 */
public final class Sv {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int DOWN = 3;
    static final int UNKNOWN = 4;

    private static final String NAME = "sv";
    private static final String FOLDER = "/etc/service";
    private static final int TROUBLE = 100;
    private static final int SCRIPT_USAGE = 2;
    private static final int SCRIPT_TROUBLE = 151;
    private static final int MOST_FAILURES = 99;

    private static final long USUAL_WAIT = 7 * Durations.SECOND;
    private static final long LONGEST_WAIT = 1_000_000_000;

    /**
     * Between two looks where nothing happens, in microseconds. Only then is it found out that it is late; and whose process has been
     * there for less is not believed to run before, for it may be about to fail.
     */
    static final long PAUSE = 420 * Durations.MILLISECOND;

    private final String folder = Program.environment("SVDIR").orElse(FOLDER);
    private final SvReport report = new SvReport();
    private final SuperviseWatch watch = new SuperviseWatch();
    private final long began = Times.micros(Times.CLOCK_REALTIME);
    private final boolean script;
    private final SvOrder command;

    /** When to give up, on the monotonic clock. */
    private final long deadline;

    private final int start = Paths.open(".", Paths.O_RDONLY, 0);
    private Optional<Integer> code = Optional.empty();

    private Sv(boolean script, SvOrder command, long wait) {
        this.script = script;
        this.command = command;
        this.deadline = monotonic() + wait;
    }

    private static long monotonic() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    /**
     * Carries out a command for all services.
     *
     * @param name {@code sv}, or else that of the service
     * @return the number of services that have failed, 99 at most; of an init script, the exit code by the LSB
     * @throws Refusal where it is called wrongly
     */
    public static int run(String name, List<String> words) {
        boolean script = !name.equals(NAME);
        Refusal usage = script
                ? Refusal.usage(SCRIPT_USAGE, name, "[-w sec] command")
                : Refusal.usage(TROUBLE, name, "[-v] [-w sec] command service ...");
        var letters = Letters.parse(name, "w:vV", words, usage);
        long wait = Program.environment("SVWAIT").map(Sv::seconds).orElse(USUAL_WAIT);
        for (var given : letters.given()) {
            switch (given.letter()) {
                case 'w' -> {
                    if (Numbers.end(given.value(), 0) == 0) {
                        throw usage; // runit's waits not at all then
                    }
                    wait = seconds(given.value());
                }
                case 'V' -> throw usage.after("sv, as tend has it");
                default -> {}
            }
        }
        List<String> operands = letters.operands();
        if (operands.isEmpty() || script != (operands.size() == 1)) {
            throw usage; // as an init script, it has one service: runit's ignores the names of others
        }
        var command = SvOrder.of(operands.getFirst(), !letters.given().isEmpty(), script)
                .orElseThrow(() -> usage);
        return new Sv(script, command, wait).run(script ? List.of(name) : operands.subList(1, operands.size()));
    }

    /** In microseconds. */
    private static long seconds(String text) {
        return Math.min(Numbers.at(text, 0), LONGEST_WAIT) * Durations.SECOND;
    }

    private int run(List<String> names) {
        must(start, "unable to open current directory");
        List<SvService> waiting = new ArrayList<>();
        for (String name : names) {
            var service = new SvService(name, command, report);
            if (enter(name) && begin(service)) {
                waiting.add(service);
            }
            leave();
        }
        long tick = monotonic() + PAUSE;
        boolean due = command.letters().equals(SvOrder.CHECK); // what was sent may be under way
        for (boolean late = false; !waiting.isEmpty(); ) {
            waiting = unsettled(waiting, due, late);
            if (!waiting.isEmpty()) {
                watch.await(tick);
            }
            long now = monotonic();
            due = now >= tick;
            late = due && now > deadline;
            tick += due ? PAUSE : 0;
        }
        return code.orElse(Math.min(report.failures(), MOST_FAILURES));
    }

    /** A name with nothing of a path about it is one in the usual folder. */
    private boolean enter(String name) {
        boolean path = name.isEmpty() || name.startsWith("/") || name.startsWith(".") || name.endsWith("/");
        int result = path ? 0 : Paths.chdir(folder);
        if (result >= 0) {
            result = Paths.chdir(name);
        }
        if (result < 0) {
            report.fail(name, "unable to change to service directory", result);
        }
        return result >= 0;
    }

    private void leave() {
        must(Paths.fchdir(start), "unable to change to original directory");
    }

    private void must(int result, String what) {
        if (result < 0) {
            throw new Refusal(script ? SCRIPT_TROUBLE : TROUBLE, "fatal: " + what + ": " + Phrases.of(-result));
        }
    }

    /** Begins the command for a service; tells whether to wait then. */
    private boolean begin(SvService service) {
        switch (command.letters()) {
            case SvOrder.STATUS -> {
                int status = service.status(began);
                code = script ? Optional.of(status) : code;
            }
            case SvOrder.CHECK -> {
                return true;
            }
            default -> {
                return service.send(command.letters()) && command.waits();
            }
        }
        return false;
    }

    /**
     * Returns the services that are still to be waited for.
     *
     * @param due whether this is a look that runit's would take
     */
    private List<SvService> unsettled(List<SvService> waiting, boolean due, boolean late) {
        long now = Times.micros(Times.CLOCK_REALTIME);
        List<SvService> unsettled = new ArrayList<>();
        for (var service : waiting) {
            if (enter(service.name())) {
                watch.add();
                if (!service.settled(began, now, due)) {
                    if (late) {
                        service.giveUp(now);
                    } else {
                        unsettled.add(service);
                    }
                }
            }
            leave();
        }
        return unsettled;
    }
}

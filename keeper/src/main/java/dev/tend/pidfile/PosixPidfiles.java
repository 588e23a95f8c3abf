package dev.tend.pidfile;

import dev.tend.kernel.KernelException;
import dev.tend.kernel.ProcStat;
import dev.tend.kernel.Takeover;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.pidfile.Sighting.State;
import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Owned;
import dev.tend.pidfile.Verdict.Stale;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The pidfiles of the machine this program runs on. */
public final class PosixPidfiles implements Pidfiles {

    /** How long a pidfile's lock is waited for before the file of an ended process is left to who has it. */
    private static final long PATIENCE = Durations.SECOND;

    /** Between two tries to get a lock, in milliseconds: who claims holds it for less. */
    private static final int PAUSE = 2;

    @Override
    public void claim(Claim claim) {
        long until = Times.micros(Times.CLOCK_MONOTONIC) + claim.patience();
        while (!claimed(claim)) {
            if (Times.micros(Times.CLOCK_MONOTONIC) >= until) {
                throw new PidfileException(
                        Reason.LOCKED, claim.path(), 0, "another process is locking it: see who with lsof");
            }
            Terminals.poll(-1, 0, PAUSE);
        }
    }

    /** @return false where somebody else is at the file just now */
    private static boolean claimed(Claim claim) {
        try (var location = Location.of(claim.path(), OptionalInt.of(claim.folderMode()))) {
            Optional<OpenFile> opened = OpenFile.writing(location, claim.mode());
            return opened.isPresent() && claimed(claim, opened.get());
        }
    }

    private static boolean claimed(Claim claim, OpenFile opened) {
        try (var file = opened) {
            if (!file.lock() || !file.current()) {
                return false;
            }
            refuseWhatIsHeld(claim, file);
            Optional<ProcStat> owner = owner(claim);
            file.write(claim.pid());
            owner.ifPresent(stat -> Imprints.write(
                    file,
                    new Imprint(
                            claim.pid(),
                            stat.birth(),
                            file.stat().changed(),
                            Machine.here().bootId())));
            return true;
        }
    }

    private static void refuseWhatIsHeld(Claim claim, OpenFile file) {
        try (var look = new Look(file)) {
            if (look.verdict() instanceof Stale) {
                return;
            }
            int pid = look.content().pid();
            if (pid == claim.pid()) {
                throw new PidfileException(
                        Reason.CLAIMED, claim.path(), pid, "process " + pid + " is already in the pidfile");
            }
            throw new PidfileException(Reason.HELD, claim.path(), pid, runs(look) + doubt(look.verdict()));
        }
    }

    private static String runs(Look look) {
        String command = look.process().map(Held::command).orElse("");
        return "process " + look.content().pid() + " (" + command + ") runs"
                + (look.started() == 0 ? "" : ", since " + Durations.words(Math.max(0, look.uptime())));
    }

    private static String doubt(Verdict verdict) {
        return verdict instanceof Doubtful(var why) ? "; it may be another one, for " + why : "";
    }

    private static Optional<ProcStat> owner(Claim claim) {
        try (var held = new Holding(Held.of(claim.pid()))) {
            if (held.process().isEmpty() && claim.mustRun()) {
                throw new PidfileException(
                        Reason.NO_PROCESS, claim.path(), claim.pid(), "process " + claim.pid() + " does not run");
            }
            return held.process().flatMap(Held::stat);
        }
    }

    /** Perhaps a process, for a {@code try}. */
    private record Holding(Optional<Held> process) implements AutoCloseable {
        @Override
        public void close() {
            process.ifPresent(Held::close);
        }
    }

    @Override
    public Kill.Outcome kill(String path, Kill kill) {
        try (var location = Location.of(path, OptionalInt.empty());
                var file = existing(location);
                var look = new Look(file)) {
            int pid = killable(path, look.content());
            Kill.Outcome outcome =
                    switch (look.verdict()) {
                        case Stale(var why) -> new Kill.Outcome.Stale(why);
                        case Doubtful(var why) -> throw doubtful(path, look, why);
                        case Owned() ->
                            new Kill.Outcome.Ended(
                                    pid, new Ending(path, look.process().orElseThrow(), kill).run());
                    };
            remove(file, pid);
            return outcome;
        }
    }

    @Override
    public boolean signal(String path, int signal) {
        try (var location = Location.of(path, OptionalInt.empty());
                var file = existing(location);
                var look = new Look(file)) {
            killable(path, look.content());
            return switch (look.verdict()) {
                case Stale(var _) -> false;
                case Doubtful(var why) -> throw doubtful(path, look, why);
                case Owned() -> new Ending(path, look.process().orElseThrow(), Kill.only(signal)).once();
            };
        }
    }

    @Override
    public int killAll(String program, Kill kill) {
        return toEach(program, held -> new Ending(program, held, kill).run());
    }

    @Override
    public int signalAll(String program, int signal) {
        return toEach(program, held -> new Ending(program, held, Kill.only(signal)).once());
    }

    private static int toEach(String program, Consumer<Held> order) {
        List<Held> all = new Programs(program).running();
        try {
            all.forEach(order);
        } finally {
            all.forEach(Held::close);
        }
        return all.size();
    }

    @Override
    public KernelException start(String path, Takeover takeover) {
        return new Start(this, path, takeover).here();
    }

    @Override
    public void startInBackground(String path, Takeover takeover) {
        new Start(this, path, takeover).background();
    }

    private static OpenFile existing(Location location) {
        return OpenFile.reading(location).orElseThrow(location::missing);
    }

    /** Nothing a file says makes us signal everybody, or the first process. */
    private static int killable(String path, Content content) {
        if (content.pid() <= 1) {
            throw new PidfileException(
                    Reason.NO_PID, path, content.pid(), "does not contain a valid pid: nothing is killed");
        }
        return content.pid();
    }

    private static PidfileException doubtful(String path, Look look, String why) {
        return new PidfileException(
                Reason.DOUBTFUL,
                path,
                look.content().pid(),
                runs(look) + ", but it may be another one, for " + why + ": nothing is killed");
    }

    @Override
    public void release(String path, int pid) {
        try (var location = Location.of(path, OptionalInt.empty());
                var file = existing(location)) {
            remove(file, pid);
        }
    }

    /** Unless it is another's by now, or about to be: then who has the lock does with it what is right. */
    private static void remove(OpenFile file, int pid) {
        long until = Times.micros(Times.CLOCK_MONOTONIC) + PATIENCE;
        boolean locked = file.lock();
        while (!locked && Times.micros(Times.CLOCK_MONOTONIC) < until) {
            Terminals.poll(-1, 0, PAUSE);
            locked = file.lock();
        }
        if (locked && file.current() && file.content().pid() == pid) {
            file.remove();
        }
    }

    @Override
    public Sighting look(String path) {
        try (var location = Location.of(path, OptionalInt.empty());
                var file = existing(location);
                var look = new Look(file)) {
            return switch (look.verdict()) {
                case Stale(var why) -> sighting(State.STALE, look, why);
                case Doubtful(var why) -> sighting(State.DOUBTFUL, look, why);
                case Owned() -> sighting(State.RUNNING, look, "");
            };
        } catch (PidfileException problem) {
            if (problem.reason() == Reason.MISSING) {
                return new Sighting(State.MISSING, 0, "", 0, "there is no such file");
            }
            throw problem;
        }
    }

    private static Sighting sighting(State state, Look look, String why) {
        return new Sighting(
                state, look.content().pid(), look.process().map(Held::command).orElse(""), look.started(), why);
    }
}

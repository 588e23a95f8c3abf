package dev.tend.pidfile;

import dev.tend.kernel.KernelException;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.pidfile.PidfileReport.State;
import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Owned;
import dev.tend.pidfile.Verdict.Stale;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import dev.tend.tool.Takeover;
import java.util.List;
import java.util.Optional;

/** The pidfiles of the machine this program runs on. */
public final class PosixPidfiles implements Pidfiles {

    /** The time to wait for a pidfile's lock, in microseconds, before the file of an ended process is left to the process that has it. */
    private static final long PATIENCE = Durations.SECOND;

    /** The number of times that a file may be removed or replaced between its opening and its lock. */
    private static final int TRIES = 100;

    /** The time between two tries to get a lock, in milliseconds: a claim holds it for less. */
    private static final int PAUSE = 2;

    @Override
    public void claim(Claim claim) {
        long until = Times.micros(Times.CLOCK_MONOTONIC) + claim.patience();
        while (!claimed(claim)) {
            if (Times.micros(Times.CLOCK_MONOTONIC) >= until) {
                throw new PidfileException( // it begins with the words of sipid
                        Reason.LOCKED, claim.path(), 0, "another process is locking it: find it with lsof");
            }
            Terminals.poll(-1, 0, PAUSE);
        }
    }

    /** @return false where another process has the lock */
    private static boolean claimed(Claim claim) {
        for (int i = 0; i < TRIES; i++) {
            try (var file = OpenFile.writing(claim.path(), claim.mode(), claim.folderMode())) {
                if (!file.lock()) {
                    return false;
                }
                if (file.current()) {
                    write(claim, file);
                    return true;
                }
            }
        }
        return false;
    }

    private static void write(Claim claim, OpenFile file) {
        refuseWhatIsHeld(claim, file);
        Optional<ProcessIdentity.Life> owner = owner(claim);
        file.write(claim.pid());
        if (owner.isPresent()) {
            ProcessIdentities.write(file, claim.pid(), owner.get());
        }
    }

    private static void refuseWhatIsHeld(Claim claim, OpenFile file) {
        var look = new OpenPidfile(file);
        if (!(look.verdict() instanceof Stale)) {
            int pid = look.pid();
            boolean own = pid == claim.pid();
            String doubt = look.verdict() instanceof Doubtful(var why) ? "; it may be another one, for " + why : "";
            throw new PidfileException(own ? Reason.CLAIMED : Reason.HELD, claim.path(), pid, look.runs() + doubt);
        }
        look.process().ifPresent(HeldProcess::close);
    }

    private static Optional<ProcessIdentity.Life> owner(Claim claim) {
        Optional<HeldProcess> held = HeldProcess.of(claim.pid());
        if (held.isEmpty() && claim.mustRun()) {
            throw new PidfileException(
                    Reason.NO_PROCESS, claim.path(), claim.pid(), "process " + claim.pid() + " does not run");
        }
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProcessIdentity.Life> life = held.get().stat().map(held.get()::life);
        held.get().close();
        return life;
    }

    @Override
    public Optional<String> kill(String path, Kill kill) {
        try (var look = new OpenPidfile(OpenFile.reading(path))) {
            if (look.pid() <= 1) {
                throw new PidfileException(
                        Reason.NO_PID, path, look.pid(), "does not contain a valid pid: nothing is killed");
            }
            Optional<String> stale = end(path, look, kill);
            if (!kill.once()) {
                remove(look.file(), look.pid());
            }
            return stale;
        }
    }

    private static Optional<String> end(String path, OpenPidfile look, Kill kill) {
        return switch (look.verdict()) {
            case Stale(var why) -> Optional.of(why);
            case Doubtful(var why) ->
                throw new PidfileException(
                        Reason.DOUBTFUL,
                        path,
                        look.pid(),
                        look.runs() + ", but it may be another one, for " + why + ": nothing is killed");
            case Owned() -> {
                new ProcessStop(path, look.process().orElseThrow(), kill).run();
                yield Optional.empty();
            }
        };
    }

    @Override
    public int killAll(String program, Kill kill) {
        List<HeldProcess> all = new Programs(program).running();
        for (HeldProcess each : all) {
            new ProcessStop(program, each, kill).run();
            each.close();
        }
        return all.size();
    }

    @Override
    public KernelException start(String path, Takeover takeover) {
        return new Start(this, path, takeover).here();
    }

    @Override
    public Optional<KernelException> startInBackground(String path, Takeover takeover) {
        return new Start(this, path, takeover).background();
    }

    @Override
    public void release(String path, int pid) {
        try (var file = OpenFile.reading(path)) {
            remove(file, pid);
        }
    }

    /**
     * Removes the file, unless it belongs to another process by now, or is about to: then the process that has the lock
     * does what is right.
     */
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
    public PidfileReport look(String path) {
        try (var look = new OpenPidfile(OpenFile.reading(path))) {
            return switch (look.verdict()) {
                case Stale(var why) -> look.sighting(look.pid() == 0 ? State.DOUBTFUL : State.STALE, why);
                case Doubtful(var why) -> look.sighting(State.DOUBTFUL, why);
                case Owned() -> look.sighting(State.RUNNING, "");
            };
        } catch (PidfileException problem) {
            if (problem.reason() == Reason.MISSING) {
                return new PidfileReport(State.MISSING, 0, "", 0, "there is no such file");
            }
            throw problem;
        }
    }
}

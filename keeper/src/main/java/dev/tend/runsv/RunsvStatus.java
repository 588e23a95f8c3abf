package dev.tend.runsv;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.Clock;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.Wanted;
import dev.tend.runit.ControlFolder;
import dev.tend.runit.SuperviseStatus;
import dev.tend.runit.SuperviseStatus.Phase;
import java.util.Optional;

/** The state of one service in the words of runsv(8), written to its folder whenever it changes. */
final class RunsvStatus {

    private final Clock clock;
    private final Instance instance;
    private final ControlFolder folder;
    private final Retries<Instance> retries;

    /** The status in the file; at first that of no service. */
    private SuperviseStatus last = new SuperviseStatus(0, -1, false, false, false, Phase.DOWN);

    private boolean paused;
    private boolean told;
    private boolean exits;

    RunsvStatus(Clock clock, Retries<Instance> retries, Instance instance, ControlFolder folder) {
        this.clock = clock;
        this.retries = retries;
        this.instance = instance;
        this.folder = folder;
    }

    /** It was sent STOP, or CONT after that. */
    void paused(boolean stopped) {
        paused = stopped;
        write();
    }

    /** It was sent TERM. */
    void sentTerm() {
        told = true;
        write();
    }

    /** It is to go for good. */
    void exits() {
        exits = true;
        write();
    }

    /** Writes down how it is, where that has changed. A folder that was removed is written to no more. */
    void write() {
        var status = status();
        if (!status.equals(last)) {
            last = status;
            put();
        }
    }

    private void put() {
        try {
            folder.write(last, words());
            retries.settled(instance, Kind.STATUS);
        } catch (KernelException failed) {
            retries.failed(instance, Kind.STATUS, failed.getMessage(), this::put);
        }
    }

    private SuperviseStatus status() {
        var state = instance.state();
        var process = state.running();
        var phase = Phase.RUN;
        if (process.isEmpty()) {
            boolean finishes = state instanceof HookPhase.Finish;
            phase = finishes ? Phase.FINISH : Phase.DOWN;
            process = finishes ? state.hookProcess() : process;
            if (finishes && process.isEmpty()) {
                return last; // about to be forked: runsv knows of no finish without a process
            }
        }
        int pid = process.isPresent() ? process.get().pid() : 0;
        long since = last.since();
        if (phase != last.phase() || pid != last.pid()) {
            paused = false;
            told = false;
            since = phase == Phase.FINISH ? since : began(process); // for runsv, finish belongs to the run before it
        }
        boolean asked = state instanceof State.Stopping stopping && stopping.patience() != Patience.UNASKED;
        boolean wanted = instance.life().wanted() == Wanted.UP && !exits;
        return new SuperviseStatus(since, pid, paused, wanted, told || asked, phase);
    }

    private long began(Optional<Process> process) {
        return clock.wallTime()
                - (process.isPresent() ? clock.now() - process.get().since() : 0);
    }

    private String words() {
        String words = last.phase().word() + (last.paused() ? ", paused" : "") + (last.gotTerm() ? ", got TERM" : "");
        boolean wanted = last.phase() == Phase.DOWN || last.wantsUp();
        return words + (wanted ? "\n" : exits ? ", want exit\n" : ", want down\n");
    }
}

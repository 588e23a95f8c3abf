package dev.tend.keeper;

import dev.tend.kernel.Clock;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.InHook;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.Wanted;
import dev.tend.runit.SuperviseFolder;
import dev.tend.runit.SuperviseStatus;
import dev.tend.runit.SuperviseStatus.Phase;
import dev.tend.service.Hook;
import java.util.Optional;

/** How one service is, in the words of runsv(8): in its folder it stands as soon as it changes. */
final class Supervised {

    private final Clock clock;
    private final Instance instance;
    private final String service;
    private final SuperviseFolder folder;

    private Optional<SuperviseStatus> last = Optional.empty();
    private boolean paused;
    private boolean told;
    private boolean exits;

    Supervised(Clock clock, Instance instance, String service, SuperviseFolder folder) {
        this.clock = clock;
        this.instance = instance;
        this.service = service;
        this.folder = folder;
    }

    /** The service folder. */
    String service() {
        return service;
    }

    /** It was sent STOP, or CONT after that. */
    void paused(boolean stopped) {
        paused = stopped;
        write();
    }

    /** It was sent TERM. */
    void told() {
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
        if (last.filter(status::equals).isEmpty()) {
            last = Optional.of(status);
            folder.write(status, words(status));
        }
    }

    void close() {
        write();
        folder.close();
    }

    private SuperviseStatus status() {
        var state = instance.state();
        var phase = phase(state);
        int pid = state.running()
                .or(() -> phase == Phase.FINISH ? state.errand() : Optional.empty())
                .map(process -> process.pid())
                .orElse(0);
        if (last.filter(before -> before.phase() == phase && before.pid() == pid)
                .isEmpty()) {
            paused = false;
            told = false;
        }
        boolean asked = state instanceof State.Stopping stopping && stopping.patience() != Patience.UNASKED;
        boolean wanted = instance.life().wanted() == Wanted.UP && !exits;
        return new SuperviseStatus(since(state, phase, pid), pid, paused, wanted, told || asked, phase);
    }

    private static Phase phase(State state) {
        if (state.running().isPresent()) {
            return Phase.RUN;
        }
        return state instanceof InHook in && in.hook() == Hook.FINISH ? Phase.FINISH : Phase.DOWN;
    }

    /** For runsv, finish belongs to the run before it. */
    private long since(State state, Phase phase, int pid) {
        if (last.filter(before -> phase == Phase.FINISH || before.phase() == phase && before.pid() == pid)
                .isPresent()) {
            return last.get().since();
        }
        long age = state.running().map(process -> clock.now() - process.since()).orElse(0L);
        return clock.wallTime() - age;
    }

    private String words(SuperviseStatus status) {
        var words = new StringBuilder(status.phase().word());
        if (status.paused()) {
            words.append(", paused");
        }
        if (status.gotTerm()) {
            words.append(", got TERM");
        }
        if (status.phase() != Phase.DOWN && !status.wantsUp()) {
            words.append(exits ? ", want exit" : ", want down");
        }
        return words.append('\n').toString();
    }
}

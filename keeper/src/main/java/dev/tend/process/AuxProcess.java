package dev.tend.process;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Child;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.kernel.Processes.Mark;
import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.posix.Text;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A short-lived child that does something for an instance. Its output is read where it has one. After its end,
 * everything that it has started is killed, unless its purpose was to start something; only then is its end reported.
 */
public final class AuxProcess {

    /** The bytes of its output that are kept; the rest is read, so that it does not have to wait, and dropped. */
    static final int MOST_SAID = 4096;

    /**
     * The pause before the first new look at what it has left behind, where nobody reports the end of that, in
     * microseconds; it doubles each time.
     */
    private static final long AT_ONCE = 0;

    private static final long FIRST_RECHECK = 10 * Durations.MILLISECOND;

    private static final long LAST_RECHECK = Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final String name;
    private final Process process;
    private final boolean ours;
    private final boolean leaves;
    private final Optional<Mark> mark;
    private final EndListener ending;
    private final StringBuilder said = new StringBuilder();
    private int most = MOST_SAID;
    private final LoopTimer recheck = new LoopTimer(this::conclude);
    private Optional<Child> child = Optional.empty();
    private boolean released;
    private OptionalInt notificationFd = OptionalInt.empty();
    private OptionalInt opened = OptionalInt.empty();
    private Optional<Exit> exit = Optional.empty();
    private long pause = FIRST_RECHECK;
    private boolean over;

    /** A listener to how a child ended, and what it printed. */
    public interface EndListener {

        void ended(Process process, Exit exit, String said);

        /** It has ended, and waits for what it has left behind: this process we are not permitted to signal. */
        default void refused(int pid) {}
    }

    private AuxProcess(
            Kernel kernel,
            Loop loop,
            String name,
            Process process,
            boolean ours,
            boolean leaves,
            Optional<Mark> mark,
            EndListener ending) {
        this.mark = mark;
        this.kernel = kernel;
        this.loop = loop;
        this.name = name;
        this.process = process;
        this.ours = ours;
        this.leaves = leaves;
        this.ending = ending;
    }

    /**
     * Returns a child that has just been forked, and waits to be released.
     *
     * @param name the name of the instance that it is for
     * @param leaves whether the processes that it starts are meant to stay
     * @param mark tells which of our children it has started, if that can be told
     */
    static AuxProcess forked(
            Kernel kernel,
            Loop loop,
            String name,
            Child child,
            boolean leaves,
            Optional<Mark> mark,
            EndListener ending) {
        var auxProcess = new AuxProcess(kernel, loop, name, child.process(), true, leaves, mark, ending);
        auxProcess.child = Optional.of(child);
        auxProcess.notificationFd = child.notificationFd();
        loop.listen(child.channel(), name, auxProcess::reported);
        auxProcess.notificationFd.ifPresent(pipe -> loop.listen(pipe, name, () -> auxProcess.hear()));
        return auxProcess;
    }

    /** Returns a process that an earlier keeper has started. @param ours whether it is nevertheless our child */
    static AuxProcess adopted(
            Kernel kernel, Loop loop, String name, Process process, boolean ours, boolean leaves, EndListener ending) {
        var auxProcess = new AuxProcess(kernel, loop, name, process, ours, leaves, Optional.empty(), ending);
        if (!ours) {
            kernel.processes().open(process).ifPresent(descriptor -> {
                auxProcess.opened = OptionalInt.of(descriptor);
                loop.listen(descriptor, name, auxProcess::endedUnheard);
            });
        }
        return auxProcess;
    }

    /** @param characters the characters of its output that are kept */
    void keep(int characters) {
        most = characters;
    }

    Process process() {
        return process;
    }

    /** Tells whether it has ended, although a process that it has started may still exist. */
    boolean hasEnded() {
        return exit.isPresent();
    }

    /** Tells whether nothing will report its end, since it had ended before it was taken over. */
    boolean endedUnseen() {
        return !ours && opened.isEmpty() && exit.isEmpty();
    }

    void release() {
        child.ifPresent(kernel.processes()::release);
        released = true;
    }

    /** Tells whether it waits to be released. */
    boolean isWaiting() {
        return child.isPresent() && !released;
    }

    /** Returns the name of the instance that it is for. */
    String name() {
        return name;
    }

    /** A process that is not written down must not run; closing its channel ends it. */
    void abandon() {
        child.ifPresent(forked -> {
            loop.ignore(forked.channel());
            kernel.streams().close(forked.channel());
        });
        child = Optional.empty();
        stopListening();
    }

    Delivery signal(int signal) {
        if (exit.isPresent()) {
            return Delivery.NOBODY;
        }
        if (opened.isPresent()) {
            return kernel.processes().signalOpened(opened.getAsInt(), process, true, signal);
        }
        return ours ? kernel.processes().signal(process.pid(), true, signal) : Delivery.NOBODY;
    }

    /** Handles the report that it has reached its program, or why it could not. */
    private void reported() {
        var forked = child.orElseThrow();
        loop.ignore(forked.channel());
        child = Optional.empty();
        kernel.processes().outcome(forked).ifPresent(said::append);
    }

    /** Returns how many bytes it has read. */
    private int hear() {
        byte[] buffer = new byte[MOST_SAID];
        int count = kernel.streams().read(notificationFd.orElseThrow(), buffer);
        if (count > 0) {
            int room = Math.min(count, most - said.length());
            said.append(Text.decode(buffer, 0, room));
        } else if (count == 0) {
            stopListening();
        }
        return count;
    }

    private void stopListening() {
        notificationFd.ifPresent(pipe -> {
            loop.ignore(pipe);
            kernel.streams().close(pipe);
        });
        notificationFd = OptionalInt.empty();
    }

    /** Records its end; it may not be signalled any more. {@link #conclude} handles what follows. */
    void ended(Exit how) {
        exit = Optional.of(how);
    }

    private void endedUnheard() {
        ended(new Exit.Unknown());
        conclude();
    }

    /** Handles the end; to be called once it has ended. Should this be abandoned, the timer repeats what is left of it. */
    void conclude() {
        loop.set(recheck, AT_ONCE);
        if (child.isPresent()) {
            reported();
        }
        for (int left = most;
                left > 0 && notificationFd.isPresent() && hear() > 0;
                left -= MOST_SAID) {} // what is in the pipe
        stopListening();
        opened.ifPresent(descriptor -> {
            loop.ignore(descriptor);
            kernel.streams().close(descriptor);
        });
        opened = OptionalInt.empty();
        clear();
    }

    /** Kills what it has left behind, unless its purpose was to start that. */
    void clear() {
        loop.guard().prepare(name);
        if (over) {
            loop.set(recheck, LoopTimer.UNSET); // its end may be reported again after a unit was abandoned
            return;
        }
        var sweep = new Sweep(process, ours, Signals.KILL, mark);
        var left = leaves ? Map.<Sweep, OptionalInt>of() : kernel.processes().sweep(List.of(sweep));
        loop.set(recheck, kernel.clock().now() + pause);
        pause = Math.min(2 * pause, LAST_RECHECK);
        if (left.isEmpty()) {
            ending.ended(process, exit.orElseThrow(), said.toString());
            over = true;
            loop.set(recheck, LoopTimer.UNSET);
        } else {
            left.get(sweep).ifPresent(ending::refused);
        }
    }
}

package dev.tend.tool;

import static dev.tend.path.Calls.must;
import static dev.tend.path.Calls.mustStart;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Signals;
import dev.tend.posix.Environ;
import dev.tend.posix.SignalReader;
import dev.tend.posix.Signalling;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.posix.Waiting;
import dev.tend.proc.OrphanCleanup;
import dev.tend.spawn.ProgramFile;
import dev.tend.spawn.ServiceEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * One command in the foreground, as the first process of a container needs it. The command gets a process group of its own in our
 * session, and our terminal where we have it; every signal we get goes to that group; every orphan is reaped; when the command has
 * ended, what it left behind is ended, and then we exit as the command did. Environment, limits and folder are left as they are.
 *
 * <p>Job control works through us: when the command is stopped, so are we, for that is what our shell waits for; and when we are
 * continued, so is the command. Where no shell can continue us, the command is not left stopped.
 */
public final class Foreground {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int TERMINAL = 0;

    private final String name;
    private final List<String> command;
    private final int group = Tasks.getpgrp();
    private final boolean jobControl;
    private final OptionalLong patience;
    private final OrphanCleanup stragglers = new OrphanCleanup();
    private final Waiting waiting = new Waiting();
    private int child;

    private long deadline = Long.MAX_VALUE;

    private Foreground(String name, List<String> command, OptionalLong patience) {
        this.name = name;
        this.command = command;
        this.patience = patience;
        int self = Tasks.getpid();
        this.jobControl = self != 1 && Tasks.getsid() != self;
    }

    /**
     * Runs a command and waits for it.
     *
     * @param name its name in messages, if not that of its program
     * @param patience how long the processes that it leaves behind may take to end before they are killed, in microseconds; empty:
     * they may stay
     * @return its exit code; 128 and the signal's number; 127 where there is no such program, 126 where it can't be executed
     */
    public static int run(List<String> command, Optional<String> name, OptionalLong patience) {
        var foreground = new Foreground(name.orElse(command.get(0)), command, patience);
        return foreground.run(0, foreground::execute);
    }

    /**
     * Runs code of ours in a child in new namespaces, which ends with us. The signals that are handed on to it are blocked there, so
     * that they wait until it reads them.
     *
     * @param limit the time after which it is told to end, in microseconds
     * @return as {@link #run(List, Optional, OptionalLong)}; an exception of the code is thrown in the child
     */
    public static int run(String name, int namespaces, long limit, IntSupplier code) {
        var foreground = new Foreground(name, List.of(), OptionalLong.empty());
        foreground.deadline = Times.micros(Times.CLOCK_MONOTONIC) + limit;
        return foreground.run(namespaces, () -> {
            Tasks.setDeathSignal(Signals.KILL);
            Tasks.exitNow(code.getAsInt());
        });
    }

    private int run(int namespaces, Runnable program) {
        Tasks.becomeSubreaper();
        Signalling.byDefault(Signals.CHLD); // a process that ignores it gets no exit codes
        SignalReader signals = SignalReader.of(heard());
        must(signals.descriptor(), "cannot wait for signals");
        child = Tasks.forkInto(-1, namespaces);
        if (child == 0) {
            lead(Tasks.getpid());
            hearKeys();
            if (namespaces == 0) { // process 1 of a pid namespace would lose what it does not handle yet
                Signalling.unblockAll();
            }
            program.run();
        }
        try {
            mustStart(child);
        } catch (KernelException e) {
            complain(e);
            return NOT_EXECUTABLE;
        }
        lead(child);
        OptionalInt code = OptionalInt.empty();
        while (code.isEmpty()) {
            Terminals.poll(signals.descriptor(), Terminals.POLLIN, left());
            for (int signal = signals.next(); signal > 0; signal = signals.next()) {
                take(signal);
            }
            code = reap();
        }
        giveTerminal(child, group);
        patience.ifPresent(micros -> stragglers.end(child, signals, micros, this::complain));
        signals.close();
        return code.getAsInt();
    }

    /** Returns the milliseconds until the deadline, -1 for none. At the deadline, the child is told to end; then there is none. */
    private int left() {
        if (deadline == Long.MAX_VALUE) {
            return -1;
        }
        long micros = deadline - Times.micros(Times.CLOCK_MONOTONIC);
        if (micros > 0) {
            return (int) Math.min(Integer.MAX_VALUE, micros / 1000 + 1);
        }
        deadline = Long.MAX_VALUE;
        take(Signals.TERM);
        return -1;
    }

    /** All that can be handed on, and our own children's ends. A fault of our own kills us although it is blocked. */
    private static long heard() {
        long set = Signalling.bit(Signals.CHLD);
        for (int signal = 1; signal < Signals.END; signal++) {
            set |= Signals.isForwarded(signal) ? Signalling.bit(signal) : 0;
        }
        return set;
    }

    /** A shell without job control has what it starts in the background ignore the keyboard; here it is in the foreground. */
    private static void hearKeys() {
        Signalling.byDefault(Signals.INT);
        Signalling.byDefault(Signals.QUIT);
    }

    /** Makes the command lead its group; called by both parent and child, since either may run first. */
    private void lead(int pid) {
        Tasks.setpgid(pid, pid);
        giveTerminal(group, pid);
    }

    private static void giveTerminal(int from, int to) {
        if (Terminals.tcgetpgrp(TERMINAL) == from) {
            Terminals.tcsetpgrp(TERMINAL, to);
        }
    }

    private void execute() {
        String path = Program.environment("PATH").orElse(ServiceEnvironment.PATH);
        KernelException problem = Steps.become(new ProgramFile(command.get(0), path).execution(command, Environ.all()));
        complain(problem);
        Tasks.exitNow(problem.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE);
    }

    private void complain(KernelException problem) {
        Program.complain("tend: " + name + ": " + problem.getMessage() + "\n");
    }

    private void take(int signal) {
        if (signal == Signals.CHLD) {
            return;
        }
        if (signal == Signals.CONT) {
            giveTerminal(group, child);
        }
        if (Tasks.kill(-child, signal) == -Errno.EPERM) {
            complain(new KernelException(
                    "cannot forward " + Signals.name(signal) + " to process " + child, Errno.EPERM));
        }
    }

    /** Takes note of all that has become of our children. Returns what to exit with once it is the command that has ended. */
    private OptionalInt reap() {
        OptionalInt code = OptionalInt.empty();
        for (int pid = waiting.next(); pid > 0; pid = waiting.next()) {
            if (pid == child && waiting.code() == Waiting.CLD_STOPPED) {
                stop();
            } else if (pid == child) {
                int status = waiting.status();
                code = OptionalInt.of(waiting.code() == Waiting.CLD_EXITED ? status : 128 + status);
            }
        }
        return code;
    }

    private void stop() {
        giveTerminal(child, group);
        if (jobControl) {
            Tasks.kill(Tasks.getpid(), Signals.STOP);
        } else {
            take(Signals.CONT);
        }
    }
}

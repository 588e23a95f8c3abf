package dev.tend.process;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Child;
import dev.tend.kernel.Processes.Dead;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.kernel.Processes.Mark;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.loop.Loop;
import dev.tend.path.Unguarded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All short-lived children by their pids: hooks, probes, and the programs that receive alerts. */
public final class AuxProcesses {

    private final Kernel kernel;
    private final Loop loop;
    private final Map<Integer, AuxProcess> auxProcesses = new HashMap<>();

    public AuxProcesses(Kernel kernel, Loop loop) {
        this.kernel = kernel;
        this.loop = loop;
    }

    /**
     * Forks a child, which waits to be released.
     *
     * @throws dev.tend.kernel.KernelException where nothing could be forked
     */
    public Process start(Launch launch, AuxProcess.EndListener ending) {
        return start(launch, ending, AuxProcess.MOST_SAID);
    }

    /** @param most the characters of its output that are kept */
    public Process start(Launch launch, AuxProcess.EndListener ending, int most) {
        Child child = kernel.processes().fork(launch);
        int pid = child.process().pid();
        boolean leaves = launch.work() instanceof Launch.Work.AuxCommand(var _, var _, var stays) && stays;
        var auxProcess = forked(launch, child, leaves, over(pid, ending));
        auxProcess.keep(most);
        auxProcesses.put(pid, auxProcess);
        return child.process();
    }

    /** Returns a process for a child. A child without one would wait for its release without end. */
    private AuxProcess forked(Launch launch, Child child, boolean leaves, AuxProcess.EndListener ending) {
        try {
            var mark = Optional.ofNullable(launch.extra().get(Launch.INSTANCE))
                    .map(instance -> new Mark(instance, Mark.Starter.HELPER));
            return AuxProcess.forked(kernel, loop, launch.name(), child, leaves, mark, ending);
        } catch (Unguarded end) {
            throw end;
        } catch (RuntimeException | Error failure) {
            ProcessStarts.drop(kernel, loop, child);
            child.notificationFd().ifPresent(pipe -> {
                loop.ignore(pipe);
                kernel.streams().close(pipe);
            });
            throw failure;
        }
    }

    private AuxProcess.EndListener over(int pid, AuxProcess.EndListener ending) {
        return new AuxProcess.EndListener() {
            @Override
            public void ended(Process process, Exit exit, String said) {
                var auxProcess = auxProcesses.get(pid);
                ending.ended(process, exit, said);
                auxProcesses.remove(pid, auxProcess);
            }

            @Override
            public void refused(int left) {
                ending.refused(left);
            }
        };
    }

    public void release(Process process) {
        var auxProcess = auxProcesses.get(process.pid());
        if (auxProcess != null) {
            auxProcess.release();
        }
    }

    public void abandon(Process process) {
        var auxProcess = auxProcesses.get(process.pid());
        if (auxProcess != null) {
            auxProcess.abandon();
        }
    }

    public Delivery signal(Process process, int signal) {
        var auxProcess = auxProcesses.get(process.pid());
        if (auxProcess != null) {
            return auxProcess.signal(signal);
        }
        return Delivery.NOBODY;
    }

    /** Takes over a process that an earlier keeper has started; if it has ended since, {@link #settle} reports that. */
    public void adopt(String name, Process process, boolean ours, boolean leaves, AuxProcess.EndListener ending) {
        int pid = process.pid();
        auxProcesses.put(pid, AuxProcess.adopted(kernel, loop, name, process, ours, leaves, over(pid, ending)));
    }

    /** Settles a process that was taken over: it has ended if it no longer exists, and an end that was not handled is handled now. */
    public void settle(Process process) {
        var auxProcess = auxProcesses.get(process.pid());
        if (auxProcess != null && auxProcess.endedUnseen()) {
            auxProcess.ended(new Exit.Unknown());
        }
        if (auxProcess != null && auxProcess.hasEnded()) {
            auxProcess.conclude();
        }
    }

    /** Tells whether a process is one of these. */
    public boolean has(Process process) {
        return auxProcesses.containsKey(process.pid());
    }

    /** Ends those for an instance that wait to be released, and would wait without end. */
    public void abandonWaiting(String name) {
        for (AuxProcess auxProcess : auxProcesses.values()) {
            if (auxProcess.name().equals(name) && auxProcess.isWaiting()) {
                auxProcess.abandon();
            }
        }
    }

    /** A child has ended. Returns whether it was one of these. */
    public boolean ended(Dead dead) {
        var auxProcess = auxProcesses.get(dead.pid());
        if (auxProcess == null || auxProcess.hasEnded()) {
            return false;
        }
        auxProcess.ended(dead.exit());
        loop.guard().run("the end of a helper", () -> kernel.processes().reap(dead.pid()));
        loop.guard().run(auxProcess.name(), "the end of a helper", auxProcess::conclude);
        return true;
    }

    /** Records that a process has ended that one of them has left behind. */
    public void orphanEnded(int session) {
        var auxProcess = auxProcesses.get(session);
        if (auxProcess != null && auxProcess.hasEnded()) {
            auxProcess.clear();
        }
    }
}

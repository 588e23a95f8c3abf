package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Dead;
import dev.tend.loop.Loop;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.process.ProcessStarts;
import dev.tend.process.SessionCleanup;
import java.util.Optional;

/** Finds out whose child has ended, and reports it to the part that waits for it. */
public final class ChildReaper {

    private final Kernel kernel;
    private final Loop loop;
    private final AuxProcesses auxProcesses;
    private final MainProcesses mainProcesses;
    private final ProcessStarts starts;
    private final ProcessChannels channels;
    private final Captures captures;
    private final SessionCleanup cleanup;
    private final Supervisor supervisor;

    ChildReaper(
            Kernel kernel,
            Loop loop,
            AuxProcesses auxProcesses,
            MainProcesses mainProcesses,
            ProcessStarts starts,
            ProcessChannels channels,
            Captures captures,
            SessionCleanup cleanup,
            Supervisor supervisor) {
        this.kernel = kernel;
        this.loop = loop;
        this.auxProcesses = auxProcesses;
        this.mainProcesses = mainProcesses;
        this.starts = starts;
        this.channels = channels;
        this.captures = captures;
        this.cleanup = cleanup;
        this.supervisor = supervisor;
    }

    /** Reaps the children that have ended, perhaps several. A child whose end could not be handled is at least reaped. */
    public void reapChildren() {
        int last = 0;
        for (var next = kernel.processes().ended();
                next.isPresent();
                next = kernel.processes().ended()) {
            var dead = next.get();
            if (dead.pid() == last) {
                kernel.processes().reap(dead.pid());
            } else {
                loop.guard().run("the end of a process", () -> ended(dead));
            }
            last = dead.pid();
        }
    }

    private void ended(Dead dead) {
        if (auxProcesses.ended(dead)) {
            return;
        }
        var whose = mainProcesses.whose(dead.pid());
        if (whose.isPresent()) {
            var instance = whose.get();
            loop.guard().run(instance.name(), "the end of its process", () -> ended(instance, dead));
            return;
        }
        kernel.processes().reap(dead.pid());
        cleanup.orphanEnded(dead.session());
        auxProcesses.orphanEnded(dead.session());
    }

    private void ended(Instance instance, Dead dead) {
        mainProcesses.ended(dead.pid());
        starts.reported(instance); // whether it got as far as its program comes first
        channels.ended(instance);
        mainProcesses.letGo(instance);
        captures.drain(instance);
        instance.used(Optional.of(dead.use()));
        supervisor.ended(instance, dead);
    }
}

package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.Pidfiles;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Process;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps the pid files that services ask for to the processes they have, however often that takes. */
final class PidfileUpkeep {

    private final Pidfiles pidfiles;
    private final Retries<Instance> retries;
    private final BiConsumer<Instance, Event> feed;

    PidfileUpkeep(Pidfiles pidfiles, Retries<Instance> retries, BiConsumer<Instance, Event> feed) {
        this.pidfiles = pidfiles;
        this.retries = retries;
        this.feed = feed;
    }

    /** Returns whether it is written now; else the instance is fed {@link Event.Named} when it is. */
    boolean write(Instance instance, Process process) {
        try {
            pidfiles.write(instance, process);
        } catch (KernelException failed) {
            retries.failed(instance, Kind.PIDFILE, failed.getMessage(), () -> writeLate(instance, process));
            return false;
        }
        retries.settled(instance, Kind.PIDFILE);
        instance.named(Optional.of(process));
        return true;
    }

    private void writeLate(Instance instance, Process process) {
        if (write(instance, process)) {
            feed.accept(instance, new Event.Named());
        }
    }

    void remove(Instance instance) {
        instance.named(Optional.empty());
        try {
            pidfiles.remove(instance);
        } catch (KernelException stays) {
            retries.failed(instance, Kind.PIDFILE, stays.getMessage(), () -> remove(instance));
            return;
        }
        retries.settled(instance, Kind.PIDFILE);
    }
}

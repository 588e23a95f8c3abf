package dev.tend.kernel;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.service.GroupLimit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Starting, watching and ending processes. */
public interface Processes {

    /** Lets every process that is started from now on be killed when the keeper ends: for a keeper that has no successor. */
    default void bindToKeeper() {}

    /**
     * Forks a child that waits for {@link #release}; if the keeper ends before that, so does the child.
     *
     * @throws KernelException where nothing could be forked
     */
    Child fork(Launch launch);

    /** Lets the child go on: it sets itself up as its {@link Launch} says and executes its program. */
    void release(Child child);

    /**
     * Returns what became of a released child, once its {@code channel} is readable; closes the channel.
     *
     * @return empty where its program runs, else what it could not do and why
     */
    Optional<String> outcome(Child child);

    /**
     * A forked child.
     *
     * @param channel the descriptor over which it reports; to be watched for reading until {@link #outcome} was called
     * @param notificationFd the reading end of the pipe that its {@link Launch} asked for; the caller of the fork closes it
     */
    record Child(Process process, int channel, OptionalInt notificationFd) {}

    /** A child that has ended but is not reaped yet, so its pid still is its own; empty where there is none now. */
    Optional<Dead> ended();

    /** Reaps a child that {@link #ended} has named. */
    void reap(int pid);

    /**
     * @param session the session it belonged to
     * @param use what it used, with what it had waited for
     */
    record Dead(int pid, int session, Exit exit, ResourceUse use) {}

    /**
     * Sends a signal to a child of ours, or, where {@code group} is set, to the process group it leads. The signal
     * counts as refused where the child itself may not be signalled, whatever other processes are in the group.
     */
    Delivery signal(int pid, boolean group, int signal);

    /** The result of sending a signal. */
    enum Delivery {
        SENT,
        /** There was no process to receive it any more. */
        NOBODY,
        /** We are not permitted to signal the process: EPERM. */
        REFUSED;

        /** The sentence about a process that we are not permitted to signal. */
        public static String refusal(int pid) {
            return "not permitted to signal process " + pid + " (EPERM)";
        }
    }

    /** A process that is alive and belongs to the session of another, as what follows that one. */
    Optional<Process> member(int pid, Process of);

    /** Opens a descriptor that becomes readable when a process that is not our child ends; empty where it is not alive. */
    Optional<Integer> open(Process process);

    /**
     * Returns the process whose pid a file holds. It must have existed when the file was written: a pid is used again, and a
     * process that is younger than the file is another one.
     *
     * @throws KernelException that says why there is none
     */
    Process named(String pidfile);

    /**
     * Sends a signal to the process behind a descriptor from {@link #open}, or, where {@code group} is set, to the
     * process group it leads, if it still does. Refused as in {@link #signal}.
     */
    Delivery signalOpened(int descriptor, Process process, boolean group, int signal);

    /**
     * Sends signals to all processes left of some sessions, in the leader's process group or outside, and to those of our children
     * that made sessions of their own and are known by a mark. One look at our children serves them all.
     *
     * @return the sweeps that found any process, each with the pid of one that we are not permitted to signal, if there is one
     */
    Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps);

    /**
     * @param leader whose session it was
     * @param ours whether the leader was our own child, so that what it left behind has become ours too
     * @param mark which of the orphans that have become our children belong to it, whatever their session
     */
    record Sweep(Process leader, boolean ours, int signal, Optional<Mark> mark) {

        /** Makes a sweep of a session only. */
        public Sweep(Process leader, boolean ours, int signal) {
            this(leader, ours, signal, Optional.empty());
        }
    }

    /**
     * The mark that processes inherit in their environment from the one that the keeper has started.
     *
     * @param instance the value of {@link Launch#INSTANCE}
     * @param starter the kind of process that started them
     */
    record Mark(String instance, Starter starter) {

        /** The kinds of processes that the keeper has started, and that others descend from. */
        public enum Starter {
            /** The main process of an instance. */
            MAIN,
            /** The main process, or the launch that was to start it. */
            LAUNCH,
            /** A hook or another helper: the leader of the session that is swept. */
            HELPER
        }
    }

    /**
     * Ends all children that did not exist when we began: they get TERM, and KILL after a second. For the end of the keeper: it
     * waits for them.
     *
     * @param spared tells whether processes with that value of {@link Launch#INSTANCE}, or "" for none, are left alone
     * @return the number of processes that are left
     */
    int endChildren(Predicate<String> spared);

    /**
     * Sets other limits for the control group of a process that was started with limits.
     *
     * @return the keys of those that cannot be set
     */
    default List<String> limit(Process process, Map<GroupLimit, Long> limits) {
        return List.of();
    }

    /**
     * Returns the resources that a process uses; with a mark, together with all processes that belong to its instance.
     * Empty where the process does not exist any more.
     */
    Optional<Usage> usage(Process process, Optional<Mark> mark);

    /**
     * @param processorTime in microseconds; with that of children that were waited for
     * @param memory resident, in bytes
     * @param alone whether that is all of one process: it has no children, and nothing else belongs to its instance
     */
    record Usage(long processorTime, long memory, boolean alone) {}

    /**
     * The processor time of a process alone, in microseconds. It stands still while the process does nothing. Empty
     * where it is not known.
     */
    OptionalLong ownTime(Process process);

    /** Returns how many files a process has open; empty where it does not exist any more, or that may not be known. */
    OptionalLong openFiles(Process process);

    /**
     * Tells whether a process is a child of ours, running or not reaped yet. Its pid alone is not enough: another child
     * may have it by now.
     */
    boolean isChild(Process process);

    /**
     * Returns the processes that earlier keepers of a run directory have started and that still exist, in everything that can be
     * seen. The call takes long.
     *
     * @param outputFolder the directory of the FIFOs of instances, named like them
     */
    List<Survivor> survivors(String runFolder, String outputFolder);

    /**
     * A process that an earlier keeper, or something it had started, has started for an instance, as far as its environment tells: that
     * is what anybody can make up.
     *
     * @param user whose it is; {@link #PROVED} where it has the instance's output open, which only the instance is given
     */
    record Survivor(String instance, Process process, Role role, int user) {

        /** Stands for the user of a process that can be no other than the instance's. */
        public static final int PROVED = -1;

        /** The purpose of a process for the instance. */
        public enum Role {
            /** The process that the keeper has started, and no other. */
            MAIN,
            /** It leads a session and has the output of the instance, and its environment says nothing. */
            LIKELY_MAIN,
            /** A hook or a question about the instance, or in the session of one. */
            HOOK,
            /** Something that one of them has started. */
            OTHER
        }
    }

    /** The pid namespace within which pids mean something, see {@code PidNamespace#name}; "" where this system does not tell. */
    String pidNamespace();

    /** The pids of our children, ended ones not included; to check that nothing is forgotten. */
    List<Integer> children();

    /** The keeper's own pid. */
    int processId();

    /** The value of a variable of the keeper's own environment, or "" for one that is unset. */
    String variable(String name);
}

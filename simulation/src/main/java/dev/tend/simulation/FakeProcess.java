package dev.tend.simulation;

import dev.tend.kernel.Processes.Mark;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.Optional;
import java.util.Set;

/** A process that exists only as far as a supervisor can tell. */
final class FakeProcess {

    final int pid;
    final long birth;
    final int session;
    final String instance;
    final boolean leader;

    /** The instance that the mark in its environment names, or the script of a job. */
    String mark;

    /** True if it only ends by KILL. */
    boolean stubborn;

    /** True if it has nothing to do with any service, whatever its pid and parent: it must not be signalled. */
    boolean stranger;

    /** True if it is stuck in the system, so that not even KILL ends it. */
    boolean stuck;

    /** True if it belongs to another user than the keeper's. */
    boolean foreign;

    /** The FIFO it has its output in; "" for none. */
    String fifo = "";

    /** True if it is a hook's, rather than the service's own. */
    boolean auxiliary;

    /** The effect on the service's own process when it ends with success; "" for none. */
    String task = "";

    /** The pid file of the process that it starts; in that process, its own. */
    String pidfile = "";

    /** True if only the keeper's own look can find the process, so that the keeper may not know it. */
    boolean unknown;

    /** True if it only checks something, and ends with the keeper. */
    boolean asks;

    /** True if it ends with its leader. */
    boolean swept = true;

    /** True if the process that it launches ends with its leader. */
    boolean sweeps;

    /** The notify socket to which it sends its status; "" for none. */
    String notifySocket = "";

    /** The sockets it was handed. */
    Set<Address> sockets = Set.of();

    /**
     * True if it has made itself a session of its own, as a process of a service that the keeper has not started may.
     */
    boolean detached;

    /** True if it has cleared its environment. */
    boolean unmarked;

    boolean keepersChild;
    boolean executing;
    Optional<Exit> exit = Optional.empty();

    FakeProcess(int pid, long birth, int session, String instance, boolean stubborn) {
        this.pid = pid;
        this.birth = birth;
        this.session = session;
        this.instance = instance;
        this.mark = instance;
        this.leader = pid == session;
        this.stubborn = stubborn;
    }

    /**
     * Tells whether it is an orphan with the mark of an instance in its environment. Processes that a helper has
     * started are not.
     */
    boolean isMarked(Mark mark) {
        boolean launched = !auxiliary && !pidfile.isEmpty() && mark.starter() == Mark.Starter.LAUNCH;
        return (launched || detached && !unmarked)
                && keepersChild
                && alive()
                && mark.instance().startsWith(instance + ":");
    }

    boolean alive() {
        return exit.isEmpty();
    }

    boolean is(Process process) {
        return pid == process.pid() && birth == process.birth();
    }
}

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

    /** Whether it only ends by KILL. */
    boolean stubborn;

    /** Whether it has nothing to do with any service, whatever its pid and parent: nobody may signal it. */
    boolean stranger;

    /** Whether it is stuck in the system, so that not even KILL ends it. */
    boolean stuck;

    /** Whether it belongs to another user than the keeper's. */
    boolean foreign;

    /** The FIFO it has its output in; "" for none. */
    String fifo = "";

    /** Whether it is a hook's, rather than the service's own. */
    boolean errand;

    /** What it does for the service's own process when it ends well; "" for nothing. */
    String task = "";

    /** Where the process that it starts has its pid written; and the same of that process itself. */
    String pidfile = "";

    /** Whether nobody but the keeper's own look can tell it of the process, so that it may know nothing of it. */
    boolean unknown;

    /** Whether it only finds something out, and ends with the keeper. */
    boolean asks;

    /** Whether it goes with its leader. */
    boolean swept = true;

    /** Whether what it launches does. */
    boolean sweeps;

    /** Where it tells how it is; "" for nowhere. */
    String mailbox = "";

    /** The sockets it was handed. */
    Set<Address> sockets = Set.of();

    /** Whether it has made itself a session of its own, as a process of a service that the keeper has not started may. */
    boolean detached;

    /** Whether it has cleared its environment. */
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

    /** Whether it is an orphan that its environment tells to be of an instance. Nothing that a helper has started is. */
    boolean isMarked(Mark mark) {
        boolean launched = !errand && !pidfile.isEmpty() && mark.starter() == Mark.Starter.LAUNCH;
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

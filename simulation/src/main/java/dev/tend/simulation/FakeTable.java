package dev.tend.simulation;

import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes, by pid. Pids come from a small range, so that they are soon reused. */
final class FakeTable {

    private static final int FIRST_PID = 100;
    private static final int PIDS = 400;

    private final Map<Integer, FakeProcess> byPid = new TreeMap<>();
    private int nextPid = FIRST_PID;
    private int generation;

    /** The pid namespace has ended with all in it, and another began. */
    void clear() {
        byPid.clear();
        nextPid = FIRST_PID;
        generation++;
    }

    /** Returns the number of this namespace, counted from the first. */
    int generation() {
        return generation;
    }

    void add(FakeProcess process) {
        byPid.put(process.pid, process);
    }

    void remove(int pid) {
        byPid.remove(pid);
    }

    /** Null where there is none. */
    FakeProcess get(int pid) {
        return byPid.get(pid);
    }

    Collection<FakeProcess> all() {
        return byPid.values();
    }

    /** Returns a copy of all processes, for callers that add or remove some. */
    List<FakeProcess> copy() {
        return List.copyOf(byPid.values());
    }

    void mustBeAlone(String instance, boolean auxiliary) {
        for (FakeProcess other : byPid.values()) {
            if (other.alive()
                    && other.swept
                    && !other.asks
                    && other.auxiliary == auxiliary
                    && other.instance.equals(instance)) {
                throw new InvariantBroken("two processes of " + instance + ": " + other.pid + " is still there");
            }
        }
    }

    /** A reload must not begin before the one before it is over. */
    void mustReloadAlone(FakeProcess process) {
        for (FakeProcess other : byPid.values()) {
            if (other.alive()
                    && process.task.equals(FakeLaunches.RELOAD)
                    && other.task.equals(FakeLaunches.RELOAD)
                    && other.instance.equals(process.instance)) {
                throw new InvariantBroken("two reloads of " + process.instance + ": " + other.pid + " is still there");
            }
        }
    }

    int freePid() {
        do {
            nextPid = nextPid + 1 < FIRST_PID + PIDS ? nextPid + 1 : FIRST_PID;
        } while (!isFree(nextPid));
        return nextPid;
    }

    boolean isFree(int pid) {
        return !byPid.containsKey(pid) && !isSession(pid);
    }

    /** Tells whether the pid still names a session; it is not reused before. */
    private boolean isSession(int pid) {
        for (FakeProcess process : byPid.values()) {
            if (process.session == pid) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes the rest of a leader's session children of the keeper, the nearest subreaper, if the leader was its child.
     */
    void orphan(FakeProcess leader) {
        if (leader.leader && leader.keepersChild) {
            byPid.values().forEach(process -> {
                if (process.session == leader.pid) {
                    process.keepersChild = true;
                }
            });
        }
    }

    /** Its members do not go with it. */
    void leaveMembers(FakeProcess leader) {
        for (FakeProcess process : byPid.values()) {
            if (process.session == leader.session && !process.leader) {
                process.swept = false;
            }
        }
    }

    boolean holds(Process holder, Address address) {
        var process = byPid.get(holder.pid());
        return process != null && process.alive() && process.is(holder) && process.sockets.contains(address);
    }

    boolean isHeld(Address address) {
        for (FakeProcess process : byPid.values()) {
            if (process.alive() && process.sockets.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the processes that run a program, without those that wait for the keeper's permission. */
    List<FakeProcess> running() {
        var running = new ArrayList<FakeProcess>();
        byPid.values().forEach(process -> {
            if (process.alive() && !process.stranger && (process.executing || !process.leader)) {
                running.add(process);
            }
        });
        return running;
    }
}

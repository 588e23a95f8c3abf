package dev.tend.simulation;

import dev.tend.keeper.Keeper;
import dev.tend.text.Ascii;
import dev.tend.wire.Reply.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The conditions that must hold after every event. */
final class Invariants {

    /** The longest halt.timeout and stop-timeout there are in the simulation, its stacks' time, and room for a look again. */
    private static final long LONGEST_END = 40_000_000;

    /** A line of a service file, and how long its process may be up, with room for a keeper that was away. */
    static final String RUN_TIMEOUT = "run-timeout=45s";

    private static final long LONGEST_RUN = 45_000_000 + LONGEST_END;

    /** Far more than all instances and conversations need. */
    private static final int MOST_DESCRIPTORS = 1_500;

    /** The limits for the cost of clients, and the one reply that is too much. */
    private static final long MOST_HELD = 9 << 20;

    private static final int MOST_CLIENTS = 300;

    private static final String NOT_PERMITTED = "stop failed: not permitted to signal process ";

    private final FakeKernel kernel;
    private final String stateFolder;

    /** Instances whose states were damaged, and that no keeper has taken over yet. */
    private final Set<String> damaged;

    /** The time at which the end of each instance began. */
    private Map<String, Long> ending = new TreeMap<>();

    Invariants(FakeKernel kernel, String stateFolder, Set<String> damaged) {
        this.kernel = kernel;
        this.stateFolder = stateFolder;
        this.damaged = damaged;
    }

    void check(Keeper keeper) {
        var byPid = new HashMap<Integer, Status>();
        var unnoticed = new HashSet<String>();
        var finishing = new HashSet<String>();
        var before = ending;
        ending = new TreeMap<>();
        var unsettled = keeper.unsettled();
        for (Status status : keeper.status()) {
            byPid.put(status.pid(), status);
            if (isFinishing(status)) {
                finishing.add(status.name());
            }
            if (status.pid() != 0 && !isThere(status)) {
                unnoticed.add(status.name());
            }
            if (!unsettled.contains(status.name())) {
                wantedIsCaredFor(status);
                noShutdownLasts(status);
                noRunLasts(status);
                stopsEnd(
                        status,
                        before.getOrDefault(status.name(), kernel.poller().now()));
            }
        }
        for (FakeProcess process : kernel.processes().running()) {
            boolean left = // by one that was followed, and has ended, perhaps unnoticed
                    finishing.contains(process.instance)
                            || unnoticed.contains(process.instance)
                            || isDoubted(process.instance)
                            || unsettled.contains(process.instance);
            if (process.leader && !left && !process.auxiliary && !process.unknown) {
                isOwned(process, byPid);
            }
        }
        checkWrittenDown();
        int descriptors = kernel.streams().count() + kernel.poller().openCount();
        if (descriptors > MOST_DESCRIPTORS) {
            throw new InvariantBroken(descriptors + " descriptors are open");
        }
        if (keeper.clients() > MOST_CLIENTS || keeper.heldByClients() < 0 || keeper.heldByClients() > MOST_HELD) {
            throw new InvariantBroken(keeper.clients() + " clients hold " + keeper.heldByClients() + " bytes");
        }
    }

    /** Tells whether its main process has ended, even if a hook of its stop still runs. */
    private static boolean isFinishing(Status status) {
        return status.state().equals("finishing") || status.state().equals("stopping") && status.pid() == 0;
    }

    private boolean isThere(Status status) {
        for (FakeProcess process : kernel.processes().running()) {
            if (process.pid == status.pid() && process.birth == status.birth()) {
                return true;
            }
        }
        return false;
    }

    private static void wantedIsCaredFor(Status status) {
        boolean cared =
                switch (status.state()) {
                    case "down" -> status.wanted().equals("down");
                    case "waiting" ->
                        status.next() <= 33_000_000
                                && !status.why().isEmpty()
                                && (status.next() >= 0 || isHeld(status.why()));
                    case "failed", "done" -> !status.why().isEmpty();
                    default -> true;
                };
        if (!cared) {
            throw new InvariantBroken("nobody cares for " + status);
        }
    }

    /** While a keeper stops, what is down is gone: so nobody is down for that, and nobody was started for that. */
    private static void noShutdownLasts(Status status) {
        boolean lasts =
                switch (status.state()) {
                    case "down", "up", "ready" -> status.why().startsWith("the keeper was told to stop");
                    default -> false;
                };
        if (lasts) {
            throw new InvariantBroken(status.state() + " because of a stop that is over: " + status);
        }
    }

    private void noRunLasts(Status status) {
        String state = written(status.name());
        boolean up = status.state().equals("up") || status.state().equals("ready");
        if (up && state.contains("\n" + RUN_TIMEOUT + "\n")) {
            String process = status.pid() + " " + status.birth() + " ";
            int at = state.indexOf("\nprocess " + process);
            if (at >= 0) {
                int from = at + "\nprocess ".length() + process.length();
                int end = from;
                while (Ascii.isDigit(state.charAt(end))) {
                    end++;
                }
                if (kernel.poller().now() - Long.parseLong(state.substring(from, end)) > LONGEST_RUN) {
                    throw new InvariantBroken("it has run for longer than it may: " + status);
                }
            }
        }
    }

    /** Tells whether it waits for another instance or for its schedule, rather than for a backoff. */
    private static boolean isHeld(String why) {
        return why.startsWith("waits for ") || why.startsWith("requires ") || why.contains("; next run ");
    }

    private void stopsEnd(Status status, long since) {
        boolean ends = status.state().equals("stopping") || status.state().equals("finishing");
        if (ends && !status.why().startsWith(NOT_PERMITTED)) { // a keeper that may not signal it has said so
            ending.put(status.name(), since);
            if (kernel.poller().now() - since > LONGEST_END) {
                throw new InvariantBroken("a stop that does not end: " + status);
            }
        }
    }

    /** By itself, or by a process of its session that is followed in its place. */
    private void isOwned(FakeProcess process, Map<Integer, Status> byPid) {
        var status = byPid.get(process.pid);
        for (FakeProcess member : kernel.processes().running()) {
            var followed = member.session == process.pid && !member.leader ? byPid.get(member.pid) : null;
            if (followed != null
                    && followed.birth() == member.birth
                    && followed.name().equals(process.instance)) {
                return;
            }
        }
        if (status == null || status.birth() != process.birth || !status.name().equals(process.instance)) {
            throw new InvariantBroken("nobody owns process " + process.pid + " of " + process.instance + ": " + status);
        }
    }

    /** Whatever runs, a next keeper would find. */
    void checkWrittenDown() {
        for (FakeProcess process : kernel.processes().running()) {
            String name = process.pid + " " + process.birth;
            String line = (process.auxiliary ? "\nerrand " : "\nprocess ") + name + " ";
            String written = written(process);
            if (process.leader
                    && !process.asks
                    && !damaged.contains(process.instance)
                    && !isDoubted(process.instance)
                    && !isLookedFor(process)
                    && !written.contains(line)
                    && !written.contains(" " + name + "\n")) {
                throw new InvariantBroken(
                        "process " + process.pid + " of " + process.instance + " is not written down");
            }
        }
    }

    /**
     * Should one that was launched end before a next keeper looks, and the last could not write down that it had found it, then
     * nobody knows of its members.
     */
    void forgetMembers() {
        for (FakeProcess process : kernel.processes().running()) {
            if (process.leader && !process.pidfile.isEmpty() && !process.auxiliary && !isWrittenDown(process)) {
                kernel.processes().table().leaveMembers(process);
            }
        }
    }

    private boolean isWrittenDown(FakeProcess process) {
        return written(process).contains("\nprocess " + process.pid + " " + process.birth + " ");
    }

    /** The last life of its instance that is written to its end. */
    private String written(FakeProcess process) {
        return written(process.instance);
    }

    /**
     * Tells whether its recorded state says that a process of the instance may still run, so that it is not started.
     */
    private boolean isDoubted(String instance) {
        return written(instance).contains("\ndoubted yes\n");
    }

    private String written(String instance) {
        String lives = kernel.disk().text(stateFolder + "/" + instance);
        int end = lives.lastIndexOf('\0');
        return end < 0 ? "" : lives.substring(lives.lastIndexOf('\0', end - 1) + 1, end);
    }

    /**
     * Tells whether the keeper looks for the process: it was launched, its pid file names it, and its instance is not
     * at rest.
     */
    private boolean isLookedFor(FakeProcess process) {
        String state = written(process);
        return !process.auxiliary
                && kernel.disk().text(process.pidfile).equals(process.pid + "\n")
                && !(state.contains("\nstate down\n") || state.contains("\nstate failed\n") || state.isEmpty());
    }

    void forgetTimes() {
        ending.clear();
    }

    /** Checks that a shutdown has left nothing, except for processes that no stop concerns. */
    void checkEnd() {
        for (FakeProcess process : kernel.processes().running()) {
            if (!process.asks && (process.leader || process.swept) && !isDoubted(process.instance)) {
                throw new InvariantBroken(
                        "process " + process.pid + " of " + process.instance + " is left after the end");
            }
        }
        if (kernel.notifySockets().count() + kernel.listenSockets().count() > 0) {
            throw new InvariantBroken("a mailbox or a socket is left after the end");
        }
        for (String name : kernel.disk().names(stateFolder)) {
            if (!kernel.disk().isFolder(stateFolder + "/" + name) && !isDoubted(name)) {
                throw new InvariantBroken("a state is left after the end: " + name);
            }
        }
    }
}

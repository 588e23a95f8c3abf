package dev.tend.control;

import dev.tend.loop.FaultBarrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * All connections to the control socket. They are bounded in number and in the memory they take together: the one that takes most
 * is cut off first. Connections are closed in {@link #settle} alone, between two units of the loop's work: while anybody goes
 * through them, none comes or goes.
 */
public final class Clients {

    /** The most connections at a time; one more gets an error. */
    static final int MOST = 256;

    /** The number of these connections that are reserved for root and the keeper's own user. */
    private static final int RESERVED = 16;

    /** The limit in bytes for what clients have not read, requests that wait, and what answers remember. */
    private static final long MOST_HELD = 8 << 20;

    private final FaultBarrier guard;
    private final List<ClientConnection> connections = new ArrayList<>();
    private final Deque<ClientConnection> unsettled = new ArrayDeque<>();
    private long held;

    Clients(FaultBarrier guard) {
        this.guard = guard;
    }

    void add(ClientConnection connection) {
        connections.add(connection);
    }

    /** Makes room for one more where that can be done without taking anything from anybody. */
    void makeRoom(boolean privileged) {
        while (!hasRoom(privileged)) {
            var longest = longestIdle();
            if (longest == null) {
                return;
            }
            longest.drop();
            settle();
        }
    }

    boolean hasRoom(boolean privileged) {
        return connections.size() < (privileged ? MOST : MOST - RESERVED);
    }

    private ClientConnection longestIdle() {
        ClientConnection longest = null;
        for (ClientConnection each : connections) {
            if (each.isDispensable() && (longest == null || each.active() < longest.active())) {
                longest = each;
            }
        }
        return longest;
    }

    /** Carries out an action for each client. Nothing is added or removed before all of them had their turn. */
    void forEach(Consumer<ClientConnection> action) {
        connections.forEach(each -> attempt(each, () -> action.accept(each)));
    }

    private void attempt(ClientConnection connection, Runnable unit) {
        if (!guard.run("a client", unit)) {
            guard.run("a client", connection::abandoned);
        }
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    void settleLater(ClientConnection connection) {
        unsettled.add(connection);
    }

    /** Closes the connections that are over, and sends to the others; to be called when nothing works with any of them. */
    public void settle() {
        while (!unsettled.isEmpty()) {
            var connection = unsettled.remove();
            if (!guard.run("a client", connection::settle)) {
                guard.run("a client", connection::close);
            }
            if (connection.isClosed()) {
                connections.remove(connection);
            }
        }
    }

    /** Counts the memory that a connection takes more than before, in bytes. */
    void weighed(int more) {
        held += more;
        while (more > 0 && held > MOST_HELD) {
            var largest = largest();
            if (largest == null) {
                return;
            }
            largest.cutOff();
        }
    }

    private ClientConnection largest() {
        ClientConnection largest = null;
        for (ClientConnection each : connections) {
            if (each.held() > 0 && (largest == null || each.held() > largest.held())) {
                largest = each;
            }
        }
        return largest;
    }

    /** Returns how many there are. */
    public int count() {
        return connections.size();
    }

    /** Returns how many bytes of memory they take together, roughly. */
    public long held() {
        return held;
    }
}

package dev.tend.simulation;

import dev.tend.kernel.KernelException;
import dev.tend.path.Unguarded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/** Faults of the disk and the descriptors, on command. There are none until they are asked for. */
public final class Faults {

    private final List<Denied> denied = new ArrayList<>();
    private final Map<String, Integer> deniedCalls = new HashMap<>();
    private final List<Failing> failing = new ArrayList<>();
    private IntUnaryOperator pieces = count -> count;
    private IntSupplier mishap = () -> 0;
    private long room = Long.MAX_VALUE;
    private long callsLeft = Long.MAX_VALUE;
    private long untilPlanted = Long.MAX_VALUE;
    private String planted = "";

    private record Denied(String prefix, int errno) {}

    private record Failing(String call, int errno) {}

    /** The keeper is gone, in the midst of what it did: nothing between the throw and the test may catch this. */
    public static final class Death extends Unguarded {
        private static final long serialVersionUID = 1;
    }

    /** From now on everything at paths that begin so fails. */
    public void deny(String prefix, int errno) {
        denied.add(new Denied(prefix, errno));
    }

    /** Takes back {@link #deny}. */
    public void allow(String prefix) {
        denied.removeIf(each -> each.prefix().equals(prefix));
    }

    /** From now on every call of this name fails. */
    public void denyCall(String call, int errno) {
        deniedCalls.put(call, errno);
    }

    /** Takes back {@link #denyCall}. */
    public void allowCall(String call) {
        deniedCalls.remove(call);
    }

    /** The next call of this name, that of a method of {@code Files} or {@code Streams}, fails; once for each time asked. */
    public void failNext(String call, int errno) {
        failing.add(new Failing(call, errno));
    }

    /** So many bytes more fit on the disk; then ENOSPC, after a partial write where some fit. */
    public void room(long bytes) {
        room = bytes;
    }

    public void endlessRoom() {
        room = Long.MAX_VALUE;
    }

    /** From now on each call that would change something fails where this gives an errno, and goes on where it gives 0. */
    public void mishaps(IntSupplier errno) {
        mishap = errno;
    }

    /** Sets the share of the bytes that are spliced or written at once: from 1 to the given count. */
    public void pieces(IntUnaryOperator pieces) {
        this.pieces = pieces;
    }

    /** The keeper dies at the call after so many more that change something; once. */
    public void dieAfter(long calls) {
        callsLeft = calls;
    }

    /** Makes the call after so many more, of any kind, throw an unexpected exception, without an effect; once. */
    public void plantAfter(long calls) {
        untilPlanted = calls;
    }

    /** Tells whether {@link #plantAfter} has still to throw. */
    boolean isPlanted() {
        return untilPlanted != Long.MAX_VALUE;
    }

    /** Makes every call for a path with this prefix throw an unexpected exception from now on; "" ends that. */
    public void plantFor(String prefix) {
        planted = prefix;
    }

    /** Called at the beginning of every call to the system, except for those that only release something. */
    void touch() {
        if (untilPlanted != Long.MAX_VALUE && untilPlanted-- == 0) {
            untilPlanted = Long.MAX_VALUE;
            throw new PlantedFaults();
        }
    }

    /** Every call that may fail by itself begins here. Returns 0, or the errno with which it is to fail. */
    int check(String call, String path, boolean changes) {
        if (changes && callsLeft-- == 0) {
            callsLeft = Long.MAX_VALUE;
            throw new Death();
        }
        if (!planted.isEmpty() && path.startsWith(planted)) {
            throw new PlantedFaults();
        }
        for (int i = 0; i < failing.size(); i++) {
            if (failing.get(i).call().equals(call)) {
                return failing.remove(i).errno();
            }
        }
        int refused = deniedCalls.getOrDefault(call, 0);
        if (refused != 0) {
            return refused;
        }
        int byChance = changes && path.startsWith("/") ? mishap.getAsInt() : 0;
        if (byChance != 0) {
            return byChance;
        }
        for (Denied each : denied) {
            if (path.startsWith(each.prefix())) {
                return each.errno();
            }
        }
        return 0;
    }

    /** Begins a call that throws what fails. */
    void enter(String call, String path, boolean changes) {
        touch();
        reach(call, path, changes);
    }

    /** A place within a call, or at its end, where the keeper may die or the rest may fail. */
    void reach(String call, String path, boolean changes) {
        int errno = check(call, path, changes);
        if (errno != 0) {
            throw new KernelException("cannot " + call + " " + path, errno);
        }
    }

    /** Returns the number of bytes, out of so many, that go through at once. */
    int piece(int count) {
        return count <= 1 ? count : Math.max(1, Math.min(count, pieces.applyAsInt(count)));
    }

    /** Returns the number of bytes, out of so many, that still fit on the disk. */
    int fitting(int count) {
        return (int) Math.min(count, room);
    }

    void free(int count) {
        if (room != Long.MAX_VALUE) {
            room += count;
        }
    }

    void use(int count) {
        if (room != Long.MAX_VALUE) {
            room -= count;
        }
    }
}

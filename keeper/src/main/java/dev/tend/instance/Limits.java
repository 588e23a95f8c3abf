package dev.tend.instance;

import dev.tend.kernel.Memory;
import java.util.Collection;
import java.util.Optional;

/**
 * The limits of the memory that service files take in the keeper. A file is refused with a message before the memory
 * runs out, and room is left for the plan, for clients, and for an edit of everything: all files may be held in two
 * versions, since running processes keep the one that they were started from.
 */
public final class Limits {

    private static final int MOST_INSTANCES = 5_000;

    private final Memory memory;

    /** The limit for all files in the version that is wanted, in bytes. */
    private final long mostWanted;

    /** The limit for all files in all versions, in bytes. */
    private final long mostHeld;

    private final long mostForInstances;

    /** The part of the heap that has to stay free, in bytes, whatever was counted. */
    private final long reserve;

    private int instances;
    private long wanted;
    private long forInstances;
    private long held;
    private boolean isFull;

    /** Begins with nothing. */
    public Limits(Memory memory) {
        this.memory = memory;
        long heap = memory.heapSize();
        mostWanted = heap / 32 * 5;
        mostHeld = heap / 32 * 12;
        mostForInstances = heap / 32 * 6;
        reserve = heap / 32 * 5;
    }

    /**
     * Begins with the definitions that are held already.
     *
     * @param known the definitions of the last reading
     * @param former other versions, from which running processes were started
     */
    public Limits(Memory memory, Collection<Definition> known, Collection<Definition> former) {
        this(memory);
        for (Definition definition : known) {
            count(definition, 1);
            held += definition.cost();
        }
        for (Definition definition : former) {
            held += definition.cost();
        }
    }

    /**
     * Makes room for a definition that replaces {@code before}, or returns why there is none. The replaced definition
     * is held for the time being.
     */
    public Optional<String> refusal(Optional<Definition> before, Definition now) {
        before.ifPresent(old -> count(old, -1));
        count(now, 1);
        held += now.cost();
        Optional<String> refusal = problem();
        if (refusal.isPresent()) {
            held -= now.cost();
            count(now, -1);
            before.ifPresent(old -> count(old, 1));
        }
        return refusal;
    }

    /** Makes room for a version of which a process runs, whatever that leaves for others; or says that there is none at all. */
    public boolean holds(Definition definition) {
        long cost = definition.cost();
        isFull |= !memory.hasFree(reserve);
        boolean fits = held + cost <= mostHeld && !isFull;
        held += fits ? cost : 0;
        return fits;
    }

    private Optional<String> problem() {
        if (instances > MOST_INSTANCES) {
            return Optional.of("one keeper keeps at most " + MOST_INSTANCES + " instances: start another for more");
        }
        if (forInstances > mostForInstances) {
            return Optional.of("the instances of one keeper take at most " + mebibytes(mostForInstances)
                    + " of its memory: start another for more");
        }
        if (wanted > mostWanted) {
            return Optional.of("the service files of one keeper take at most " + mebibytes(mostWanted)
                    + " of its memory: start another for more");
        }
        isFull |= !memory.hasFree(reserve);
        return held > mostHeld || isFull
                ? Optional.of("the keeper has no memory for one more version of it: restart services that still run by"
                        + " former versions of their files, then \"tend reload\"")
                : Optional.empty();
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private void count(Definition definition, int by) {
        instances += by * definition.spec().instances();
        wanted += by * definition.cost();
        forInstances += by * MemoryCost.ofInstances(definition.spec());
    }
}

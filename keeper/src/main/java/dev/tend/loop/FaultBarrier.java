package dev.tend.loop;

import dev.tend.path.Unguarded;

/**
 * Runs the units of the keeper's work: the handling of one poll event, one timer, one event of an instance, one client. A unit
 * that throws an unexpected exception shows a fault of the keeper itself. It is abandoned where it is and reported, and the next
 * one has its turn: a supervisor does not end for that.
 *
 * <p>The owner of an abandoned unit mends what it leaves half done: a connection is closed, an instance is looked at as by the
 * next keeper ({@code Quarantine}), a descriptor rests for a while ({@link Loop}).
 */
public final class FaultBarrier {

    private final Mender mender;

    /** Mends what an abandoned unit leaves behind. */
    public interface Mender {

        /** A unit for an instance begins: nothing that an earlier one has left half done may be in its way. */
        void prepare(String instance);

        /**
         * Reports a unit that was abandoned.
         *
         * @param instance the name of the instance that it was for, or "" for none
         * @param what the work that was abandoned, as a phrase
         */
        void abandoned(String instance, String what, Throwable failure);
    }

    public FaultBarrier(Mender mender) {
        this.mender = mender;
    }

    /** Runs a unit. Returns whether it came to its end. */
    public boolean run(String what, Runnable unit) {
        return run("", what, unit);
    }

    /** Runs a unit as {@link #run(String, Runnable)} does, for an instance. */
    public boolean run(String instance, String what, Runnable unit) {
        try {
            prepare(instance);
            unit.run();
            return true;
        } catch (Unguarded end) {
            throw end;
        } catch (RuntimeException | Error failure) {
            report(instance, what, failure);
            return false;
        }
    }

    /** Prepares for a unit; to be called before it is decided whether there is one for an instance; "" for none. */
    public void prepare(String instance) {
        if (!instance.isEmpty()) {
            mender.prepare(instance);
        }
    }

    /** Reports a failure; a failure of the report itself is ignored, and the supervisor goes on. */
    private void report(String instance, String what, Throwable failure) {
        try {
            mender.abandoned(instance, what, failure);
        } catch (Unguarded end) {
            throw end;
        } catch (RuntimeException | Error untold) {
            return;
        }
    }
}

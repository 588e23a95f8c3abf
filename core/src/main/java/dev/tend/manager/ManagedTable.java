package dev.tend.manager;

import static dev.tend.manager.ManagedState.FAILED;
import static dev.tend.manager.ManagedState.KILLED;
import static dev.tend.manager.ManagedState.KILLING;
import static dev.tend.manager.ManagedState.KILL_FAILED;
import static dev.tend.manager.ManagedState.STARTED;
import static dev.tend.manager.ManagedState.START_FAILED;
import static dev.tend.manager.ManagedState.STOPPED;
import static dev.tend.manager.ManagedState.STOPPING;
import static dev.tend.manager.ManagedState.STOP_FAILED;

/**
 * The behaviour of a process manager as a table: state and demand to ruling, and the state that follows from what happens. It
 * does nothing itself.
 */
public final class ManagedTable {

    private ManagedTable() {}

    /**
     * What follows from a demand.
     *
     * @param running whether there is a process, be it one that is only just being started
     */
    public static Ruling rule(ManagedState state, boolean running, Demand demand) {
        return switch (demand) {
            case STATUS -> Ruling.DONE;
            case START ->
                switch (state) {
                    case STARTED -> Ruling.DONE;
                    case STOPPING, KILLING -> Ruling.REFUSED;
                    default -> Ruling.TO_DO;
                };
            case STOP ->
                switch (state) {
                    case STOPPING -> Ruling.UNDERWAY;
                    case KILLING -> Ruling.DONE;
                    default -> running ? Ruling.TO_DO : Ruling.DONE;
                };
            case KILL ->
                switch (state) {
                    case KILLING -> Ruling.UNDERWAY;
                    default -> running ? Ruling.TO_DO : Ruling.DONE;
                };
        };
    }

    /** The state after what a demand asked for was set off, or tried in vain. */
    public static ManagedState tried(Demand demand, boolean well) {
        return switch (demand) {
            case STATUS, START -> well ? STARTED : START_FAILED;
            case STOP -> well ? STOPPING : STOP_FAILED;
            case KILL -> well ? KILLING : KILL_FAILED;
        };
    }

    /** The state after the process has ended: what was asked for has come about, even where it seemed to be in vain. */
    public static ManagedState ended(ManagedState state) {
        return switch (state) {
            case STARTED -> FAILED;
            case STOPPING, STOP_FAILED -> STOPPED;
            case KILLING, KILL_FAILED -> KILLED;
            case NOT_INITIALIZED, START_FAILED, STOPPED, KILLED, FAILED -> state;
        };
    }

    /** The state in which a manager begins that finds one written down: no process outlives its manager. */
    public static ManagedState found(ManagedState state) {
        return switch (state) {
            case STARTED -> FAILED;
            case STOPPING -> STOPPED;
            case KILLING -> KILLED;
            default -> state;
        };
    }

    /** Whether a manager that begins in that state starts its process by itself. */
    public static boolean startsByItself(ManagedState state) {
        return state != STOPPED && state != KILLED;
    }
}

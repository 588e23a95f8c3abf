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
 * The behaviour of a process manager as a table: state and demand to what is answered, a status code of HTTP, and the state that
 * follows from what happens. It does nothing itself.
 */
public final class ManagedTable {

    /** It is as it was asked for. */
    public static final int DONE = 200;

    /** It will be: it was asked for before, or has just been set off. */
    public static final int UNDERWAY = 202;

    /** It cannot be now, or was tried in vain. */
    public static final int REFUSED = 500;

    /** There is something to do, and how that goes is the answer. */
    public static final int TO_DO = 0;

    private ManagedTable() {}

    /**
     * Returns the answer to a request.
     *
     * @param running whether there is a process, even if it is only being started
     */
    public static int rule(ManagedState state, boolean running, ManagerAction demand) {
        return switch (demand) {
            case STATUS -> DONE;
            case START ->
                switch (state) {
                    case STARTED -> DONE;
                    case STOPPING, KILLING -> REFUSED;
                    case NOT_INITIALIZED, START_FAILED, STOPPED, STOP_FAILED, KILLED, KILL_FAILED, FAILED -> TO_DO;
                };
            case STOP ->
                switch (state) {
                    case STOPPING -> UNDERWAY;
                    case KILLING -> DONE;
                    case NOT_INITIALIZED, STARTED, START_FAILED, STOPPED, STOP_FAILED, KILLED, KILL_FAILED, FAILED ->
                        running ? TO_DO : DONE;
                };
            case KILL ->
                switch (state) {
                    case KILLING -> UNDERWAY;
                    case NOT_INITIALIZED,
                            STARTED,
                            START_FAILED,
                            STOPPING,
                            STOPPED,
                            STOP_FAILED,
                            KILLED,
                            KILL_FAILED,
                            FAILED -> running ? TO_DO : DONE;
                };
        };
    }

    /** The state after what a demand asked for was set off, or tried in vain. */
    public static ManagedState tried(ManagerAction demand, boolean well) {
        return switch (demand) {
            case START -> well ? STARTED : START_FAILED;
            case STOP -> well ? STOPPING : STOP_FAILED;
            case KILL -> well ? KILLING : KILL_FAILED;
            case STATUS -> throw new IllegalArgumentException("a question sets nothing off");
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
        return state == STOP_FAILED || state == KILL_FAILED ? state : ended(state);
    }

    /** Tells whether a manager that begins in that state starts its process by itself. */
    public static boolean startsByItself(ManagedState state) {
        return state != STOPPED && state != KILLED;
    }
}

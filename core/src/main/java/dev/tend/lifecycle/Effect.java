package dev.tend.lifecycle;

import dev.tend.service.Hook;
import dev.tend.text.Ascii;
import java.util.List;

/**
 * An action that a transition asks for; the loop carries actions out, in the order given, after the new life is
 * recorded.
 */
public sealed interface Effect {

    /**
     * Fork a process, and report {@link Event.Spawned} or {@link Event.SpawnFailed}; or, where it is launched by a hook,
     * {@link Seek} the one that may be there already.
     */
    record Spawn() implements Effect {}

    /** Look up the process that the pidfile names, and report {@link Event.Followed} or {@link Event.Lost}. */
    record Seek() implements Effect {}

    /** Let a forked process go on to its program. */
    record Release(Process process) implements Effect {}

    /**
     * Fork a process for a hook, and report {@link Event.HookSpawned}, or {@link Event.HookEnded} if that is not
     * possible.
     *
     * @param arguments the arguments of the hook
     */
    record RunHook(Hook hook, List<String> arguments) implements Effect {}

    /** Send a signal to a hook's process and its group. */
    record SignalHook(Process hookProcess, int signal) implements Effect {}

    /** Send a signal to the process, or to its group as the stop policy says. */
    record Signal(Process process, int signal) implements Effect {}

    /**
     * Send a signal to whatever is left of the session that the ended {@code process} led, and report {@link Event.SessionEmpty} if
     * nothing is, else when nothing is any more.
     */
    record Sweep(Process process, int signal) implements Effect {}

    /** Look after another process than {@code former} from now on, which belongs to the same session. */
    record Follow(Process former, Process process) implements Effect {}

    /** Write the pid file, before the instance is reported up. */
    record WritePidfile(Process process) implements Effect {}

    record RemovePidfile() implements Effect {}

    /**
     * Announce to all listeners: the journal, the console, the followers. {@link Happening#KILLED} comes after its
     * signals, and is left out where they were refused.
     */
    record Announce(Happening happening, Reason reason) implements Effect {}

    /** A critical service is over: the keeper stops everything else and exits with this code. */
    record EndKeeper(int code) implements Effect {}

    /** A kind of announcement; the journal's word is the name in lower case with dashes. */
    enum Happening {
        STARTING,
        UP,
        READY,
        START_FAILED,
        DRAINING,
        STOPPING,
        KILLED,
        STOP_FAILED,
        ENDED,
        STOPPED,
        WAITING,
        LEFTOVERS,
        HOOK_FAILED,
        RELOADED,
        RELOAD_FAILED,
        UNHEALTHY,
        RECOVERED,
        DOWN,
        FAILED,
        DONE;

        private final String word = Ascii.lower(name()).replace('_', '-');

        /** Returns the word in announcements: {@code start-failed}. */
        public String word() {
            return word;
        }
    }
}

package dev.tend.lifecycle;

/** An event of an instance. */
public sealed interface Event {

    /**
     * It is wanted up. {@code cause} completes "started: ".
     *
     * @param wanted what is wanted from then on: with DOWN, it runs once, and a running instance is only not started
     * again
     */
    record Start(Reason cause, Wanted wanted) implements Event {

        /** For good. */
        public Start(Reason cause) {
            this(cause, Wanted.UP);
        }
    }

    /** It is wanted down. */
    record Stop(Reason cause, boolean drains) implements Event {

        /** With its drain, if it has one. */
        public Stop(Reason cause) {
            this(cause, true);
        }
    }

    /**
     * It is wanted up, by a new process.
     *
     * @param hooksToo whether a hook before the start of the former process, or after its end, is ended as well
     */
    record Restart(Reason cause, boolean hooksToo) implements Event {

        /** Once such a hook has ended. */
        public Restart(Reason cause) {
            this(cause, false);
        }
    }

    /** It is wanted down, at once and without being asked. */
    record Kill(Reason cause) implements Event {}

    /**
     * A task on a timer is to wait for its time, unless it runs or waits already. A task that is being stopped is not
     * affected.
     */
    record Arm(Reason cause) implements Event {}

    /** It is wanted up, but not now: {@code cause} says when. */
    record Hold(Reason cause) implements Event {}

    /** The reason that held it back is gone. */
    record Clear(Reason cause) implements Event {}

    /** Its process was forked, and waits for the word to execute its program. */
    record Spawned(Process process) implements Event {}

    /** No process could be forked for it. */
    record SpawnFailed(String problem) implements Event {}

    /** Its program runs. */
    record Executed() implements Event {}

    /** The child could not get as far as its program, and ends. {@code problem} says at which step and why. */
    record ExecuteFailed(String problem) implements Event {}

    /** It says that it is ready to serve, or was found to be. */
    record BecameReady() implements Event {}

    /** Its pid file names its process. */
    record Named() implements Event {}

    /** It needs so many microseconds more for what it is doing. */
    record Extended(long more) implements Event {}

    /** It runs, but not as it should; it is to be restarted as if it had failed. */
    record Unhealthy(String problem) implements Event {}

    /** It continues as another main process: one of its session, or one that a launch has started. */
    record Followed(Process process) implements Event {}

    /** The process that a launch should have started was not found. */
    record Lost(String problem) implements Event {}

    /** Its main process has ended. */
    record Ended(Exit exit) implements Event {}

    /** After the end of its main process nothing of its session is left. */
    record SessionEmpty() implements Event {}

    /** The process of its hook was forked, and waits for the word. */
    record HookSpawned(Process hookProcess) implements Event {}

    /** Its hook has ended, and all it had started; {@code said} is what it printed, or why it could not be executed. */
    record HookEnded(Exit exit, String said) implements Event {}

    /** A new keeper has taken it over as it was written down; what was to be done then may not have been done. */
    record Adopted() implements Event {}

    /** The deadline of its state has come. */
    record Due() implements Event {}
}

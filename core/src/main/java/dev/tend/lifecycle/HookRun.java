package dev.tend.lifecycle;

import dev.tend.lifecycle.State.HookStop;
import java.util.Optional;

/**
 * The progress of a hook.
 *
 * @param hookProcess the hook's own process, once it is forked
 * @param stop the signal that the hook was sent to end it
 * @param since the time of the first call
 * @param until the time at which it has to have ended; without a process, that of the next call of a drain, or of the
 * next look for the process of a launch
 * @param endReason why the service is to end or to be restarted, if it is
 */
public record HookRun(
        Optional<Process> hookProcess, HookStop stop, long since, long until, Optional<Reason> endReason) {

    HookRun by(Process process) {
        return new HookRun(Optional.of(process), stop, since, until, endReason);
    }

    HookRun stopped(HookStop further, long patience) {
        return new HookRun(hookProcess, further, since, patience, endReason);
    }

    /** Between two calls of it, or two looks at what it has done. */
    HookRun pausing(long time) {
        return new HookRun(Optional.empty(), HookStop.NONE, since, time, endReason);
    }

    HookRun withEndReason(Optional<Reason> cause) {
        return new HookRun(hookProcess, stop, since, until, cause);
    }

    HookRun withEndReason(Reason cause) {
        return withEndReason(Optional.of(cause));
    }
}

package dev.tend.instance;

import java.util.OptionalLong;

/**
 * The scheduled times of the runs of a task on a timer, in microseconds since 1970.
 *
 * @param last of the run that was started last
 * @param queued of the run that follows as soon as the one under way has ended
 */
public record TaskRuns(OptionalLong last, OptionalLong queued) {

    public static final TaskRuns NONE = new TaskRuns(OptionalLong.empty(), OptionalLong.empty());

    public TaskRuns ran(long scheduled) {
        return new TaskRuns(OptionalLong.of(scheduled), queued);
    }

    public TaskRuns queued(OptionalLong scheduled) {
        return new TaskRuns(last, scheduled);
    }
}

package dev.tend.wire;

import dev.tend.manager.ManagerAction;
import java.util.List;

/**
 * What the command line or the steward asks of the keeper: one JSON object per line, {@code {"ask":"status","names":["web*"]}}.
 *
 * <p>Names are shell patterns over services and instances; none means all, where that does no harm.
 */
public sealed interface Request {

    /** One {@link Reply.Status} per instance. */
    record Status(List<String> names) implements Request {}

    /**
     * Changes what is wanted of instances.
     *
     * @param patience for how many microseconds to wait until it is so; 0: not at all
     * @param rolling whether one instance is changed after the other, each when the one before is as asked for; the patience
     *     is for each of them
     */
    record Change(Verb verb, List<String> names, long patience, boolean rolling) implements Request {

        /** All at once. */
        public Change(Verb verb, List<String> names, long patience) {
            this(verb, names, patience, false);
        }
    }

    /** What a {@link Change} does. */
    enum Verb {
        START,
        STOP,
        /** As STOP, for those that have a drain. */
        DRAIN,
        /** As STOP, but nothing is drained. */
        STOP_UNDRAINED,
        RESTART,
        KILL
    }

    /**
     * Deploys jobs of BOSH: stops what has changed of them, calls their scripts and starts them, in BOSH's order.
     *
     * @param names of jobs; none means all
     * @param packages that were updated, for which unchanged jobs are stopped and started, too
     * @param dry whether it is only said what would be done
     * @param patience as in {@link Change}
     */
    record Deploy(List<String> names, List<String> packages, boolean dry, long patience) implements Request {}

    /** Calls a script of a job of BOSH, and tells how it ended. */
    record RunHook(String job, String script) implements Request {}

    /** Sends a signal to the main processes of instances; what is wanted of them stays. */
    record Signal(List<String> names, int signal) implements Request {}

    /** Reads the folders again and carries the plan out. Each {@link Reply.Planned} that is no KEEP is answered. */
    record Reload() implements Request {}

    /** What a reload would do now: {@link Reply.Planned} for every service. */
    record Plan() implements Request {}

    /** Every event from now on, as {@link Reply.Told}, until the connection is closed. */
    record Follow() implements Request {}

    /**
     * What instances wrote to their log files, as {@link Reply.Text}, whole lines.
     *
     * @param lines how many of the last ones, of each
     * @param follow whether what comes is wanted, too, until the connection is closed
     */
    record Logs(List<String> names, int lines, boolean follow) implements Request {

        /** More at once is no look at the end of a log. */
        public static final int MOST_LINES = 10_000;
    }

    /**
     * What the keeper and the processes of instances take of the machine: one {@link Reply.Usage} each, the keeper's first.
     *
     * @param files whether open files and health are told as well; to count files takes as long as all the rest
     */
    record Usage(List<String> names, boolean files) implements Request {}

    /** Who waits for whom, and how the first start of each went: one {@link Reply.Node} per instance. */
    record Graph() implements Request {}

    /** Of the one process of a process manager: one {@link Reply.Managed}. */
    record Manage(ManagerAction demand) implements Request {}

    /** About the keeper itself: one {@link Reply.Keeper}. */
    record Info() implements Request {}

    /** Stops all services, then the keeper. @param patience as in {@link Change} */
    record Shutdown(long patience) implements Request {}
}

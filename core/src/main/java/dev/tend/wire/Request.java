package dev.tend.wire;

import dev.tend.manager.ManagerAction;
import java.util.List;
import java.util.Map;

/**
 * A request of the command line or the steward to the keeper: one JSON object per line,
 * {@code {"ask":"status","names":["web*"]}}.
 *
 * <p>Names are shell patterns over services and instances; none means all, if that does no harm.
 */
public sealed interface Request {

    /** Begins a pattern that stands for all services with a tag. */
    String TAG = "tag:";

    /** One {@link Reply.Status} per instance. */
    record Status(List<String> names) implements Request {}

    /**
     * Changes what is wanted of instances.
     *
     * @param patience the time to wait for the result, in microseconds; 0: do not wait
     * @param rolling whether instances are changed one after the other, each when the one before is as asked for; the
     * patience is for each of them
     */
    record Change(Verb verb, List<String> names, long patience, boolean rolling) implements Request {

        /** All at once. */
        public Change(Verb verb, List<String> names, long patience) {
            this(verb, names, patience, false);
        }
    }

    /** The verbs of a {@link Change}. */
    enum Verb {
        START,
        STOP,
        /** As STOP, for those that have a drain. */
        DRAIN,
        /** As STOP, but nothing is drained. */
        STOP_UNDRAINED,
        RESTART,
        /** Has them reread their configuration, each as its file says. */
        RELOAD,
        /** The same, and restarts those whose files do not say how; what has no process stays as it is. */
        RELOAD_OR_RESTART,
        KILL
    }

    /**
     * Deploys jobs of BOSH: stops what has changed of them, calls their scripts and starts them, in BOSH's order.
     *
     * @param names of jobs; none means all
     * @param packages that were updated, for which unchanged jobs are stopped and started, too
     * @param dry whether the actions are only listed
     * @param patience as in {@link Change}
     */
    record Deploy(List<String> names, List<String> packages, boolean dry, long patience) implements Request {}

    /** Calls a script of a job of BOSH, and tells how it ended. */
    record RunHook(String job, String script) implements Request {}

    /** Sends a signal to the main processes of instances; what is wanted of them stays. */
    record Signal(List<String> names, int signal) implements Request {}

    /** Reads the folders again and carries the plan out. Each {@link Reply.Planned} that is no KEEP is answered. */
    record Reload() implements Request {}

    /** Asks what a reload would do now: {@link Reply.Planned} for every service. */
    record Plan() implements Request {}

    /** Every event from now on, as {@link Reply.HistoryEvent}, until the connection is closed. */
    record Follow() implements Request {}

    /**
     * Asks for the output of instances in their log files, as {@link Reply.Text}, whole lines.
     *
     * @param lines the number of lines from the end, of each
     * @param follow whether later lines are wanted, too, until the connection is closed
     */
    record Logs(List<String> names, int lines, boolean follow) implements Request {

        /** More at once is no look at the end of a log. */
        public static final int MOST_LINES = 10_000;
    }

    /**
     * Asks for the output of instances in their log files after some places, and what follows, until the connection is closed:
     * {@link Reply.LogPiece}.
     *
     * @param places a place of an earlier piece by the name of each instance, or "" for the beginning
     */
    record ReadLogs(Map<String, String> places) implements Request {}

    /**
     * Asks for the resource usage of the keeper and of instances: one {@link Reply.Usage} each, the keeper's first.
     *
     * @param files whether open files and health are included; to count files takes as long as all the rest
     */
    record Usage(List<String> names, boolean files) implements Request {}

    /** Asks for the dependency graph, with the timing of each first start: one {@link Reply.Node} per instance. */
    record Graph() implements Request {}

    /** Of the one process of a process manager: one {@link Reply.Managed}. */
    record Manage(ManagerAction demand) implements Request {}

    /** About the keeper itself: one {@link Reply.Keeper}. */
    record Info() implements Request {}

    /** Stops all services, then the keeper. @param patience as in {@link Change} */
    record Shutdown(long patience) implements Request {}
}

package dev.tend.wire;

import dev.tend.format.Problem;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.service.Relations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reply of the keeper: any number of these, one JSON object per line, and {@link End} as the last. */
public sealed interface Reply {

    /**
     * The status of an instance.
     *
     * @param service the service it is an instance of
     * @param wanted {@code up} or {@code down}
     * @param state the word of {@link dev.tend.lifecycle.State#word}
     * @param pid 0 if there is no process
     * @param birth the process's start time in clock ticks since boot, to tell it from a later one with its pid
     * @param uptime of the process, in microseconds
     * @param restarts the number of automatic restarts
     * @param attempt the number of ends in a row without a stable run
     * @param next the time until the next attempt in microseconds, or -1
     * @param why the reason of the state
     * @param note the status text that it sent over {@code $NOTIFY_SOCKET}; or ""
     * @param problem the problem of its file, while it runs on with the former one; or ""
     * @param complaint the finding of its health check, while it counts as unhealthy; or ""
     * @param scheduled whether it waits for the time of its schedule
     * @param output why its output does not get into its log now
     * @param dropped the number of bytes of its output that were dropped since its keeper began to read it
     * @param used what the last run used that its keeper has seen the end of
     * @param tags the tags in its file
     */
    record Status(
            String name,
            String service,
            String wanted,
            String state,
            int pid,
            long birth,
            long uptime,
            long restarts,
            int attempt,
            long next,
            String why,
            String note,
            String problem,
            String complaint,
            boolean scheduled,
            Optional<OutputObstacle> output,
            long dropped,
            Optional<ResourceUse> used,
            List<String> tags)
            implements Reply {

        /** Stands for the state of what runs and is not in order. */
        private static final String UNHEALTHY = "unhealthy";

        /** Stands for the state of what runs and waits, or soon will, for its output to be taken. */
        public static final String OUTPUT_WAITS = "output-waits";

        /** Returns the word for people: its state, {@code unhealthy} or {@code output-waits}. */
        public String word() {
            boolean waits = pid != 0 && complaint.isEmpty() && outputWaits();
            return waits ? OUTPUT_WAITS : complaint.isEmpty() ? state : UNHEALTHY;
        }

        /** Tells whether its output waits to be taken. */
        public boolean outputWaits() {
            return output.orElse(null) instanceof OutputObstacle.Waits;
        }

        /** Returns why its output does not get into its log now; or "". */
        public String outputText() {
            return output.map(OutputObstacle::text).orElse("");
        }

        /** Tells whether it is as it should be: in order, done, or waiting for its time. */
        public boolean isGood() {
            return switch (word()) {
                case "up", "ready", "done" -> true;
                default -> scheduled;
            };
        }
    }

    /**
     * The outcome of a request for one instance, for the person who asked.
     *
     * @param good whether the request was fulfilled
     */
    record Outcome(String name, boolean good, String text) implements Reply {}

    /** One line of a plan. @param action {@code start stop restart apply keep} */
    record Planned(String service, String action, String why) implements Reply {}

    /** A problem of a file. */
    record Wrong(Problem problem) implements Reply {}

    /**
     * An event, as in the journal.
     *
     * @param time the wall clock, in microseconds since 1970
     * @param service the instance, or "" for the keeper itself
     * @param event the happening's name, lower-dashed
     * @param pid 0 if there is none
     * @param why the reason, as one phrase
     * @param lastWords the end of its output, if it failed; else ""
     * @param used what the run used whose end that is, where it is known
     */
    record HistoryEvent(
            long time, String service, String event, int pid, String why, String lastWords, Optional<ResourceUse> used)
            implements Reply {

        /** Makes an event that is not the end of a run. */
        public HistoryEvent(long time, String service, String event, int pid, String why, String lastWords) {
            this(time, service, event, pid, why, lastWords, Optional.empty());
        }

        /** The event that stands for others that were like earlier ones. */
        public static final String REPEATED = "repeated";

        private static final String LAST = "; last: ";

        /** Returns the reason of repeated events, which tells that of the last failure among them, if there was one. */
        public static String repeated(String what, String lastFailure) {
            return lastFailure.isEmpty() ? what : what + LAST + lastFailure;
        }

        /** Returns the reason; of repeated events, that of the last failure. */
        public String cause() {
            int last = event.equals(REPEATED) ? why.indexOf(LAST) : -1;
            return last < 0 ? why : why.substring(last + LAST.length());
        }
    }

    /**
     * An instance in the dependency graph, with the timing of its first start.
     *
     * @param begun the microseconds since that began, or -1 if unknown
     * @param took the time until it was ready, in microseconds, or -1 if it is not ready, or unknown
     */
    record Node(String name, String service, String state, Relations relations, long begun, long took)
            implements Reply {}

    /** Some whole lines of an instance's log, with their newlines; or a part of a line longer than 64 KiB. */
    record Text(String name, String text) implements Reply {}

    /**
     * Some whole lines of an instance's log, as {@link Text}.
     *
     * @param place the place after them; it means something only to the keeper
     * @param gap whether lines between the last place and these are lost: the log was shortened, or files of it were removed
     */
    record LogPiece(String name, String place, boolean gap, String text) implements Reply {}

    /**
     * The resource usage of all processes of an instance; -1 for unknown values.
     *
     * @param name the instance, or "" for the keeper's own process
     * @param cpu processor time since the start of the main process, in microseconds
     * @param permille of one processor used over the last seconds, in thousandths
     * @param memory resident, in bytes
     * @param files the number that the main process has open
     * @param healthy 1 if its last health check succeeded, else 0
     * @param latency the duration of that check, in microseconds
     */
    record Usage(String name, long cpu, long permille, long memory, long files, int healthy, long latency)
            implements Reply {

        /** Returns {@link #permille} as percent with one decimal, such as {@code 0.3}; "" where it is not known. */
        public String percent() {
            return permille < 0 ? "" : permille / 10 + "." + permille % 10;
        }
    }

    /**
     * Describes the keeper.
     *
     * @param uptime in microseconds
     * @param sources the places where services are described, each as in {@link dev.tend.format.ServiceSource#words}, by
     *     the names of their lists
     * @param manner the supervisor that it replaces: {@code tend}, {@code runsvdir} or {@code runsv}
     */
    record Keeper(
            String version,
            int pid,
            long uptime,
            Map<String, List<String>> sources,
            String manner,
            String runFolder,
            String logFolder,
            int services)
            implements Reply {

        /** Returns the list of that name. */
        public List<String> sources(String key) {
            return sources.getOrDefault(key, List.of());
        }
    }

    /**
     * The one process of a process manager.
     *
     * @param code the outcome of the request, as a status code of HTTP
     * @param state the word of a {@link dev.tend.manager.ManagedState}
     * @param since the time that it has been in this state, in microseconds
     */
    record Managed(int code, String state, long since) implements Reply {}

    /**
     * The last line.
     *
     * @param code the exit status for the command
     * @param error what went wrong, or ""
     */
    record End(int code, String error) implements Reply {}
}

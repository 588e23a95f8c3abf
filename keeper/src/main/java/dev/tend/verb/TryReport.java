package dev.tend.verb;

import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.keeper.EventListener;
import dev.tend.text.Durations;
import dev.tend.text.Escapes;
import dev.tend.text.Sizes;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;

/** The report of {@code try}. It ends the keeper when the service is ready or over. */
final class TryReport implements EventListener {

    private static final int MOST_SHOWN = 20;
    private static final String TOLD = "the keeper was told to stop";
    private static final List<String> OVER = List.of("failed", "done", "down", "gave-up");

    private final String name;
    private final boolean isTask;
    private final boolean holds;
    private final Host host;
    private long began;
    private long ready;
    private String last = "it did not come so far";
    private boolean over;

    /** @param holds whether it runs on when it is ready */
    TryReport(String name, boolean isTask, boolean holds, Host host) {
        this.name = name;
        this.isTask = isTask;
        this.holds = holds;
        this.host = host;
    }

    @Override
    public void tell(HistoryEvent entry) {
        if (!entry.service().equals(name)) {
            return;
        }
        String event = entry.event();
        began = began == 0 ? entry.time() : began;
        if (ready == 0 && event.equals(isTask ? "done" : "ready")) {
            ready = entry.time();
        }
        last = over ? last : why(event, entry.why());
        if (!over && (OVER.contains(event) || event.equals("ready") && !holds)) {
            over = true;
            host.end();
        }
    }

    /** Only the end of the time tells the keeper to stop before it is over. */
    private static String why(String event, String why) {
        return why.startsWith(TOLD) ? "it took too long: see --timeout" : event + ": " + why;
    }

    /** Prints it. Returns the exit code. */
    int finish(List<String> written) {
        long[] usage = host.childrenUsage();
        var text = new StringBuilder(name);
        String good = isTask ? "done" : "ready";
        text.append(
                        ready > 0
                                ? ": " + good + " after " + Durations.words(ready - began)
                                : ": not " + good + ": " + last)
                .append("; ")
                .append(Durations.words(usage[0]))
                .append(" of processor time, ")
                .append(Sizes.format(usage[1]))
                .append(" of memory at most\n");
        for (int i = 0; i < written.size() && i < MOST_SHOWN; i++) {
            text.append(name)
                    .append(": wrote ")
                    .append(Escapes.line(written.get(i)))
                    .append('\n');
        }
        host.terminal().print(text.toString());
        return ready > 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}

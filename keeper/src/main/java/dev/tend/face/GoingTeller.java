package dev.tend.face;

import dev.tend.keeper.EventListener;
import dev.tend.lifecycle.Reason;
import dev.tend.text.Durations;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.function.Consumer;

/** Reports to syslog what is not normal, in the words of going(1), which tools that watch its log look for. */
final class GoingTeller implements EventListener {

    private final Consumer<String> syslog;

    GoingTeller(Consumer<String> syslog) {
        this.syslog = syslog;
    }

    @Override
    public void tell(HistoryEvent entry) {
        switch (entry.event()) {
            case "ended" -> ended(entry);
            case "start-failed", "problem", "trouble", "leftovers" ->
                syslog.accept((entry.service().isEmpty() ? "" : entry.service() + ": ") + entry.why());
            default -> {
                // a going that behaves as ordered is not reported
            }
        }
    }

    /** Reports an end. That of a process that was ordered to end is normal. */
    private void ended(HistoryEvent entry) {
        if (Reason.of(entry.why()) instanceof Reason.Ended(var _, var uptime)) {
            syslog.accept(terminated(entry.service(), uptime));
        }
    }

    private static String terminated(String service, long uptime) {
        String line = service + " terminated after: " + seconds(uptime);
        return uptime >= GoingFace.QUARANTINE_BELOW
                ? line
                : line + " (limit: " + seconds(GoingFace.QUARANTINE_BELOW) + ") and will be quarantined for "
                        + seconds(GoingFace.QUARANTINE);
    }

    private static String seconds(long micros) {
        return micros / Durations.SECOND + "s";
    }
}

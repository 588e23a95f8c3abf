package dev.tend.face;

import dev.tend.keeper.EventListener;
import dev.tend.text.Durations;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reports to syslog what is not normal, in the words of going(1), which tools that watch its log look for. */
final class GoingTeller implements EventListener {

    /** As the keeper says of an instance that ended by itself: {@code exited with code 3, 800 ms after start}. */
    private static final String BEFORE_UPTIME = ", ";

    private static final String AFTER_UPTIME = " after start";

    private final Consumer<String> syslog;

    GoingTeller(Consumer<String> syslog) {
        this.syslog = syslog;
    }

    @Override
    public void tell(HistoryEvent told) {
        switch (told.event()) {
            case "ended" -> ended(told);
            case "start-failed", "problem", "trouble", "leftovers" ->
                syslog.accept((told.service().isEmpty() ? "" : told.service() + ": ") + told.why());
            default -> {
                // a going that behaves as ordered is not reported
            }
        }
    }

    /** Reports an end. A process that was ordered to end has no uptime in its reason, and is normal. */
    private void ended(HistoryEvent told) {
        uptime(told.why()).ifPresent(uptime -> syslog.accept(terminated(told.service(), uptime)));
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

    static OptionalLong uptime(String why) {
        int end = why.lastIndexOf(AFTER_UPTIME);
        int from = end < 0 ? -1 : why.lastIndexOf(BEFORE_UPTIME, end);
        return from < 0
                ? OptionalLong.empty()
                : Durations.parse(
                        why.substring(from + BEFORE_UPTIME.length(), end).replace(" ", ""));
    }
}

package dev.tend.cli;

import dev.tend.keeper.Teller;
import dev.tend.wire.Reply.Told;

/**
 * Tells whoever looks at the keeper's standard error, many lines at a time where much has happened. Never waits: what nobody
 * reads in time is counted, and then said.
 */
final class Remarks implements Teller {

    /** Characters said at once; what {@link Terminal#remark} takes for sure, whatever characters they are. */
    private static final int MOST = 1024;

    private final Terminal terminal;
    private final StringBuilder gathered = new StringBuilder();
    private int count;
    private int missing;

    Remarks(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void tell(Told told) {
        if (!isWorthALine(told.event())) {
            return;
        }
        String line = line(told);
        if (gathered.length() + line.length() > MOST) {
            pause();
        }
        gathered.append(count == 0 ? "" : "\ntend: ").append(line);
        count++;
    }

    @Override
    public void pause() {
        if (count == 0) {
            return;
        }
        if (missing > 0 && terminal.remark(missing + " events are missing here: see \"tend events\"")) {
            missing = 0;
        }
        if (missing > 0 || !terminal.remark(gathered.toString())) {
            missing += count;
        }
        gathered.setLength(0);
        count = 0;
    }

    /** On the way to being ready, a service passes these by itself. */
    private static boolean isWorthALine(String event) {
        return !event.equals("starting") && !event.equals("up");
    }

    /** {@code web: ended: killed by signal 9 (KILL), 3 s after start}. */
    static String line(Told told) {
        return (told.service().isEmpty() ? "" : told.service() + ": ") + told.event() + ": " + told.why();
    }
}

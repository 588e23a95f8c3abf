package dev.tend.cli;

import dev.tend.keeper.Teller;
import dev.tend.wire.Reply.Told;

/** Tells whoever looks at the keeper's standard error. Never waits: what nobody reads in time is counted, and then said. */
final class Remarks implements Teller {

    private final Terminal terminal;
    private int missing;

    Remarks(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void tell(Told told) {
        if (!isWorthALine(told.event())) {
            return;
        }
        if (missing > 0 && terminal.remark(missing + " events are missing here: see \"tend events\"")) {
            missing = 0;
        }
        if (missing > 0 || !terminal.remark(line(told))) {
            missing++;
        }
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

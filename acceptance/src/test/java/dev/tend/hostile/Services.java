package dev.tend.hostile;

import dev.tend.acceptance.Tend;
import java.util.ArrayList;
import java.util.List;

/** Service files whose processes {@link MainProcess} recognizes. */
final class Services {

    private Services() {}

    /** Writes a service file. Failed starts are repeated at once, so that a session sees many. */
    static void write(Tend tend, String name, String... lines) {
        var all = new ArrayList<>(List.of(lines));
        all.add("backoff=1ms..50ms");
        all.add("env." + MainProcess.MARK + "=" + name);
        tend.service(name, all.toArray(String[]::new));
    }
}

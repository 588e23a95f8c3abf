package dev.tend.simulation;

import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.service.Command;
import dev.tend.service.Probe;
import java.util.ArrayList;
import java.util.List;

/** Processes that others start in the background, and that are known by their pidfiles. */
final class FakeLaunches {

    /** Lines of service files that do something to the service's own process. */
    static final String LAUNCH = "launch it";

    static final String HALT = "halt it";

    /** A line that has a service reread its configuration. */
    static final String RELOAD = "reload it";

    private final FakeTable table;
    private final FakeDisk disk;

    FakeLaunches(FakeTable table, FakeDisk disk) {
        this.table = table;
        this.disk = disk;
    }

    /** Returns the task of a script's line: {@code launch it} and {@code halt it} do something. */
    static String task(Launch launch) {
        if (launch.work() instanceof Launch.Work.Question(Probe.Exec(var words), var _) && words.contains(RELOAD)) {
            return RELOAD;
        }
        return launch.work() instanceof Launch.Work.AuxCommand(var action, var _, var _)
                        && action.command() instanceof Command.Shell(var line)
                ? line
                : "";
    }

    /** A launch has brought a process about, which leads a session of its own. */
    void launched(FakeProcess by, FakeProcess daemon) {
        daemon.swept = by.sweeps;
        daemon.unknown = true;
        daemon.executing = true;
        daemon.keepersChild = by.keepersChild;
        daemon.pidfile = by.pidfile;
        table.add(daemon);
        disk.put(by.pidfile, daemon.pid + "\n");
    }

    /** Returns the processes that a halt hook ends. */
    List<FakeProcess> launchedBy(FakeProcess by) {
        var launched = new ArrayList<FakeProcess>();
        for (FakeProcess process : table.all()) {
            if (process.alive()
                    && !process.auxiliary
                    && !process.pidfile.isEmpty()
                    && process.pidfile.equals(by.pidfile)) {
                launched.add(process);
            }
        }
        return launched;
    }

    /** The process that a pidfile names: the keeper knows of it from now on. */
    FakeProcess named(String pidfile) {
        String text = disk.text(pidfile).trim();
        var there = text.isEmpty() ? null : table.get(Integer.parseInt(text));
        if (there == null || !there.alive() || !there.pidfile.equals(pidfile) || there.auxiliary) {
            throw new KernelException(pidfile + " names nobody");
        }
        there.unknown = false;
        return there;
    }
}

package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.path.Ownership;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Execution;
import dev.tend.posix.Signalling;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Waiting;
import dev.tend.tool.Program;
import dev.tend.tool.Steps;
import java.util.List;

/** {@code ./check} of a service: whether it is available, and not merely running. */
final class CheckScript {

    private static final int OUTPUT = 1;

    private CheckScript() {}

    /** Tells whether the script exits with 0, or there is none, or it cannot be executed; the last is reported. */
    static boolean passes(String service) {
        if (new Stat().stat("check") == -Errno.ENOENT) {
            return true;
        }
        var files = new PosixFiles();
        var flaws = new Ownership(files).flaws(Program.realpath(".") + "/check");
        if (files.userId() == 0 && !flaws.isEmpty()) { // a user who may change it would run it as root
            Program.complain("warning: " + service + "/check is not run: "
                    + flaws.getFirst().text() + "\n");
            return true;
        }
        int pid = Tasks.fork();
        if (pid < 0) {
            complain("fork for ", service, pid);
            return false;
        }
        if (pid == 0) {
            Signalling.unblockRuntimes();
            Descriptors.close(OUTPUT);
            var check = Execution.of("check", List.of("./check"), Environ.all());
            complain("run ", service, -Steps.become(check).errno());
            Tasks.exitNow(0);
        }
        return passed(service, pid);
    }

    private static boolean passed(String service, int pid) {
        int[] status = new int[1];
        int ended = Waiting.reap(pid, true, status);
        while (ended == -Errno.EINTR) {
            ended = Waiting.reap(pid, true, status);
        }
        if (ended < 0) {
            complain("wait for child ", service, ended);
        }
        return ended >= 0 && status[0] == 0;
    }

    private static void complain(String what, String service, int result) {
        Program.complain("warning: unable to " + what + service + "/check: " + Phrases.of(-result) + "\n");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pids, mounts and {@code /proc} of a test's own, which takes root; they end with the test. */
final class Namespace {

    /** The process 1 of the namespace: it reaps every process that ends, and starts none. */
    private static final List<String> REAPER = List.of("perl", "-e", "$SIG{CHLD} = 'IGNORE'; sleep while 1");

    private final Tend tend;
    private final Process holder;

    private Namespace(Tend tend, Process holder) {
        this.tend = tend;
        this.holder = holder;
    }

    /** Skips the test if this machine does not permit a namespace. */
    static void assumePossible() {
        var command = List.of("unshare", "--pid", "--fork", "--mount", "--mount-proc", "true");
        assumeTrue(Ran.command(command, Map.of()).code() == 0, "namespaces take root");
    }

    static Namespace open(Tend tend) {
        assumePossible();
        var command = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(REAPER);
        var space = new Namespace(tend, tend.start("namespace", command));
        Tend.awaiting()
                .until(() -> space.first() > 0
                        && Proc.command(space.first()).getFirst().equals("perl"));
        return space;
    }

    /** The pid, as seen from outside, of the process that is number 1 inside. */
    long first() {
        return Proc.children(holder.pid()).stream().findFirst().orElse(0L);
    }

    /** The words before a command that is to run inside. */
    String[] enter() {
        return new String[] {"nsenter", "--target", String.valueOf(first()), "--pid", "--mount"};
    }

    /**
     * Returns a line for a shell inside that starts {@code sleep} under a pid. The number of a process that has ended may be
     * in use for a moment longer, since the kernel frees it after the process is gone; so there are several attempts.
     */
    static String sleepsAs(int pid) {
        return "n=0; until echo " + (pid - 1)
                + " >/proc/sys/kernel/ns_last_pid; sleep 4000 >/dev/null 2>&1 & test $! = " + pid
                + "; do kill $!; n=$((n + 1)); test $n -lt 100 || exit 1; done";
    }

    void done(String line) {
        var command =
                Stream.concat(Stream.of(enter()), Stream.of("sh", "-c", line)).toList();
        var ran = tend.command(command);
        assertThat(ran.code()).as(ran::toString).isZero();
    }
}

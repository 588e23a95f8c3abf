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

    void done(String line) {
        var command =
                Stream.concat(Stream.of(enter()), Stream.of("sh", "-c", line)).toList();
        var ran = tend.command(command);
        assertThat(ran.code()).as(ran::toString).isZero();
    }
}

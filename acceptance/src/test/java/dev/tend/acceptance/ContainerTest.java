package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A container that is restarted on the same run directory: pids start over, and mean other processes than before. */
class ContainerTest {

    private static final List<String> HELPER = List.of("sleep", "1000");
    private static final List<String> SERVICE = List.of("sleep", "2000");

    /** Starts helpers until one has the pid that is wanted, and then becomes the keeper. */
    private static final String ENTRY =
            "until test \"$last\" = \"$0\"; do sleep 1000 & last=$!; test $last -le $0 || exit 9; done; exec \"$@\"";

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void isPossible() {
        Namespace.assumePossible();
    }

    private void container(String... entry) {
        var command = new java.util.ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(List.of(entry));
        tend.under(command.toArray(String[]::new)).up();
    }

    private void endContainer() {
        Proc.signal(Proc.children(tend.keeper().pid()).getFirst(), "KILL");
        tend.awaitEnd();
    }

    private List<Long> running(List<String> command) {
        return Leftovers.of(tend.root().toString()).stream()
                .filter(pid -> Proc.command(pid).equals(command))
                .toList();
    }

    @Test
    void adoptsNoHelperOfItsEntryScriptThatHasThePidOfAService() {
        tend.service("web", "cmd=sleep 2000");
        container();
        int pid = tend.awaitUp("web").pid();
        endContainer();

        container("sh", "-c", ENTRY, String.valueOf(pid));

        assertThat(tend.awaitUp("web").pid()).isNotEqualTo(pid);
        assertThat(running(SERVICE)).hasSize(1);
        var helpers = running(HELPER);
        assertThat(helpers).isNotEmpty();
        tend.done("restart", "web");
        tend.done("stop", "web");
        assertThat(running(HELPER)).isEqualTo(helpers);
    }

    @Test
    void startsAgainWhatWasStoppedByHandInAnother() {
        tend.service("web", "cmd=sleep 2000");
        container();
        tend.awaitUp("web");
        tend.done("stop", "web");
        endContainer();

        container();

        tend.awaitUp("web");
    }

    @Test
    void needsProcOfItsOwn() {
        tend.under("unshare", "--pid", "--fork", "--kill-child").launch();

        assertThat(tend.awaitEnd()).isEqualTo(71);
        assertThat(tend.errors())
                .isEqualTo("tend: /proc shows the processes of another pid namespace: mount -t proc proc /proc, or as"
                        + " with unshare --mount-proc\n");
    }
}

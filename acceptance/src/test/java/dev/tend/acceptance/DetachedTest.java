package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes in sessions of their own: {@code setsid} in a service is all it takes. */
class DetachedTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private List<Long> pids(String name, int count) {
        Tend.awaiting().until(() -> tend.logLines(name).size() >= count);
        return tend.logLines(name).stream().map(Long::valueOf).toList();
    }

    /** It is not its child any more, and has a child in a session of its own in turn. */
    @Test
    void endWithTheirService() {
        tend.service(
                        "web",
                        "shell=setsid sh -c 'echo $$; setsid sh -c \"echo \\$\\$; exec sleep 1000\" & wait' & exec sleep 1000")
                .service("other", "shell=setsid sh -c 'echo $$; exec sleep 1000' & exec sleep 1000")
                .up();
        var hidden = pids("web", 2);
        var others = pids("other", 1);

        tend.done("stop", "web");

        assertThat(hidden).noneMatch(Proc::alive);
        assertThat(others).allMatch(Proc::alive);
    }

    @Test
    void endBeforeTheNextProcessIsStarted() {
        tend.service("web", "shell=setsid sh -c 'echo $$; exec sleep 1000' & exec sleep 1000", "backoff=1ms..1ms")
                .up();
        var hidden = pids("web", 1);
        int main = tend.awaitUp("web").pid();

        Proc.signal(main, "KILL");

        tend.awaitSuccessor("web", main);
        assertThat(hidden).noneMatch(Proc::alive);
    }

    @Test
    void endWithTheKeeperEvenWithoutAnEnvironment() {
        tend.service("web", "shell=env -i setsid sh -c 'echo $$; exec sleep 1000' & exec sleep 1000")
                .up();
        var hidden = pids("web", 1);
        tend.done("stop", "web");

        tend.done("shutdown");

        assertThat(tend.awaitEnd()).isZero();
        assertThat(hidden).noneMatch(Proc::alive);
    }
}

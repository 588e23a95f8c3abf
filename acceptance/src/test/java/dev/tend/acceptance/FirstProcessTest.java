package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keeper as process 1 of a container. */
class FirstProcessTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void isNumberOne() {
        Namespace.assumePossible();
        tend.under("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    }

    private long first() {
        return Proc.children(tend.keeper().pid()).getFirst();
    }

    @Test
    void keepsServicesGoing() {
        tend.service("web", "cmd=sleep 1000").up();
        assertThat(Proc.status(first(), "NSpid")).endsWith(" 1");
        int pid = tend.awaitUp("web").pid();

        Proc.signal(Proc.children(first()).getFirst(), "KILL");

        tend.awaitSuccessor("web", pid);
    }

    @Test
    void reapsEveryOrphan() {
        tend.service(
                        "web",
                        "shell=for i in 1 2 3 4 5; do (setsid sleep 0.05 &); done; sleep 0.3; echo ready; exec sleep 1000")
                .up();
        tend.awaitLog("web", "ready");

        Tend.awaiting()
                .untilAsserted(
                        () -> assertThat(Proc.children(first())).hasSize(1).noneMatch(Proc::isZombie));
    }

    @Test
    void endsWhenToldTo() {
        tend.service("web", "shell=trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.02; done")
                .up();
        tend.awaitLog("web", "ready");

        Proc.signal(first(), "TERM");

        assertThat(tend.awaitEnd()).isZero();
        assertThat(tend.log("web")).endsWith("bye\n");
    }

    @Test
    void killsWhatDoesNotStopInTime() {
        tend.service("web", "shell=trap 'echo not yet' TERM; echo ready; while :; do sleep 0.05; done")
                .up();
        tend.awaitLog("web", "ready");

        Proc.signal(first(), "TERM");

        assertThat(tend.awaitEnd()).isZero();
        assertThat(tend.errors()).contains("web: killed: still there when the keeper's time to stop was over");
    }

    @Test
    void startsInTheNextContainerWhatThisOneWasAboutToStop() {
        tend.service("web", "shell=trap 'echo not yet' TERM; echo ready; while :; do sleep 0.05; done")
                .up();
        tend.awaitLog("web", "ready");
        Proc.signal(first(), "TERM");
        tend.awaitLog("web", "not yet");
        Proc.signal(first(), "KILL");
        tend.awaitEnd();

        tend.up();

        tend.awaitUp("web");
    }
}

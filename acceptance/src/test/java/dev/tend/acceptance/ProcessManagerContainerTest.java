package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The face of process-manager as process 1 of a container, which is started again and again. */
class ProcessManagerContainerTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void isNumberOne() {
        Namespace.assumePossible();
    }

    private Manager container(String script) {
        tend.file("es.sh", script);
        return new Manager(tend, "sh " + tend.path("es.sh"))
                .under("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    }

    private Manager container() {
        return container("trap 'exit 3' TERM\nwhile :; do sleep 0.1; done\n");
    }

    @Test
    void staysStoppedOnceItWasStoppedOverHttp() {
        var container = container().start();
        assertThat(Proc.status(container.pid(), "NSpid")).endsWith(" 1");
        assertThat(container.post("/es/stop").statusCode()).isEqualTo(202);
        assertThat(container.awaitEnd()).isEqualTo(3);

        container.start();
        assertThat(container.state()).isEqualTo("stopped");
        assertThat(container.processes()).isEmpty();
        assertThat(container.post("/es/start").statusCode()).isEqualTo(200);
        assertThat(container.state()).isEqualTo("started");
    }

    @Test
    void staysKilledOnceItWasKilledOverHttp() {
        var container = container().start();
        assertThat(container.post("/es/kill").statusCode()).isEqualTo(202);
        assertThat(container.awaitEnd()).isEqualTo(137);

        container.start();
        assertThat(container.state()).isEqualTo("killed");
        assertThat(container.processes()).isEmpty();
    }

    @Test
    void startsAgainAfterAStopOfTheContainer() {
        var container = container().start();
        container.awaitProcess();
        Proc.signal(container.pid(), "TERM");
        assertThat(container.awaitEnd()).isEqualTo(3);

        container.start();
        assertThat(container.state()).isEqualTo("started");
    }

    @Test
    void startsAgainAfterAKillOfTheContainer() {
        var container = container().start();
        long process = container.awaitProcess();
        long steward = container.steward();
        Proc.signal(container.pid(), "KILL");
        container.awaitEnd();
        tend.awaitGone(process);
        tend.awaitGone(steward);

        container.start();
        assertThat(container.state()).isEqualTo("started");
    }

    @Test
    void endsWithItsProcess() {
        var container = container().start();
        Proc.signal(container.awaitProcess(), "KILL");
        assertThat(container.awaitEnd()).isEqualTo(137);

        container.start();
        assertThat(container.state()).isEqualTo("started");
    }

    @Test
    void reapsWhatTheProcessLeavesBehind() {
        var container = container("for i in 1 2 3; do (setsid sleep 0.05 &); done\nsleep 0.3\ntouch "
                        + tend.path("done") + "\nexec sleep 1000\n")
                .start();
        Tend.awaiting().until(() -> tend.path("done").toFile().exists());
        Tend.awaiting()
                .untilAsserted(() ->
                        assertThat(Proc.children(container.pid())).hasSize(2).noneMatch(Proc::isZombie));
    }
}

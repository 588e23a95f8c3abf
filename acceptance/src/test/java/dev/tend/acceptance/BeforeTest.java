package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that run before the keeper looks at its folders: scripts that decide which services are wanted. */
class BeforeTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void changesTheFoldersBeforeTheyAreLookedAt() {
        tend.service("web", "cmd=sleep 1000").file("ready/late", "cmd=sleep 1000\nenv.TEND_TEST=" + tend.root() + "\n");

        tend.with("ROLE", "late")
                .up(
                        "--no-watch",
                        "--before",
                        "echo for $ROLE; mv " + tend.path("ready") + "/$ROLE " + tend.services() + "; rm "
                                + tend.services() + "/web");

        tend.awaitUp("late");
        assertThat(tend.status()).extracting(Status::name).containsExactly("late");
        assertThat(tend.output()).contains("for late\n");
    }

    @Test
    void endsTheKeeperWithItsCodeWhereItFails() {
        tend.service("web", "shell=touch " + tend.path("started") + "; sleep 1000");

        tend.launch("--before", "exit 7");

        assertThat(tend.awaitEnd()).isEqualTo(7);
        assertThat(tend.errors()).isEqualTo("tend: --before: \"exit 7\" exited with 7: nothing was started\n");
        assertThat(tend.path("started")).doesNotExist();
    }

    @Test
    void getsTheSignalsOfTheKeeper() {
        tend.launch("--before", "trap 'exit 9' TERM; echo waiting; while :; do sleep 0.1; done");
        Tend.awaiting().until(() -> tend.output().contains("waiting"));

        Proc.signal(tend.keeper().pid(), "TERM");

        assertThat(tend.awaitEnd()).isEqualTo(9);
    }

    @Test
    void leavesTheKeeperAsItWouldBe() {
        tend.service("web", "cmd=sleep 1000").up("--before", "true");
        tend.awaitUp("web");
        Proc.signal(tend.keeper().pid(), "TERM");
        assertThat(tend.awaitEnd()).isZero();
    }

    @Test
    void doesNotRunWhereAKeeperIsAlready() {
        tend.up();
        String mark = tend.path("ran").toString();
        var ran = tend.verb("up", "--run-dir", tend.run().toString(), "--before", "touch " + mark);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(tend.path("ran")).doesNotExist();
    }
}

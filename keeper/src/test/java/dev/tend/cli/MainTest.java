package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    private final FakeHost host = new FakeHost();

    @Test
    void suggestsTheVerbThatWasMeant() {
        assertThat(host.tend("statsu")).isEqualTo(64);
        assertThat(host.errors()).isEqualTo("tend: unknown verb \"statsu\": did you mean \"status\"?\n");
    }

    @Test
    void showsTheVerbsWhenCalledWithoutOne() {
        assertThat(host.tend()).isEqualTo(64);
        assertThat(host.output()).contains("usage: tend VERB").contains("  status    show how services are\n");
    }

    @Test
    void knowsHelpAndVersionAsOptionsAsWell() {
        assertThat(host.tend("--help")).isZero();
        assertThat(host.tend("--version")).isZero();
        assertThat(host.tend("stop", "--help")).isZero();
        assertThat(host.output()).contains("tend 0.1.0\n").contains("usage: tend stop [OPTION]... NAME...");
    }

    @Test
    void suggestsTheFaceThatWasMeantAndListsThemAll() {
        assertThat(host.tend("as", "goin")).isEqualTo(64);
        assertThat(host.errors())
                .isEqualTo("tend: unknown face \"goin\": did you mean \"going\"? There are: going sipid killproc\n");
    }

    @Test
    void isAFaceWhenCalledByItsName() {
        assertThat(new Main(host).run("going", List.of("-x"))).isEqualTo(64);
        assertThat(host.errors()).contains("usage: going [-d confdir]");
    }

    @Test
    void saysWhereNoKeeperRuns() {
        assertThat(host.tend("status", "--run-dir", "/run/x")).isEqualTo(69);
        assertThat(host.errors())
                .isEqualTo(
                        "tend: no keeper runs on /run/x: start one with \"tend up\", or say where it is with --run-dir\n");
    }

    @Test
    void printsWhatIsAsAskedForAndComplainsOfTheRest() {
        host.keeper(new Outcome("web", true, "ready, pid 7"), new Outcome("db", false, "no such file"), new End(1, ""));

        assertThat(host.tend("start", "web", "db", "--timeout", "1m")).isEqualTo(1);
        assertThat(host.output()).isEqualTo("web: ready, pid 7\n");
        assertThat(host.errors()).isEqualTo("tend: db: no such file\n");
        assertThat(host.asked).hasSize(1);
    }

    @Test
    void refusesToChangeWhatNobodyNamed() {
        assertThat(host.tend("stop")).isEqualTo(64);
        assertThat(host.errors()).isEqualTo("tend: which services? Name them, or say --all\n");
    }

    @Test
    void suggestsTheSignalThatWasMeant() {
        assertThat(host.tend("signal", "HUPP", "web")).isEqualTo(64);
        assertThat(host.errors()).isEqualTo("tend: \"HUPP\" is no signal: did you mean \"HUP\"?\n");
    }

    @Test
    void handsACommandOnWithItsOptions() {
        assertThat(host.tend("run", "--", "/bin/ls", "-l")).isEqualTo(7);
        assertThat(host.output()).isEqualTo("no name [/bin/ls, -l]\n");
    }
}

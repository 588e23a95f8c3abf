package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tend.command.FakeHost;
import dev.tend.keeper.Keeper;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    private final FakeHost host = new FakeHost();

    @Test
    void suggestsTheVerbThatWasMeant() {
        assertThat(host.tend("statsu")).isEqualTo(64);
        assertThat(host.errors()).isEqualTo("tend: unknown verb \"statsu\": did you mean \"status\"?\n");
    }

    /** Each verb looks at all its operands, or refuses those it would not look at. */
    @ParameterizedTest
    @MethodSource("verbs")
    void refusesWordsThatAVerbWouldNotLookAt(String verb) {
        String operands = Verbs.named(verb).usage().operands();
        boolean takesAny = operands.contains("...") || operands.contains("|");
        assumeFalse(takesAny, "takes any number");
        var words = operands.isEmpty() ? List.of(verb, "web") : List.of(verb, "one", "web");
        assertThat(host.tend(words.toArray(String[]::new))).isEqualTo(64);
        assertThat(host.errors()).startsWith("tend: \"web\" is one word too many: tend " + verb + " takes ");
        assertThat(host.asked).isEmpty();
    }

    static List<String> verbs() {
        return Verbs.ALL.stream().map(each -> each.usage().verb()).toList();
    }

    @Test
    void namesTheVerbThatDoesItForOneService() {
        assertThat(host.tend("shutdown", "web")).isEqualTo(64);
        assertThat(host.errors())
                .isEqualTo(
                        "tend: \"web\" is one word too many: tend shutdown takes no names; did you mean \"tend stop web\"?\n");
    }

    @ParameterizedTest
    @CsvSource({"ls, status", "list, status", "ps, status", "top, status", "tail, logs NAME", "daemon-reload, reload"})
    void namesOurVerbForOneOfOthers(String other, String own) {
        assertThat(host.tend(other)).isEqualTo(64);
        assertThat(host.errors()).isEqualTo("tend: unknown verb \"" + other + "\": here it is \"tend " + own + "\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stat | unknown verb \"stat\": did you mean \"status\"?",
                "disable web | unknown verb \"disable\": each file in a service folder is a service that runs; enabled=no in it",
                "logs --tail 5 web | unknown option \"--tail\": here it is --lines",
                "logs -F web | unknown option \"-F\": here it is -f",
                "stop --signal KILL web | unknown option \"--signal\": here it is \"tend signal\"",
                "status --quux | unknown option \"--quux\": see \"tend help status\"",
                "logs --since 10m web | --since \"10m\" is no time: write it as 3:00, yesterday, \"2h ago\", 2026-11-21 or \"2026-11-21 3:00\"; units are d, h, m and s"
            })
    void saysWhatWasProbablyMeant(String line, String answer) {
        host.files.with("/var/log/tend/web/current", "");
        assertThat(host.tend(line.split(" ", -1))).isEqualTo(64);
        assertThat(host.errors()).startsWith("tend: " + answer);
    }

    @Test
    void addsNothingWhereAnOutcomeSaysThatTheTimeIsOver() {
        host.keeper(new Outcome("web", false, "not there yet"), new End(75, "timed out"));
        assertThat(host.tend("stop", "web", "--timeout", "1s")).isEqualTo(75);
        assertThat(host.errors()).isEqualTo("tend: web: not there yet\n");
    }

    @Test
    void saysWhatCanBeImported() {
        assertThat(host.tend("import", "supervisord", "x.conf")).isEqualTo(64);
        assertThat(host.errors()).startsWith("tend: import knows procfile and runit only: write service files by hand");
    }

    @Test
    void showsTheVerbsWhenCalledWithoutOne() {
        assertThat(host.tend()).isEqualTo(64);
        assertThat(host.output()).contains("usage: tend VERB").contains("  status    show the state of services\n");
    }

    @Test
    void knowsHelpAndVersionAsOptionsAsWell() {
        assertThat(host.tend("--help")).isZero();
        assertThat(host.tend("--version")).isZero();
        assertThat(host.tend("stop", "--help")).isZero();
        assertThat(host.output())
                .contains("tend " + Keeper.VERSION + "\n")
                .contains("usage: tend stop [OPTION]... NAME...");
    }

    @Test
    void showsHelpAndVersionAsJsonAsWell() {
        assertThat(host.tend("version", "--json")).isZero();
        assertThat(host.tend("help", "--json", "version")).isZero();
        assertThat(host.output())
                .isEqualTo("{\"version\":\"" + Keeper.VERSION + "\"}\n"
                        + "{\"verb\":\"version\",\"operands\":\"\",\"summary\":\"show the version of Tend\","
                        + "\"details\":\"\",\"options\":[{\"name\":\"json\",\"letter\":\"\",\"value\":\"\","
                        + "\"meaning\":\"print JSON\"},{\"name\":\"help\",\"letter\":\"h\",\"value\":\"\","
                        + "\"meaning\":\"show this help\"}]}\n");
        host.terminal.output.setLength(0);
        assertThat(host.tend("help", "--json")).isZero();
        assertThat(host.output().lines())
                .hasSize(Verbs.ALL.size())
                .first()
                .asString()
                .startsWith("[{\"verb\":\"up\"");
    }

    @Test
    void suggestsTheFaceThatWasMeantAndListsThemAll() {
        assertThat(host.tend("as", "goin")).isEqualTo(64);
        assertThat(host.errors())
                .startsWith("tend: unknown face \"goin\": did you mean \"going\"? There are: going sipid ");
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
        assertThat(host.output()).isEqualTo("no name [/bin/ls, -l] OptionalLong[20000000]\n");
    }

    @Test
    void leavesWhatACommandLeavesBehindIfAskedTo() {
        assertThat(host.tend("run", "--kill-mode", "process", "--", "ls")).isEqualTo(7);
        assertThat(host.tend("run", "--stop-timeout=1s", "ls")).isEqualTo(7);
        assertThat(host.output()).isEqualTo("no name [ls] OptionalLong.empty\nno name [ls] OptionalLong[1000000]\n");
        assertThat(host.tend("run", "--kill-mode", "proces", "--", "ls")).isEqualTo(64);
        assertThat(host.tend("run", "--stop-timeout", "soon", "ls")).isEqualTo(64);
        assertThat(host.errors().lines())
                .containsExactly(
                        "tend: --kill-mode \"proces\" is neither group nor process",
                        "tend: --stop-timeout \"soon\" is no time: write it as 30s, 1m30s or 500ms");
    }
}

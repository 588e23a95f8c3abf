package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with a Procfile, kept as foreman would keep it. */
class ProcfileTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private String procfile(String... lines) {
        tend.file("app/Procfile", String.join("\n", lines) + "\n");
        return tend.path("app/Procfile").toString();
    }

    private static String greets(String name) {
        return name + ": echo \"$PS on $PORT says $GREETING in $PWD\"; exec sleep 1000";
    }

    @Test
    void runsProcessTypesOnTheirPortsAndShowsWhatTheySay() {
        tend.file("app/.env", "# comment\nexport GREETING=\"good day\"\n");

        tend.up("--procfile", procfile(greets("web"), greets("worker")));

        String folder = tend.path("app").toString();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.output())
                .contains("web    | web.1 on 5000 says good day in " + folder + "\n")
                .contains("worker | worker.1 on 5100 says good day in " + folder + "\n"));
    }

    @Test
    void numbersTheInstancesOfAFormation() {
        tend.up("--procfile", procfile(greets("web"), greets("worker")), "--formation", "worker=2", "--port", "7000");

        tend.awaitLog("worker@1", "worker.1 on 7100");
        tend.awaitLog("worker@2", "worker.2 on 7101");
        assertThat(tend.status()).extracting(Status::name).containsExactly("worker@1", "worker@2");
    }

    @Test
    void isKnownToEveryVerb() {
        tend.up("--procfile", procfile(greets("web"), greets("worker")), "--formation", "worker=2", "--port", "7000");
        tend.awaitUp("worker@1");

        assertThat(tend.done("explain", "worker").out()).contains("export PORT=$((7099+INSTANCE))");
        assertThat(tend.done("check").all()).contains("1 file is fine");
        tend.done("export", "runit", "-o", tend.path("out").toString());
        assertThat(tend.path("out/worker/run")).exists();
        for (String verb : List.of("status", "stop", "start", "logs", "why")) {
            assertThat(tend.verb(verb, "worker.1").err()).contains("did you mean \"worker@1\"?");
        }
    }

    @Test
    void appliesAnEditAndLeavesTheRestAlone() {
        tend.service("beside", "cmd=sleep 1000").up("--procfile", procfile("web: sleep 1000", "old: sleep 1000"));
        int web = tend.awaitUp("web").pid();
        int old = tend.awaitUp("old").pid();

        procfile("web: sleep 1000", "new: exec sleep 2000");

        assertThat(Proc.command(tend.awaitUp("new").pid())).containsExactly("sleep", "2000");
        tend.awaitGone(old);
        assertThat(tend.status("web").pid()).isEqualTo(web);
        assertThat(tend.status("beside").isUp()).isTrue();
    }

    @Test
    void keepsAllRunningWhenTheProcfileBecomesInvalid() {
        tend.up("--procfile", procfile("web: sleep 1000", "worker: sleep 1000"));
        int web = tend.awaitUp("web").pid();

        procfile("web: sleep 2000", "worker sleep 1000");

        Tend.awaiting()
                .untilAsserted(() -> assertThat(tend.errors()).contains("app/Procfile:2: no \":\" in this line"));
        assertThat(tend.status("web").pid()).isEqualTo(web);
    }

    @Test
    void endsAllWhenOneEnds() {
        tend.launch("--foreground", "--procfile", procfile("web: exec sleep 1000", "worker: sleep 0.5; exit 3"));

        assertThat(tend.awaitEnd()).isEqualTo(3);
        assertThat(tend.errors()).contains("worker is critical");
    }

    @Test
    void endsAllWhenOneIsDone() {
        tend.launch("--foreman", "--procfile", procfile("web: exec sleep 1000", "worker: exit 0"));

        assertThat(tend.awaitEnd()).isZero();
    }

    @Test
    void writesIntoAFileThatIsSharedWithOthers() {
        String shared = tend.path("shared").toString();
        String up = Tend.BINARY + " up --foreground --procfile " + procfile("web: echo in between") + " --log-dir "
                + tend.logs();

        tend.command(List.of("sh", "-c", "{ echo first; " + up + "; echo last; } >" + shared));

        assertThat(Tend.text(tend.path("shared"))).isEqualTo("first\nweb | in between\nlast\n");
    }

    @Test
    void restartsWhatEndsOtherwise() {
        tend.up("--procfile", procfile("web: sleep 1000"));
        int pid = tend.awaitUp("web").pid();
        Proc.signal(pid, "KILL");
        tend.awaitSuccessor("web", pid);
    }

    @Test
    void adoptsThemWhenTheKeeperWasKilled() {
        String procfile = procfile("web: exec sleep 1000");
        tend.up("--procfile", procfile);
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();

        tend.up("--procfile", procfile);

        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);
        assertThat(tend.done("plan").out()).contains("nothing to do");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        String file = procfile("web: sleep 1000");
        assertThat(tend.verb("up", "--procfile", tend.path("none").toString()).code())
                .isEqualTo(72);
        assertThat(tend.verb("up", "--procfile", file, "--formation", "wbe=2")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(64);
            assertThat(ran.err()).contains("did you mean \"web\"?");
        });
        for (var options : List.of(List.of("--port", "0"), List.of("--formation", "web"), List.of("--port", "x"))) {
            assertThat(tend.verb("up", "--procfile", file, options.getFirst(), options.getLast())
                            .code())
                    .isEqualTo(64);
        }
        assertThat(tend.verb("up", "--foreground").code()).isEqualTo(64);
    }

    @Test
    void beginsNothingWhereOneOfThoseThatEndTogetherIsWrong() {
        String file = procfile("web: sleep 1000", "worker sleep 1000");

        var ran = tend.verb("up", "--foreman", "--procfile", file);

        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.err()).contains("app/Procfile:2: no \":\" in this line");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that come from other supervisors, and go to them. */
class ExchangeTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private static void assumeThereIs(String program) {
        assumeTrue(
                Ran.command(List.of("sh", "-c", "command -v " + program), Map.of())
                                .code()
                        == 0,
                program + " is not installed");
    }

    private Path out() {
        return tend.path("out");
    }

    private Ran export(String format) {
        return tend.done("export", format, "-d", tend.services().toString(), "--out", out().toString());
    }

    private void someServices() {
        tend.service("web", "cmd=sleep 1000", "cwd=/tmp", "env.A=it's $HOME", "health=file:/tmp", "stop-timeout=3s")
                .service("worker", "shell=while :; do sleep 1; done # 'x'", "env-inherit=yes", "log=console")
                .service("copies", "cmd=sleep 2000", "instances=2", "limit.nofile=512:1024", "umask=077");
    }

    /** Replaces the services by those that came back. */
    private void replaceServicesBy(String format, String from) {
        tend.done("import", format, from, "--out", tend.path("back").toString());
        for (String name : List.of("web", "worker", "copies")) {
            tend.file("services/" + name, Tend.text(tend.path("back/" + name)));
        }
    }

    @Test
    void runitGivesBackTheSamePlan() {
        someServices();
        tend.up("--no-watch");
        var ran = export("runit");
        assertThat(ran.err()).contains("tend: web: health=file:/tmp: runit cannot say it\n");

        replaceServicesBy("runit", out().toString());

        assertThat(tend.done("plan").out()).isEqualTo("nothing to do, 3 kept as they are\n");
    }

    @Test
    void aProcfileGivesBackTheSamePlan() {
        someServices();
        tend.up("--no-watch");
        var ran = export("procfile");
        assertThat(ran.err()).contains("tend: copies: limit.nofile=512:1024: a Procfile cannot say it\n");

        replaceServicesBy("procfile", out().resolve("Procfile").toString());

        assertThat(tend.done("plan").out()).isEqualTo("nothing to do, 3 kept as they are\n");
    }

    @Test
    void importsAProcfileAsItWouldRun() throws IOException {
        tend.file("app/Procfile", "web: echo $PORT; exec sleep 1000\nworker: exec sleep 1000\n");
        String procfile = tend.path("app/Procfile").toString();

        tend.done("import", "procfile", procfile, "--out", tend.services().toString());
        tend.up("--no-watch");

        tend.awaitLog("web", "5000");
        Files.delete(tend.services().resolve("web"));
        Files.delete(tend.services().resolve("worker"));
        tend.done("import", "procfile", procfile, "--out", tend.services().toString());
        assertThat(tend.done("plan").out()).isEqualTo("nothing to do, 2 kept as they are\n");
    }

    @Test
    void importsRunitsFoldersAndRunsTheirScripts() throws IOException {
        script("sv/web/run", "#!/bin/sh\nexec 2>&1\necho in $PWD\nexec sleep 1000\n");
        script("sv/web/finish", "#!/bin/sh\necho finished $1 $2\n");
        script("sv/web/log/run", "#!/bin/sh\nexec svlogd .\n");
        script("sv/off/run", "#!/bin/sh\nexec sleep 1000\n");
        tend.file("sv/off/down", "");

        var ran = tend.done(
                "import",
                "runit",
                tend.path("sv").toString(),
                "--out",
                tend.services().toString());

        assertThat(ran.err()).isEqualTo("tend: web: log/run is not used: Tend keeps the output itself\n");
        tend.up();
        tend.awaitLog("web", "in " + tend.path("sv/web"));
        assertThat(tend.status("off").state()).isEqualTo("down");
        Proc.signal(tend.awaitUp("web").pid(), "KILL");
        tend.awaitLog("web", "finished -1 9");
    }

    @Test
    void whatIsExportedRunsUnderRunit() throws IOException {
        assumeThereIs("runsv");
        assumeThereIs("svlogd");
        tend.service(
                "web",
                "shell=echo \"$A in $PWD, $(ulimit -n), $(umask)\"; exec sleep 1000",
                "cwd=/tmp",
                "env.A=it's $HOME",
                "limit.nofile=512:1024",
                "umask=077");
        export("runit");

        tend.start("runsv", List.of("runsv", out().resolve("web").toString()));

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(out().resolve("web/log/main/current")))
                .contains("it's $HOME in /tmp, 512, 0077"));
    }

    @Test
    void whatIsExportedSatisfiesSystemd() throws IOException {
        assumeThereIs("systemd-analyze");
        someServices();
        tend.service(
                        "full",
                        "cmd=/bin/sleep '1 000' \"it's\" $HOME 100% 'a\\b' ';'",
                        "env.B=say \"hi\" to $USER & 100%",
                        "env-file=-/etc/default/nothing",
                        "user=daemon",
                        "groups=adm",
                        "restart=on-failure",
                        "success-exit=0 3 TERM",
                        "give-up=5 in 1m",
                        "stop-signal=INT",
                        "stop-timeout=1m30s",
                        "ready=notify",
                        "wants=worker",
                        "after=web",
                        "pre-start=+/bin/true",
                        "finish=exit 0",
                        "capabilities=net_bind_service",
                        "limit.core=unlimited",
                        "limit.cpu=60:120",
                        "limit.rttime=1000",
                        "limit.nice=20",
                        "nice=5",
                        "oom-score-adj=-500",
                        "no-new-privs=yes")
                .service("once", "cmd=/bin/true", "type=task", "capabilities=")
                .service("nightly", "cmd=/bin/true", "type=task", "schedule=TZ=UTC 0,30 3 * * sun", "catch-up=yes")
                .service("often", "cmd=/bin/true", "type=task", "schedule=@every 10m")
                .service(
                        "open",
                        "cmd=/bin/cat",
                        "listen=tcp:127.0.0.1:8080 unix:/run/open",
                        "user=daemon",
                        "watchdog=30s")
                .service("said", "cmd=/bin/echo", "log=service:read")
                .service("read", "cmd=/bin/cat", "input=pipe")
                .service("old", "launch=/bin/true", "halt=-/bin/true", "pidfile=/run/old.pid");
        export("systemd");

        var command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        try (var units = Files.list(out())) {
            units.map(Path::toString).sorted().forEach(command::add);
        }
        var ran = tend.command(command);

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.err().lines().filter(line -> line.contains(out().toString())))
                .isEmpty();
    }

    @Test
    void overwritesNothingThatSaysSomethingElse() {
        someServices();
        tend.file("out/web.service", "mine");

        var ran = tend.verb("export", "systemd", "-d", tend.services().toString(), "--out", out().toString());

        assertThat(ran.code()).isEqualTo(73);
        assertThat(ran.err()).contains("web.service: exists with other content");
        assertThat(out().resolve("worker.service")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithWhatItIsGiven() {
        tend.file("Procfile", "web\n");
        var ran = tend.verb("import", "procfile", tend.path("Procfile").toString(), "--out", out().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.err()).contains("Procfile:1: no \":\"");
        assertThat(tend.verb("import", "runit", tend.path("none").toString()).code())
                .isEqualTo(72);
        assertThat(tend.verb("export", "upstart").code()).isEqualTo(64);
    }

    private void script(String name, String text) throws IOException {
        tend.file(name, text);
        assertThat(tend.path(name).toFile().setExecutable(true)).isTrue();
    }
}

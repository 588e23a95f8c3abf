package dev.tend.format.monit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.Problem;
import dev.tend.format.bosh.BoshJob;
import dev.tend.format.monit.MonitFile.Translated;
import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Translates monit files. */
class MonitFileTest {

    private static final String EXEMPLAR = """
            check process greeter
              with pidfile /var/vcap/sys/run/greeter/greeter.pid
              start program "/var/vcap/jobs/greeter/bin/ctl start" with timeout 30 seconds
              stop program "/var/vcap/jobs/greeter/bin/ctl stop" with timeout 20 seconds
              group vcap
            """;

    private static Translated translate(String text) {
        return MonitFile.translate("/jobs/web/monit", text);
    }

    private static List<String> lines(String text) {
        var translated = translate(text);
        assertThat(translated.problems()).isEmpty();
        var service = translated.services().getFirst();
        assertThat(ServiceFile.parse("x", service.name(), String.join("\n", service.lines()))
                        .problems())
                .isEmpty();
        return service.lines();
    }

    /** Returns the lines for a test, or another statement, in the check of a process. */
    private static List<String> linesOf(String statement) {
        return lines("check process web pidfile /p start \"/s\"\n" + statement).stream()
                .filter(line -> line.startsWith("health") || line.startsWith("give-up"))
                .toList();
    }

    private static List<String> remarksOf(String statement) {
        return translate("check process web pidfile /p start \"/s\"\n" + statement).remarks().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void translatesTheExemplarsFile() {
        assertThat(lines(EXEMPLAR))
                .containsExactly(
                        "# check process greeter, /jobs/web/monit:1",
                        "# group vcap",
                        "pidfile=/var/vcap/sys/run/greeter/greeter.pid",
                        "launch=/var/vcap/jobs/greeter/bin/ctl start",
                        "launch.timeout=30s",
                        "halt=/var/vcap/jobs/greeter/bin/ctl stop",
                        "halt.timeout=20s");
        assertThat(translate(EXEMPLAR).remarks()).isEmpty();
    }

    @Test
    void readsKeywordsInAnyCaseOnAnyLine() {
        assertThat(lines("CHECK PROCESS web WITH PIDFILE /p START PROGRAM = \"/s\" STOP PROGRAM '/t' # stop\n"))
                .contains("pidfile=/p", "launch=/s", "halt=/t");
    }

    @Test
    void takesTheUserOfAProgram() {
        assertThat(lines(
                        "check process web pidfile /p start \"/s\" as uid vcap and gid \"nobody\" with timeout 5 seconds"
                                + " stop \"/t\""))
                .contains(
                        "user=vcap", "group=nobody", "launch=/s", "launch.timeout=5s", "halt=+/t", "halt.timeout=30s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as uid vcap and gid nobody with timeout 60 seconds",
                "with timeout 60 seconds as uid vcap and gid nobody",
                "as gid nobody and uid vcap timeout 60 seconds",
                "as uid vcap with timeout 60 seconds and as gid nobody",
                "uid vcap gid nobody with timeout 60",
            })
    void takesWhatStandsBehindAProgramInAnyOrder(String options) {
        assertThat(lines("check process web pidfile /p start \"/s\" " + options + " stop \"/t\" as uid vcap"))
                .contains("user=vcap", "group=nobody", "launch=/s", "launch.timeout=1m", "halt=/t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check process web pidfile /p start \"/s\" stop \"/t\" as uid vcap | 1: check process web: its stop program has uid vcap, and"
                        + " would run as another user here: give both the same, or leave it out",
                "check process web pidfile /p uid vcap start \"/s\" | 1: \"uid\" belongs to a program, and stands behind none",
            })
    void leavesOutNothingThatWouldGiveMoreRights(String text, String problem) {
        var translated = translate(text);
        assertThat(translated.services()).isEmpty();
        assertThat(translated.problems().getFirst().toString()).endsWith(":" + problem);
    }

    /** From the seed of the services: {@code if failed port 80 ...}. */
    @Test
    void makesAHealthCheckOfAConnection() {
        assertThat(linesOf("if failed port 80 protocol HTTP\n request /ok\n with timeout 5 seconds\n then restart"))
                .containsExactly(
                        "health=http://127.0.0.1:80/ok",
                        "health-interval=10s",
                        "health-failures=1",
                        "health-timeout=5s",
                        "health-action=restart");
        assertThat(linesOf("if failed host db port 5432 type tcp for 3 cycles then alert"))
                .contains("health=tcp:db:5432", "health-failures=3", "health-action=none");
        assertThat(
                        linesOf(
                                "if failed port 443 type tcpssl protocol http status = 204 2 times within 5 cycles then restart"))
                .contains("health=https://127.0.0.1:443/ status 204", "health-failures=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if mem > 500 MB then restart | memory:500m",
                "if memory usage > 64kb for 2 cycles then restart | memory:64k",
                "if cpu > 90% then restart | cpu:90%",
                "if cpu is greater than 90 % for 5 cycles then restart | cpu:90% for 50s",
            })
    void makesAHealthCheckOfALimit(String rule, String check) {
        assertThat(linesOf(rule)).contains("health=" + check);
        assertThat(remarksOf(rule)).isEmpty();
    }

    @Test
    void countsCyclesAsTheFileSetsThem() {
        assertThat(
                        lines(
                                "set daemon 30 check process web pidfile /p start \"/s\" if 3 restarts within 5 cycles then timeout"))
                .contains("give-up=3 in 2m30s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if loadavg (1min) > 4 then alert | if loadavg (1min) > 4 then alert",
                "if children > 250 then restart | if children > 250 then restart",
                "if mem > 80% then restart | if mem > 80% then restart",
                "if failed unixsocket /s then restart | if failed unixsocket /s then restart",
                "mode manual | mode manual",
                "every 2 cycles | every",
                "alert a@b.c | alert",
                "nonsense everywhere | \"nonsense\" is not understood",
            })
    void tellsWhatItLeavesOut(String statement, String told) {
        assertThat(remarksOf(statement)).containsExactly("/jobs/web/monit:2: " + told + ": left out");
    }

    @Test
    void tellsWhatItExpressesInPart() {
        assertThat(remarksOf("if totalmem > 1 GB then restart"))
                .containsExactly(
                        "/jobs/web/monit:2: totalmem counts its children, and only the process itself is looked"
                                + " at: left out");
        assertThat(remarksOf("if mem > 1 GB then restart if cpu > 50% then alert"))
                .containsExactly("/jobs/web/monit:2: if cpu:50% then alert: left out");
        assertThat(remarksOf("if 90 restarts within 2 cycles then timeout")).hasSize(1);
        assertThat(remarksOf("if does not exist then restart")).isEmpty();
    }

    @Test
    void refusesWhatItCannotFollow() {
        assertThat(translate("check process web pidfile /p").problems().toString())
                .contains("no start program");
        assertThat(translate("check process web matching x start \"/s\"")
                        .problems()
                        .toString())
                .contains("no pidfile");
        assertThat(translate("check host app with address 127.0.0.1 start \"/s\" if failed port 80 then restart")
                        .problems()
                        .toString())
                .contains("no \"check process\"");
        assertThat(translate(EXEMPLAR + EXEMPLAR).problems().toString())
                .contains("monit:6: check process greeter stands here twice: remove one of them");
        assertThat(translate("").problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check process web pidfile /p start \"/s",
                "check process web pidfile /p start \"/s\nuser=root\"",
                "check process a/b pidfile /p start \"/s\"",
                "check process web pidfile /p start \"/s 'x\"",
                "check",
                "check process",
                "\0",
            })
    void refusesHostileFilesWithALine(String text) {
        var translated = translate(text);
        assertThat(translated.services()).isEmpty();
        assertThat(translated.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                .isNotBlank()
                .doesNotContain("\n"));
    }

    /** Whatever it is made of, it comes to an end, and never makes more lines than it has keys for. */
    @Test
    void survivesAnyOrderOfItsWords() {
        var words = List.of(
                "check", "process", "web", "pidfile", "/p", "start", "program", "\"/s\"", "stop", "if", "failed",
                "port", "80", "then", "restart", "else", "depends", "on", "group", "cycles", "for", "3", "times",
                "within", "cpu", ">", "90%", "mem", "MB", "set", "daemon", "timeout", "seconds", "as", "uid", "\n",
                "\"", "#", "=");
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            for (var service : translate(text.toString()).services()) {
                assertThat(service.lines()).as("seed %s", seed).allMatch(line -> line.indexOf('\n') < 0);
            }
        }
    }

    @Test
    void aJobsScriptsGoWithTheServiceThatNoneDependsOn() {
        var job =
                BoshJob.of("/jobs/cc", Optional.empty(), Optional.of("""
                        check process api pidfile /a start "/s a" depends on db
                        check process worker pidfile /w start "/s w"
                        check process db pidfile /d start "/s d"
                        """), Set.of("drain", "pre-start", "post-deploy"));

        assertThat(job.problems()).isEmpty();
        assertThat(job.services().keySet()).containsExactly("api", "worker", "db");
        assertThat(job.services().get("api")).contains("requires=db").doesNotContain("drain");
        assertThat(job.services().get("worker"))
                .contains("after=api db", "drain=+/jobs/cc/bin/drain", "hooks=start", "job=cc")
                .doesNotContain("post-deploy", "post-stop");
        job.services().forEach((name, text) -> assertThat(
                        ServiceFile.parse("x", name, text).problems())
                .isEmpty());
    }

    @Test
    void aJobsOwnFileHolds() {
        var job = BoshJob.of(
                "/jobs/my web",
                Optional.of("cmd=web\nhooks=start,restart\ndrain=echo 0"),
                Optional.of(EXEMPLAR),
                Set.of("drain", "pre-start"));

        assertThat(job.services()).containsOnlyKeys("my web");
        assertThat(job.services().get("my web"))
                .contains("hooks=start,restart\ndrain=echo 0\n")
                .contains("pre-start=+'/jobs/my web/bin/pre-start' \"$@\"\n")
                .doesNotContain("bin/drain");
        assertThat(ServiceFile.parse("x", "my web", job.services().get("my web"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aFolderWithNeitherFileIsNoJob() {
        assertThat(BoshJob.of("/jobs/web", Optional.empty(), Optional.empty(), Set.of())
                        .problems())
                .singleElement()
                .hasToString("/jobs/web: has neither a file tend nor a file monit: this is no job");
    }
}

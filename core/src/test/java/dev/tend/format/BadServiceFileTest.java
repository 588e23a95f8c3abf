package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.Key;
import dev.tend.format.tend.Keys;
import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad service files: every one gets a clear line. */
class BadServiceFileTest {

    @Test
    void guessesWhatAnUnknownKeyWasMeantToBe() {
        assertProblems("cmd=a\nrestrat=never", "d/web:2: key \"restrat\" is unknown: did you mean \"restart\"?");
        assertProblems("cmd=a\ncolour=red", "d/web:2: key \"colour\" is unknown");
        assertProblems("cmd=a\nenv=x", "d/web:2: key \"env\" is not complete: write env.NAME");
        assertProblems("cmd=a\nlimit.=x", "d/web:2: key \"limit.\" is not complete: write limit.RESOURCE");
        assertProblems("cmd=a\n=x", "d/web:2: key \"\" is unknown");
    }

    @Test
    void namesTheFirstOfTwoLines() {
        assertProblems("cmd=a\n\ncmd=b", "d/web:3: key \"cmd\" stands in line 1 already: keep one of them");
        assertProblems("cmd=a\nenv.A=1\nenv.A=1", "d/web:3: key \"env.A\" stands in line 2 already: keep one of them");
    }

    @Test
    void wantsExactlyOneThingToExecute() {
        assertProblems("# nothing", "d/web: says nothing to execute: add cmd=PROGRAM ARGUMENTS");
        assertProblems("", "d/web: says nothing to execute: add cmd=PROGRAM ARGUMENTS");
        assertProblems("shell=a\ncmd=b", "d/web:2: cmd and shell exclude each other: keep one of them");
        assertProblems("cmd=", "d/web:1: cmd: names no program: write the program and its arguments");
        assertProblems("cmd='' x", "d/web:1: cmd: names no program: write the program and its arguments");
        assertProblems("shell=", "d/web:1: shell: has no value: write a line for /bin/sh");
        assertProblems("cmd=a 'b", "d/web:1: cmd: the single quote (') in column 3 is never closed");
    }

    @Test
    void keepsTheNumbersOfSocketsFree() {
        assertProblems(
                "cmd=a\nready=fd:4\nlisten=tcp:80 tcp:443", "d/web:2: ready: descriptor 4 is for listen: write fd:5");
    }

    @Test
    void wantsWhatBelongsTogether() {
        assertProblems("cmd=a\nschedule=@daily", "d/web:2: schedule: only a task runs by schedule: add type=task");
        assertProblems(
                "cmd=a\nstart-on=connection", "d/web:2: start-on: there is nothing to connect to: add listen=ADDRESS");
        assertProblems(
                "cmd=a\nlisten=tcp:80\ninstances=2\nstart-on=connection",
                "d/web:4: start-on: several instances would be started by the same client: remove instances");
        assertProblems(
                "cmd=a\ntype=task\nlisten=tcp:80\nstart-on=connection",
                "d/web:4: start-on: a task does not wait for connections: remove type, or start-on");
        assertProblems(
                "cmd=a\nidle-timeout=5m",
                "d/web:2: idle-timeout: nothing would start it again: add start-on=connection");
        assertProblems(
                "cmd=a\ndirectories=web",
                "d/web:2: directories: \"web\" is no directory: write one such as runtime:web, state:web or /srv/web:0750");
        for (String bad : List.of("a=b", "web@eu", "a*", "a:b", "a.b", "\u00e9", "-a", "1a")) {
            assertProblems(
                    "cmd=a\ntags=ok " + bad,
                    "d/web:2: tags: \"" + bad
                            + "\" is no name: write a letter, and up to 63 more letters, digits, - and _");
        }
        assertProblems(
                "cmd=a\nreload=signal:KILL",
                "d/web:2: reload: no program can handle KILL: name the signal at which it rereads its configuration, such as HUP");
        assertProblems(
                "cmd=a\ninstances=2,us",
                "d/web:2: instances: \"2\" is no name: write a letter, and up to 63 more letters, digits, - and _");
        assertProblems(
                "cmd=a\ndirectories=home:web", "d/web:2: directories: \"home\" is none of runtime, state, log, cache");
        for (String bad :
                List.of("state:../web", "state:", "/", "/srv/../web", "/srv//web", "log:a/.", "state:a:b:0700")) {
            assertProblems(
                    "cmd=a\ndirectories=" + bad,
                    "d/web:2: directories: \"" + bad
                            + "\" has \".\", \"..\", an empty name or a special character in its path:"
                            + " name it plainly");
        }
        assertProblems(
                "cmd=a\ndirectories=state:web:0999",
                "d/web:2: directories: \"0999\" is no mode: write an octal number from 000 to 777, such as 0750");
        assertProblems(
                "cmd=a\nschedule-overlap=kill",
                "d/web:2: schedule-overlap: there is no schedule: add one, or remove it");
        assertProblems(
                "cmd=a\ntype=task\nschedule=@daily\nschedule-overlap=wait",
                "d/web:4: schedule-overlap: \"wait\" is none of skip, queue, kill");
        assertProblems("cmd=a\nrun-timeout=0", "d/web:2: run-timeout: \"0\" is less than the least it may be, 1ms");
        assertProblems("cmd=a\ncatch-up=yes", "d/web:2: catch-up: there is no schedule: add one, or remove it");
        assertProblems(
                "cmd=a\nready=log:up\nlog=null",
                "d/web:2: ready: log:TEXT needs output that the keeper reads: write log=file, console or syslog");
    }

    @Test
    void saysWhatAProbeOrAScheduleCouldBe() {
        assertProblems(
                "cmd=a\nhealth=cpu:90",
                "d/web:2: health: \"90\" is no limit of processor time: write one such as cpu:90% or cpu:90% for 1m");
        assertProblems("cmd=a\nhealth-action=reboot", "d/web:2: health-action: \"reboot\" is none of restart, none");
        assertProblems("cmd=a\nnotify=mail", "d/web:2: notify: \"mail\" is no way to tell: write exec: and a command");
        assertProblems(
                "cmd=a\ntype=task\nschedule=@dayly",
                "d/web:3: schedule: \"@dayly\" is none of @every, @hourly, @daily, @midnight, @weekly, @monthly, @yearly,"
                        + " @annually: did you mean \"@daily\"?");
    }

    /** The keeper does not take it either: it would stop what it needs, and wait for it. */
    @Test
    void refusesWhatIsNeededAndInConflict() {
        String message = "cannot be wanted and be in conflict: remove one of them";
        assertProblems("cmd=a\nrequires=db\nconflicts=db", "d/web:3: conflicts: \"db\" " + message);
        assertProblems("cmd=a\nconflicts=x db\nwants=db", "d/web:2: conflicts: \"db\" " + message);
    }

    @Test
    void reportsAllProblemsInTheOrderOfTheLines() {
        assertProblems(
                "nice=20\nfoo\numask=9",
                "d/web: says nothing to execute: add cmd=PROGRAM ARGUMENTS",
                "d/web:1: nice: \"20\" is not between -20 and 19",
                "d/web:2: no \"=\" in this line: write key=value, or # before a comment",
                "d/web:3: umask: \"9\" is no file mode mask: write an octal number from 000 to 777, such as 022");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "restart=alway|\"alway\" is none of always, on-failure, never: did you mean \"always\"?",
                "restart=|\"\" is none of always, on-failure, never",
                "watchdog=0s|\"0s\" is less than the least it may be, 1ms",
                "listen=web:80|\"web:80\" is no address: write one such as tcp:8080, udp:53 or unix:/run/web.sock",
                "listen=tcp:localhost:80|\"localhost\" is no IP address: write one such as 127.0.0.1 or [::1]: names are not looked up",
                "listen=tcp:::1:80|\"::1\" is no IP address: write one such as 127.0.0.1 or [::1]: names are not looked up",
                "listen=tcp:0|\"0\" is not between 1 and 65535",
                "listen=udp:53 tcp:53 udp:53|\"udp:53\" is given twice: keep one of them",
                "listen=unix:web.sock|\"web.sock\" is no absolute path: write it from / on",
                "critical=true|\"true\" is none of yes, no",
                "cwd=srv|\"srv\" is no absolute path: write it from / on",
                "private=nett|\"nett\" is none of tmp, net, mount, pid: did you mean \"net\"?",
                "private=/|/ itself cannot be empty: name folders below it",
                "private=//|\"//\" has \".\", \"..\" or an empty name in its path: name it plainly",
                "private=/etc/../|\"/etc/../\" has \".\", \"..\" or an empty name in its path: name it plainly",
                "hidden=/|/ itself cannot be hidden: name folders below it",
                "hidden=-/|/ itself cannot be hidden: name folders below it",
                "hidden=/a/./b|\"/a/./b\" has \".\", \"..\" or an empty name in its path: name it plainly",
                "read-only=/..|\"/..\" has \".\", \"..\" or an empty name in its path: name it plainly",
                "read-only=etc|\"etc\" is no absolute path: write it from / on",
                "memory-max=1k|\"1k\" is not between 64k and 1024T",
                "cpu-max=50|\"50\" is no percentage: write one of a processor, such as 50%, or 200% for two",
                "cpu-weight=0|\"0\" is not between 1 and 10000",
                "on-missing=no|\"no\" is none of refuse, ignore",
                "chroot=|has no value: write it from / on",
                "pidfile=web.pid|\"web.pid\" is no absolute path: write it from / on",
                "env-file=/a b|\"b\" is no absolute path: write it from / on",
                "env-file=-|has no value: write it from / on",
                "env.A B=1|a variable's name has no blanks",
                "umask=01000|\"01000\" is no file mode mask: write an octal number from 000 to 777, such as 022",
                "umask=7777|\"7777\" is no file mode mask: write an octal number from 000 to 777, such as 022",
                "nice=high|\"high\" is no number: write one from -20 to 19",
                "oom-score-adj=-1001|\"-1001\" is not between -1000 and 1000",
                "instances=0|\"0\" is not between 1 and 1000",
                "instances=1001|\"1001\" is not between 1 and 1000",
                "instances=99999999999|\"99999999999\" is no number: write one from 1 to 1000",
                "user=|has no value: write one as it stands in the system's files",
                "user=a:b|\"a:b\" is no name or number of a user or group: write one as it stands in the system's"
                        + " files",
                "stable=5 s|\"5 s\" is no duration: write one such as 500ms, 5s or 1m30s",
                "stable=0|\"0\" is less than the least it may be, 1ms",
                "backoff=30s..100ms|the first pause in \"30s..100ms\" is longer than the longest",
                "backoff=..1s|has no value: write one such as 500ms, 5s or 1m30s",
                "backoff=0|\"0\" is less than the least it may be, 1ms",
                "give-up=10|\"10\" is no give-up rule: write never, or a count and a time such as 10 in 1m",
                "give-up=0 in 1m|\"0\" is not between 1 and 100",
                "give-up=3 in x|\"x\" is no duration: write one such as 500ms, 5s or 1m30s",
                "success-exit=256|\"256\" is not between 0 and 255",
                "success-exit=TREM|\"TREM\" is no signal: write a name such as TERM, or a number",
                "stop-signal=65|\"65\" is no signal: write a name such as TERM, or a number",
                "stop-signal=|has no value: write a name such as TERM, or a number",
                "kill-mode=all|\"all\" is none of group, process",
                "on-change=nextstart|\"nextstart\" is none of restart, next-start, reload: did you mean \"next-start\"?",
                "log=service|\"service\" is none of file, console, syslog, null, inherit, service:NAME: did you mean \"service:NAME\"?",
                "log=service:|\"\" is no service: a service needs a name",
                "log=service:a@1|\"a@1\" is no service: the name has an \"@\", which is for instances: rename the file",
                "log=files|\"files\" is none of file, console, syslog, null, inherit, service:NAME: did you mean \"file\"?",
                "log=syslog:nix.info|\"nix.info\" is no facility and severity of syslog: write for example daemon.info or local0.notice",
                "log=syslog:daemon.loud:web|\"daemon.loud\" is no facility and severity of syslog: write for example daemon.info or local0.notice",
                "log=syslog:daemon.info:a b|\"a b\" is no tag: it has 1 to 32 of the characters a-z A-Z 0-9 . _ - @",
                "log-size=10MB|\"10MB\" is no size: write one such as 4096, 64k, 10M or 1G",
                "log-size=100|\"100\" is not between 1k and 1048576T",
                "log-buffer=2G|\"2G\" is not between 4k and 1G",
                "log-keep=-1|\"-1\" is not between 0 and 10000",
                "log-full=drop|\"drop\" is none of block, drop-new, drop-old",
                "log-timestamps=yes|\"yes\" is none of none, iso",
                "limit.nofile=2:1|the soft limit in \"2:1\" is above the hard one",
                "limit.nofile=unlimited:1|the soft limit in \"unlimited:1\" is above the hard one",
                "limit.nofile=many|\"many\" is no limit: write a number such as 1024, 64k or 2G, or unlimited",
                "enabled=|expected yes, no, $NAME, ! or ( in column 1, where it ends",
            })
    void saysWhatAValueMayBe(String line, String problem) {
        String key = line.substring(0, line.indexOf('='));
        assertProblems("cmd=a\n" + line, "d/web:2: " + key + ": " + problem);
    }

    @Test
    void guessesResourcesAndCapabilities() {
        assertThat(problem("cmd=a\nlimit.nofiles=1")).endsWith(": did you mean \"nofile\"?");
        assertThat(problem("cmd=a\ncapabilities=net_bind_servic")).endsWith(": did you mean \"net_bind_service\"?");
    }

    @Test
    void refusesAGiveUpRuleThatCannotBeReached() {
        assertProblems(
                "cmd=a\ngive-up=5 in 10s\nbackoff=1m",
                "d/web:2: give-up: 5 ends take at least 15 s with these backoff and stable, so they never fall within"
                        + " 10 s: allow more time, or fewer ends");
    }

    @Test
    void refusesOnePidfileForSeveralInstances() {
        assertProblems(
                "cmd=a\npidfile=/run/a\ninstances=2",
                "d/web:2: pidfile: several instances cannot share one: remove it, or instances");
    }

    @Test
    void refusesWhatIsNoText() {
        assertProblems("cmd=a\nenv.A=\0", "d/web:2: the line has a NUL byte in it: this is no text");
        assertProblems("cmd=a\nenv.A=\ufffd", "d/web:2: the line is not valid UTF-8: save the file as UTF-8");
        assertProblems("cmd=a\n# \ufffd in a comment harms nobody");
        assertProblems("cmd=a\nenv.A=" + "x".repeat(32 << 10), "d/web:2: the line is longer than 32 KiB");
        assertProblems("#".repeat(66 << 10), "d/web: is larger than 64 KiB: this is no service file");
        assertProblems("cmd=a\ncwd=/" + "x".repeat(4096), "d/web:2: cwd: is longer than any path may be, 4095 bytes");
    }

    @Test
    void boundsTheNumberOfProblems() {
        assertThat(ServiceFile.parse("d/web", "web", "x\n".repeat(30_000)).problems())
                .hasSize(20);
    }

    @Test
    void refusesNamesThatWouldConfuse() {
        assertThat(ServiceFile.nameProblem("web")).isEmpty();
        assertThat(ServiceFile.nameProblem("wéb site")).isEmpty();
        assertThat(ServiceFile.nameProblem("x".repeat(200))).isEmpty();
        assertThat(ServiceFile.nameProblem("é".repeat(101)))
                .contains("the name is longer than 200 bytes: rename the file");
        assertThat(ServiceFile.nameProblem("web@1"))
                .contains("the name has an \"@\", which is for instances: rename the file");
        assertThat(ServiceFile.nameProblem("a\nb")).isPresent();
        assertThat(ServiceFile.nameProblem("a/b")).isPresent();
        assertThat(ServiceFile.nameProblem("")).isPresent();
        assertThat(ServiceFile.parse("d/a@b", "a@b", "cmd=a").problems()).hasSize(1);
    }

    @Test
    void takesAnEmptyWordForNoSignal() {
        assertThat(problem("cmd=a\nsuccess-exit=\"\"\n")).contains("success-exit: has no value");
    }

    @Test
    void hasASpecExactlyWhereThereIsNoProblem() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder(random.nextBoolean() ? "cmd=a\n" : "");
            for (int i = random.nextInt(5); i > 0; i--) {
                Key key = Keys.all().get(random.nextInt(Keys.all().size()));
                text.append(key.name()).append('=');
                for (int j = random.nextInt(6); j > 0; j--) {
                    text.append("0159skM.:, /'\"\\$=!&|()-ayn\0".charAt(random.nextInt(27)));
                }
                text.append('\n');
            }
            Parsed parsed = ServiceFile.parse("d/web", "web", text.toString());
            assertThat(parsed.spec().isPresent())
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(parsed.problems().isEmpty());
        }
    }

    private static String problem(String text) {
        return ServiceFile.parse("d/web", "web", text).problems().getFirst().toString();
    }

    private static void assertProblems(String text, String... problems) {
        assertThat(ServiceFile.parse("d/web", "web", text).problems())
                .map(Problem::toString)
                .containsExactly(problems);
    }
}

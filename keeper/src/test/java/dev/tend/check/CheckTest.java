package dev.tend.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Keeper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} and {@code explain}: what is read from service files. */
class CheckTest {

    private final FakeHost host = new FakeHost();

    private static Keeper keeper(List<String> folders, List<String> runit, String manner, List<String> jobs) {
        var sources = Map.of("folders", folders, "runit", runit, "bosh-jobs", jobs);
        return new Keeper("0.1.0", 7, 0, sources, manner, "/run/tend", "/log", 2);
    }

    private static final String PROCFILE = "web: exec /bin/web\nworker: work\n";

    @Test
    void knowsProcfilesWithTheirOptions() {
        host.files.with("/app/Procfile", PROCFILE).with("/app/.env", "PORT=6000\n");
        String[] options = {"--procfile", "/app/Procfile", "--formation", "web=1,worker=2"};

        assertThat(host.tend(with(options, "explain", "--set", "web", "worker@2")))
                .isZero();
        assertThat(host.output())
                .containsPattern("cmd +/bin/web +/app/Procfile")
                .containsPattern("env.PORT +6000 +/app/Procfile")
                .containsPattern("instances +2 +/app/Procfile")
                .doesNotContain("default");
        assertThat(host.tend(with(options, "check"))).isZero();
        assertThat(host.tend(with(options, "explain", "web.1"))).isEqualTo(1);
        assertThat(host.errors()).contains("no service is called web.1: did you mean \"web\"?");
        assertThat(host.tend("explain", "--port", "7000", "web")).isEqualTo(64);
    }

    private static String[] with(String[] options, String... words) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(options)).toArray(String[]::new);
    }

    @Test
    void saysWhatIsWrongWithAProcfile() {
        host.files.with("/app/Procfile", "web serve\n");

        assertThat(host.tend("check", "--procfile", "/app/Procfile")).isEqualTo(78);
        assertThat(host.output()).contains("/app/Procfile:1: no \":\" in this line");
    }

    @Test
    void asksTheKeeperForItsProcfiles() {
        host.files.with("/app/Procfile", PROCFILE);
        host.keeper(
                new Keeper(
                        "0.1.0",
                        7,
                        0,
                        Map.of("procfiles", List.of("path=/app/Procfile port=7000")),
                        "tend",
                        "/run/tend",
                        "/log",
                        2),
                new End(0, ""));

        assertThat(host.tend("explain", "worker")).isZero();
        assertThat(host.output()).containsPattern("env.PORT +7100 +/app/Procfile");
    }

    @Test
    void isFineWithGoodFiles() {
        host.files
                .with("/s/web", "cmd=/bin/web\n")
                .with("/s/.hidden", "nonsense")
                .with("/s/web.bak", "nonsense");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.output()).isEqualTo("1 file is fine\n");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        host.files.with("/s/web", "cmd=/bin/web\nrestrat=never\n");

        assertThat(host.tend("check", "/s/web")).isEqualTo(78);
        assertThat(host.output()).isEqualTo("/s/web:2: key \"restrat\" is unknown: did you mean \"restart\"?\n");
    }

    @Test
    void saysWhatIsWrongWithEnvironmentFiles() {
        host.files.with("/s/web", "shell=x\nenv-file=/e/web -/e/missing\n").with("/e/web", "A=1\nB=\"2\n");

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output()).isEqualTo("/e/web:2: the quote is never closed\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cmd=/bin/gone                | 1: there is no program /bin/gone: the service cannot start",
                "cmd=gone                     | 1: there is no program gone in the service's PATH: the service cannot start",
                "cmd=/bin/plain               | 1: /bin/plain is not executable: chmod +x /bin/plain",
                "cmd=/bin/dos                 | 1: /bin/dos:1: the line ends with a carriage return (\\r), which becomes a part of the"
                        + " interpreter's name: save the file with Unix line ends",
                "cmd=/bin/script              | 1: /bin/script:1: there is no interpreter /bin/perl",
                "shell=x^cwd=/gone            | 2: the folder /gone does not exist: make it, or the service cannot start",
                "shell=x^cwd=/bin/good        | 2: /bin/good is no folder: the service cannot start there",
                "shell=x^env-file=/e/gone     | 2: cannot read /e/gone: no such file or directory: the service cannot start without it",
                "shell=x^env.A=\"b\"        | 2: env.A: the quotes are part of the value: leave them out if they are not meant",
                "shell=x^env.A=$HOME/x        | 2: env.A: nothing is expanded, so the value is \"$HOME/x\" as it stands",
                "cmd=good 1 > /tmp/x          | 1: cmd: there is no shell here, so the program gets \">\" as it is: write shell= instead"
                        + " of cmd= if a shell is meant",
                "cmd=good 1 # a comment       | 1: cmd: a comment stands in a line of its own, so the program gets \"#\" and what follows:"
                        + " move it, or put it in quotes if it is meant",
                "shell=x^pre-start=/bin/gone  | 2: pre-start: there is no program /bin/gone",
                "shell=x^post-stop=/bin/plain | 2: post-stop: /bin/plain is not executable: chmod +x /bin/plain",
                "shell=x^limit.nofile=2000000 | 2: limit.nofile: no process may have more than 1048576 descriptors here, see"
                        + " /proc/sys/fs/nr_open: the service cannot start",
                "shell=x^log=syslog           | 2: log: there is no /dev/log: the output waits until a log daemon is there",
                "cmd=good $HOME               | 1: cmd: there is no shell here, so the program gets \"$HOME\" as it is: write shell="
                        + " instead of cmd= if a shell is meant",
            })
    void warnsOfWhatAStartWouldMiss(String text, String warning) {
        withPrograms();
        host.files.with("/s/web", text.replace("^", "\n") + "\n");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors()).isEqualTo("tend: warning: /s/web:" + warning + "\n");
    }

    @Test
    void warnsOfDirectoriesThatTheServiceCannotUse() {
        withPrograms();
        host.files.with("/s/web", "cmd=good\nuser=0\ndirectories=/srv/a /srv/a/b\nread-only=/srv\n");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors())
                .contains(
                        "/s/web:3: directories: the service cannot write to /srv/a, which is below read-only=/srv: name other folders",
                        "/s/web:3: directories: /srv/a/b is not made, since the service's user may change /srv/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmd=good",
                "cmd=good a#b '# c'",
                "cmd=good\npre-start=-/bin/gone\nfinish=x | y\nlimit.nofile=1048576",
                "cmd=/bin/good '>' '&&'",
                "shell=x > y && z",
                "cmd=good\nenv.A=it's\n",
                "cmd=good a$b",
                "cmd=gone\nenv-inherit=yes",
                "cmd=gone\nenv-file=-/e/gone",
                "cmd=/in/there\ncwd=/srv\nchroot=/new",
                "cmd=good\nenv.PATH=/x:/bin"
            })
    void warnsOfNothingThatIsAsItShouldBe(String text) {
        withPrograms();
        host.files.with("/s/web", text + "\n");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors()).isEmpty();
    }

    private void withPrograms() {
        host.files
                .with("/proc/sys/fs/nr_open", "1048576\n")
                .with("/bin/good", "#!/bin/sh\n")
                .with("/bin/sh", "\177ELF")
                .with("/bin/plain", "")
                .with("/bin/dos", "#!/bin/sh\r\n")
                .with("/bin/script", "#!/bin/perl -w\n");
        for (String program : List.of("good", "dos", "script", "sh")) {
            host.files.modes.put("/bin/" + program, 0755);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "command=x, cmd",
        "ExecStart=x, cmd",
        "directory=/, cwd",
        "environment=A=1, env.NAME",
        "autorestart=true, restart",
        "RestartSec=1, backoff",
        "WorkingDirectory=/, cwd"
    })
    void knowsTheKeysOfOthers(String line, String own) {
        host.files.with("/s/web", "shell=x\n" + line + "\n");

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output())
                .isEqualTo("/s/web:2: key \"" + line.substring(0, line.indexOf('=')) + "\" is unknown: here it is "
                        + own + "\n");
    }

    @Test
    void namesFilesThatAreNoServices() {
        host.files
                .with("/s/web", "shell=x\n")
                .with("/s/web.disabled", "shell=x\n")
                .with("/s/web.orig", "nonsense")
                .with("/s/.hidden", "nonsense");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors().lines())
                .containsExactly(
                        "tend: warning: /s/web.disabled: is no service: the name of a service has letters, digits, - and _, and no"
                                + " \".\"",
                        "tend: warning: /s/web.orig: is no service: it is called as what editors and packagers leave behind");
    }

    @Test
    void remarksOnTheSameContent() {
        host.files.with("/s/web", "shell=x\n").with("/s/web2", "shell=x\n");

        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors())
                .isEqualTo("tend: warning: /s/web2: has the same content as /s/web: is one of them a copy?\n");
    }

    @Test
    void showsPathsAsTheyWereGiven() {
        host.files.with("/home/ada/s/web", "cmd=/bin/web\nx=y\n");

        assertThat(host.tend("check", "s/")).isEqualTo(78);
        assertThat(host.output()).startsWith("s/web:2: ");
    }

    @Test
    void missesUsersAndGroups() {
        host.files
                .with("/etc/passwd", "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n")
                .with("/etc/group", "root:x:0:\n")
                .with("/s/web", "cmd=/bin/web\nuser=nobdy\ngroup=12\ngroups=root, stuff\n");

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output().lines())
                .containsExactly(
                        "/s/web:2: there is no user \"nobdy\" in the system's files: did you mean \"nobody\"?",
                        "/s/web:4: there is no group \"stuff\" in the system's files: add it, or say its number");
    }

    @Test
    void refusesAsRootWhatBelongsToOthers() {
        host.files.user = 0;
        host.files.with("/s/web", "cmd=/bin/web\n").owners.put("/s/web", 1000);

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output()).startsWith("/s/web: refused: it belongs to user 1000");
    }

    /** The file is there; what is wrong with it is one problem, not two. */
    @Test
    void whoRequiresAServiceWhoseFileIsRefusedIsNotToldToAddIt() {
        host.files.user = 0;
        host.files
                .with("/s/app", "cmd=/bin/app\nrequires=db\n")
                .with("/s/db", "cmd=/bin/db\n")
                .with("/bin/app", "")
                .owners
                .put("/s/db", 1000);
        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output()).startsWith("/s/db: refused").hasLineCount(1);
    }

    @Test
    void warnsOfServicesOfWhichOneStopsTheOther() {
        host.files.with("/s/blue", "shell=x\nconflicts=green\n").with("/s/green", "shell=y\n");
        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors())
                .startsWith(
                        "tend: warning: /s/blue:2: conflicts: green is started as well, and one of them stops the other");
        host.terminal.errors.setLength(0);
        host.files.with("/s/green", "shell=y\nenabled=$COLOUR = green\n");
        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.errors()).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(host.tend("check", "/nowhere", "--json")).isEqualTo(72);
        assertThat(host.output())
                .isEqualTo(
                        "[{\"file\":\"/nowhere\",\"line\":0,\"severity\":\"error\",\"message\":\"no such file or folder\"}]\n");
    }

    @Test
    void looksAtTheFoldersOfTheKeeperUnlessToldOthers() {
        host.keeper(keeper(List.of("/s", "/t"), List.of(), "tend", List.of()), new End(0, ""));
        host.files.with("/s/web", "cmd=/bin/web\n").with("/t/db", "cmd=/bin/db\nx=y\n");

        assertThat(host.tend("check")).isEqualTo(78);
        assertThat(host.output()).startsWith("/t/db:2: ").hasLineCount(1);
        assertThat(host.tend("check", "/s")).isZero();
        assertThat(host.asked).hasSize(1);
    }

    @Test
    void looksAtServiceFoldersAsTheKeeperDoes() {
        host.files.user = 0;
        host.files
                .with("/sv/web/run", "")
                .with("/sv/web/log/run", "")
                .with("/sv/ours/run", "")
                .with("/sv/.gone/run", "")
                .owners
                .put("/sv/ours", 1000);

        assertThat(host.tend("check", "--runit", "/sv", "--runit", "/none")).isEqualTo(78);
        assertThat(host.output().lines())
                .containsExactly(
                        "/sv/ours: refused: it belongs to user 1000, but what root runs must be root's: chown root",
                        "/none: there is no such folder");
        host.files.owners.clear();
        assertThat(host.tend("check", "--runit=/sv")).isZero();
        assertThat(host.output()).endsWith("3 files are fine\n");
    }

    @Test
    void looksAtJobsAsTheKeeperDoes() {
        host.files
                .with("/jobs/web/tend", "cmd=/bin/web\nrestrat=never\n")
                .with(
                        "/jobs/db/monit",
                        "check process db with pidfile /run/db\n  start program \"/bin/db\"\n  nonsense\n")
                .with("/jobs/empty/spec", "");

        assertThat(host.tend("check", "--bosh-job", "/jobs/web", "--bosh-job", "/jobs/db", "--bosh-job", "/jobs/empty"))
                .isEqualTo(78);
        assertThat(host.output().lines())
                .anyMatch(line -> line.startsWith("/jobs/web/tend:2: key \"restrat\" is unknown"))
                .contains("/jobs/empty: has neither a file tend nor a file monit: this is no job")
                .hasSize(2);
        assertThat(host.errors()).startsWith("tend: /jobs/db/monit:3: ");
    }

    @Test
    void findsOneNameInTwoKindsOfFolders() {
        host.files
                .with("/s/web", "cmd=/bin/web\nafter=db\n")
                .with("/sv/web/run", "")
                .with("/jobs/db/tend", "cmd=/bin/db\n");

        assertThat(host.tend("check", "/s", "--runit", "/sv", "--bosh-job", "/jobs/db"))
                .isEqualTo(78);
        assertThat(host.output()).isEqualTo("/sv/web/run: /s/web defines service web already: rename one of them\n");
    }

    @Test
    void looksAtAllThatTheKeeperKeeps() {
        host.keeper(keeper(List.of("/s"), List.of("/sv"), "runsvdir", List.of("/jobs/db")), new End(0, ""));
        host.files
                .with("/s/web", "cmd=/bin/web\n")
                .with("/sv/cron/run", "")
                .with("/jobs/db/tend", "cmd=/bin/db\nx=y\n");

        assertThat(host.tend("check")).isEqualTo(78);
        assertThat(host.output()).startsWith("/jobs/db/tend:2: ").hasLineCount(1);
        assertThat(host.tend("explain", "cron")).isZero();
        assertThat(host.output()).containsPattern("log +inherit +/sv/cron/run\\R");
    }

    @Test
    void looksAtTheUsualFolderWhereNoKeeperRuns() {
        host.files.user = 0;
        host.files.with("/etc/tend.d/web", "cmd=/bin/web\n");

        assertThat(host.tend("check")).isZero();
        assertThat(host.output()).isEqualTo("1 file is fine\n");
    }

    @Test
    void saysWhatOneKeeperWouldNotHold() {
        for (int i = 0; i < 5; i++) {
            host.files.with("/s/a" + i, "cmd=/bin/a\ninstances=1000\n");
        }
        host.files.with("/s/b", "cmd=/bin/b\n");

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output()).isEqualTo("/s/b: one keeper keeps at most 5000 instances: start another for more\n");
    }

    @Test
    void refusesASecondFileForAService() {
        host.files.with("/s/web", "cmd=/bin/web\n").with("/t/web", "cmd=/bin/web\n");

        assertThat(host.tend("check", "-d", "/s", "-d", "/t")).isEqualTo(78);
        assertThat(host.output()).isEqualTo("/t/web: /s/web defines service web already: rename one of them\n");
    }

    @Test
    void refusesCirclesAndNamesThatNoFileHas() {
        host.files
                .with("/s/web", "cmd=/bin/web\nafter=db\n")
                .with("/s/db", "cmd=/bin/db\n\nrequires=web, disc\n")
                .with("/s/disk", "cmd=/bin/disk\n");

        assertThat(host.tend("check", "/s")).isEqualTo(78);
        assertThat(host.output().lines())
                .containsExactly(
                        "/s/db:3: requires: a circle: db -> web -> db: remove one of them",
                        "/s/db:3: requires: no service is called \"disc\": did you mean \"disk\"?");
    }

    @Test
    void aFileLookedAtAloneMayNameThoseBesideIt() {
        host.files
                .with("/s/web", "cmd=/bin/web\nafter=db\nwants=cash\n")
                .with("/s/db", "restrat=never\n")
                .with("/s/cache", "cmd=/bin/cache\n");

        assertThat(host.tend("check", "/s/web")).isEqualTo(78);
        assertThat(host.output())
                .isEqualTo("/s/web:3: wants: no service is called \"cash\": add its file, or remove the name\n");
    }

    @Test
    void explainsWhereEverySettingComesFrom() {
        host.files.with("/s/web", "cmd=/bin/web\nstable=1m\n");

        assertThat(host.tend("explain", "web", "-d", "/s")).isZero();
        assertThat(host.output().lines())
                .anyMatch(line -> line.matches("cmd +/bin/web +/s/web:1"))
                .anyMatch(line -> line.matches("stable +1m +/s/web:2"))
                .anyMatch(line -> line.matches("restart +always +default"));
    }

    @Test
    void explainsWhatIsMadeOfFoldersForOthers() {
        host.files
                .with("/sv/cron/run", "")
                .with("/sv/cron/log/run", "")
                .with("/jobs/db/tend", "cmd=/bin/db\n")
                .with("/jobs/db/bin/pre-start", "");

        assertThat(host.tend("explain", "--all", "--runit", "/sv", "--bosh-job", "/jobs/db"))
                .isZero();
        assertThat(host.output().lines())
                .anyMatch(line -> line.matches("cmd +./run +/sv/cron/run"))
                .anyMatch(line -> line.matches("log +service:cron.log +/sv/cron/run"))
                .anyMatch(line -> line.matches("input +pipe +/sv/cron/log/run"))
                .anyMatch(line -> line.matches("cmd +/bin/db +/jobs/db/tend:1"))
                .anyMatch(line -> line.matches("pre-start +\\+/jobs/db/bin/pre-start +/jobs/db/tend"));
    }

    @Test
    void explainsNothingThatIsNotThere() {
        host.files.with("/s/web", "cmd=/bin/web\n");

        assertThat(host.tend("explain", "wbe", "-d", "/s")).isEqualTo(1);
        assertThat(host.errors()).isEqualTo("tend: no service is called wbe in /s: did you mean \"web\"?\n");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Root's keeper and root's programs work in directories of a service's user, who has replaced a file there: they must
 * neither write to root's files, nor show their content, nor signal root's processes.
 */
class BorrowedRightsTest {

    private static final String OTHER = "54714";

    /** The content of a file that nobody but root may read or write. */
    private static final String SECRET = "KEY=secret\n";

    @RegisterExtension
    final Tend tend = new Tend();

    private Path secret;

    /** A directory of the service's user. */
    private Path home;

    /** The ways to replace one file by another. */
    enum Trick {
        LINK("ln -s"),
        HARD_LINK("ln");

        private final String command;

        Trick(String command) {
            this.command = command;
        }
    }

    @BeforeEach
    void hasASecretAndADirectoryOfTheOther() {
        secret = tend.path("secret");
        home = tend.path("home");
        tend.file("secret", SECRET);
        sh("chmod 600 " + secret + " && mkdir " + home + " && chown " + OTHER + ":" + OTHER + " " + home);
    }

    private Ran sh(String line) {
        var ran = tend.command(List.of("sh", "-c", line.replace("tend ", Tend.BINARY + " ")));
        assertThat(ran.code()).as(ran::toString).isZero();
        return ran;
    }

    private Path plant(Trick trick, Path target, String name) {
        Path planted = home.resolve(name);
        sh("mkdir -p " + planted.getParent() + " && " + trick.command + " " + target + " " + planted);
        sh("chown " + OTHER + " " + planted.getParent());
        return planted;
    }

    private void assertSecretIsAsItWas() {
        assertThat(secret).hasContent(SECRET.strip());
        assertThat(sh("stat -c '%u %a' " + secret).out()).isEqualTo("0 600\n");
    }

    private void awaitComplaint(String text) {
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains(text));
    }

    // ---- logs

    @ParameterizedTest
    @EnumSource
    void writesNoLogToTheFileOfAnother(Trick trick) throws IOException {
        Path folder = tend.logs().resolve("web");
        Files.createDirectories(tend.logs());
        sh("mkdir " + folder + " && " + trick.command + " " + secret + " " + folder + "/current && chown " + OTHER + " "
                + folder);
        tend.service("web", "shell=while :; do echo hello; sleep 0.1; done", "user=" + OTHER, "group=" + OTHER)
                .up();

        awaitComplaint(folder + "/current: ");

        assertSecretIsAsItWas();
        var shown = tend.verb("logs", "web");
        assertThat(shown.all()).doesNotContain("secret\n").doesNotContain("KEY");
        assertThat(shown.code()).isNotZero();

        Files.delete(folder.resolve("current"));
        tend.awaitLog("web", "hello");
    }

    @Test
    void writesNoLogToAFifoOfAnother() throws IOException {
        Path folder = tend.logs().resolve("web");
        Files.createDirectories(folder);
        sh("mkfifo " + folder + "/current && chown -R " + OTHER + " " + folder);
        var reader = tend.start("reader", List.of("cat", folder + "/current"));
        tend.service("web", "shell=echo hello; exec sleep 1000").up();

        awaitComplaint(folder + "/current: is no regular file");
        reader.destroyForcibly();
    }

    @Test
    void rotatesALogInADirectoryOfAnother() throws IOException {
        Path folder = tend.logs().resolve("web");
        Files.createDirectories(folder);
        sh("chown " + OTHER + " " + folder);
        tend.service("web", "shell=seq 100000; exec sleep 1000", "log-size=64k", "log-keep=2")
                .up();

        tend.awaitLog("web", "\n100000\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    /** Such scripts append, as root, and their job may have given the directory away. */
    @Test
    void writesNoOutputOfAScriptToTheFileOfAnother() throws IOException {
        var jobs = new Jobs(tend);
        jobs.job("db");
        jobs.program("db", "pre-start", "#!/bin/sh\necho hello\n");
        Path folder = tend.logs().resolve("db");
        Files.createDirectories(folder);
        sh("ln " + secret + " " + folder + "/pre-start.stdout.log && chown " + OTHER + " " + folder);

        jobs.up();

        awaitComplaint(folder + "/pre-start.stdout.log: is a hard link");
        assertSecretIsAsItWas();
    }

    // ---- pid files

    @ParameterizedTest
    @EnumSource
    void endsNoProcessThatAPlantedPidFileNames(Trick trick) throws IOException {
        var precious = tend.start("precious", List.of("sleep", "1000"));
        tend.file("precious.pid", precious.pid() + "\n");
        Path planted = plant(trick, tend.path("precious.pid"), "web.pid");
        tend.service(
                        "web",
                        "launch=/bin/true",
                        "launch.timeout=300ms",
                        "halt=-/bin/false",
                        "pidfile=" + planted,
                        "user=" + OTHER,
                        "group=" + OTHER)
                .up();

        awaitComplaint(planted + ": ");
        tend.verb("stop", "web");

        assertThat(precious.isAlive()).isTrue();
        for (var words : List.of("tend as killproc -p " + planted + " sleep", "tend pidfile kill -p " + planted)) {
            assertThat(tend.command(List.of("sh", "-c", words.replace("tend ", Tend.BINARY + " ")))
                            .code())
                    .isNotZero();
            assertThat(precious.isAlive()).as(words).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesAPidFileInPlaceOfWhatWasPlanted(Trick trick) {
        Path planted = plant(trick, secret, "web.pid");
        plant(trick, secret, ".web.pid.new");
        tend.service("web", "cmd=sleep 1000", "user=" + OTHER, "group=" + OTHER, "pidfile=" + planted)
                .up();

        int pid = tend.awaitUp("web").pid();

        assertThat(planted).hasContent(String.valueOf(pid));
        assertThat(planted).isRegularFile();
        assertThat(Files.isSymbolicLink(planted)).isFalse();
        tend.done("stop", "web");
        assertThat(planted).doesNotExist();
        assertSecretIsAsItWas();
    }

    @Test
    void writesNoPidFileBehindALinkOfAnother() {
        sh("mkdir " + tend.path("precious") + " && ln -s " + tend.path("precious") + " " + home + "/run");
        tend.service("web", "cmd=sleep 1000", "pidfile=" + home + "/run/web.pid")
                .up();

        awaitComplaint("run is a symbolic link in a folder that others may write");
        assertThat(tend.path("precious")).isEmptyDirectory();
    }

    // ---- what services are given

    @ParameterizedTest
    @EnumSource
    void givesNobodyTheVariablesOfAnother(Trick trick) {
        Path planted = plant(trick, secret, "env");
        tend.service("web", "shell=env; exec sleep 1000", "user=" + OTHER, "group=" + OTHER, "env-file=" + planted)
                .up();

        awaitComplaint(planted + ": ");
        assertThat(tend.log("web")).doesNotContain("secret");

        var chpst = List.of(
                Tend.BINARY.toString(), "as", "chpst", "-u", ":" + OTHER + ":" + OTHER, "-e", home.toString(), "env");
        var ran = tend.command(chpst);
        assertThat(ran.out()).doesNotContain("secret");
        assertThat(ran.code()).as(ran::toString).isEqualTo(111);
    }

    @Test
    void readsVariablesThatOnlyRootMayRead() {
        tend.service("web", "shell=env; exec sleep 1000", "user=" + OTHER, "group=" + OTHER, "env-file=" + secret)
                .up();
        tend.awaitLog("web", "KEY=secret");
    }

    @Test
    void listensInADirectoryOfAnother() {
        Path socket = home.resolve("run/web.sock");
        sh("mkdir " + home + "/run && chown " + OTHER + " " + home + "/run");
        tend.service("web", "cmd=sleep 1000", "user=" + OTHER, "group=" + OTHER, "listen=unix:" + socket)
                .up();

        int pid = tend.awaitUp("web").pid();

        assertThat(sh("stat -c '%F %u %g' " + socket).out()).isEqualTo("socket " + OTHER + " 0\n");
        var before = sh("readlink /proc/" + pid + "/fd/3").out();
        tend.killKeeper();
        tend.up();
        tend.done("restart", "web");
        assertThat(sh("readlink /proc/" + tend.awaitUp("web").pid() + "/fd/3").out())
                .as("the socket outlives its keeper")
                .isEqualTo(before);
    }

    @Test
    void leavesWhatStandsInPlaceOfASocket() {
        Path planted = plant(Trick.HARD_LINK, secret, "web.sock");
        tend.service("web", "cmd=sleep 1000", "user=" + OTHER, "group=" + OTHER, "listen=unix:" + planted)
                .up();

        awaitComplaint("address already in use");
        assertSecretIsAsItWas();
    }

    @Test
    void keepsNobodyInARootThatIsTheirsToExchange() {
        sh("mkdir " + home + "/jail");
        tend.service("web", "cmd=/bin/true", "user=" + OTHER, "group=" + OTHER, "chroot=" + home + "/jail")
                .up();
        awaitComplaint("cannot change the root to " + home + "/jail: " + home + ": it belongs to user " + OTHER);
    }

    @Test
    void runsNoHookAsRootThatTheServiceMayChange() {
        Path marker = tend.path("marker");
        tend.file("home/hook", "#!/bin/sh\ntouch " + marker + "\n");
        sh("chmod 755 " + home + "/hook");
        tend.service("web", "cmd=sleep 1000", "user=" + OTHER, "group=" + OTHER, "pre-start=+ " + home + "/hook")
                .up();
        awaitComplaint(home + "/hook: refused: " + home + " belongs to user " + OTHER);
        assertThat(marker).doesNotExist();
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Directories that are made for a service before it starts. */
class DirectoriesTest {

    private static final String USER = "54715";

    /** A name that nothing else on this machine has. */
    private final String name = "tend-test-" + ProcessHandle.current().pid();

    @RegisterExtension
    final Tend tend = new Tend();

    @AfterEach
    void removeThoseOfTheSystem() {
        for (String place : List.of("/run/", "/var/lib/", "/var/cache/", "/var/log/")) {
            sh("rm -rf " + place + name);
        }
    }

    private String sh(String line) {
        var ran = tend.command(List.of("sh", "-c", line));
        assertThat(ran.code()).as(ran::toString).isZero();
        return ran.out();
    }

    private String facts(Path path) {
        return sh("stat -c '%u:%g %a' " + path).trim();
    }

    @Test
    void areMadeBeforeThePreStartAndBelongToTheUser() {
        var data = tend.path("data/web");
        tend.service(
                        "web",
                        "shell=env | grep _DIRECTORY= | sort; exec sleep 1000",
                        "user=" + USER,
                        "group=" + USER,
                        "pre-start=touch $RUNTIME_DIRECTORY/touched && echo prepared",
                        "directories=runtime:" + name + ":0750 state:" + name + "/a state:" + name + "/b log:" + name
                                + " cache:" + name + ":0700 " + data + ":0710")
                .up();

        tend.awaitLog("web", "STATE_DIRECTORY");
        assertThat(tend.logLines("web"))
                .containsExactly(
                        "prepared",
                        "CACHE_DIRECTORY=/var/cache/" + name,
                        "LOGS_DIRECTORY=/var/log/" + name,
                        "RUNTIME_DIRECTORY=/run/" + name,
                        "STATE_DIRECTORY=/var/lib/" + name + "/a:/var/lib/" + name + "/b");
        assertThat(facts(Path.of("/run", name))).isEqualTo(USER + ":" + USER + " 750");
        assertThat(facts(Path.of("/run", name, "touched"))).startsWith(USER + ":" + USER);
        assertThat(facts(Path.of("/var/lib", name))).isEqualTo("0:0 755");
        assertThat(facts(Path.of("/var/lib", name, "a"))).isEqualTo(USER + ":" + USER + " 755");
        assertThat(facts(Path.of("/var/cache", name))).isEqualTo(USER + ":" + USER + " 700");
        assertThat(facts(data)).isEqualTo(USER + ":" + USER + " 710");
    }

    @Test
    void aRuntimeDirectoryIsRemovedAfterAStopAndNotByARestart() throws IOException {
        var runtime = Path.of("/run", name);
        var kept = tend.path("kept");
        Files.createDirectories(kept);
        Files.writeString(kept.resolve("file"), "");
        tend.service("web", "cmd=sleep 1000", "directories=runtime:" + name + " state:" + name)
                .up();
        int pid = tend.awaitState("web", "ready").pid();
        sh("mkdir -p " + runtime + "/a/b/c && touch " + runtime + "/a/b/c/file " + runtime
                + "/$(printf '\\377') && ln -s " + kept + " " + runtime + "/a/link");

        tend.done("restart", "web");
        tend.awaitSuccessor("web", pid);
        assertThat(runtime.resolve("a/b/c/file")).exists();

        tend.done("stop", "web");
        Tend.awaiting().until(() -> Files.notExists(runtime));
        assertThat(kept.resolve("file")).exists();
        assertThat(Path.of("/var/lib", name)).exists();

        tend.done("start", "web");
        assertThat(runtime).isEmptyDirectory();
        tend.done("shutdown");
        tend.awaitEnd();
        assertThat(runtime).doesNotExist();
    }

    @Test
    void anExistingOneGetsOwnerAndModeAndWhatIsInItStays() throws IOException {
        var data = tend.path("data");
        Files.createDirectories(data);
        Files.writeString(data.resolve("of-root"), "");
        sh("chmod 700 " + data + "/of-root " + data);
        tend.service("web", "cmd=sleep 1000", "user=" + USER, "group=" + USER, "directories=" + data + ":0750")
                .up();

        tend.awaitState("web", "ready");

        assertThat(facts(data)).isEqualTo(USER + ":" + USER + " 750");
        assertThat(facts(data.resolve("of-root"))).isEqualTo("0:0 700");
    }

    @Test
    void noneIsMadeWhereOthersMayPutSomethingInItsPlace() {
        var home = tend.path("home");
        var secret = tend.path("secret");
        sh("mkdir " + home + " " + secret + " && chown " + USER + " " + home + " && ln -s " + secret + " " + home
                + "/web");
        tend.service(
                        "web",
                        "cmd=sleep 1000",
                        "user=" + USER,
                        "group=" + USER,
                        "restart=never",
                        "directories=" + home + "/web")
                .service("other", "cmd=sleep 1000", "restart=never", "directories=" + home + "/other")
                .up();

        assertThat(tend.awaitState("web", "failed").why()).contains("symbolic link in a folder that others may write");
        assertThat(tend.awaitState("other", "failed").why())
                .contains(home + "/other: others may write to the directory that it is in");
        assertThat(facts(secret)).startsWith("0:0");
        var check = tend.verb("check");
        assertThat(check.err())
                .contains("note: ", "other:3: directories: makes " + home + "/other")
                .contains("warning: ", home + "/other is not made where others can put another in its place");
    }

    @Test
    void nothingThatIsMountedIsRemoved() {
        var runtime = Path.of("/run", name);
        tend.service("web", "cmd=sleep 1000", "directories=runtime:" + name).up();
        tend.awaitState("web", "ready");
        var kept = tend.path("kept");
        sh("mkdir " + runtime + "/on " + kept + " && touch " + kept + "/file");
        if (tend.command(List.of("mount", "--bind", kept.toString(), runtime + "/on"))
                        .code()
                != 0) {
            return; // not permitted here
        }
        try {
            tend.done("stop", "web");
            Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                    .contains("cannot remove " + runtime + "/on: something is mounted there"));
            assertThat(kept.resolve("file")).exists();
        } finally {
            sh("umount " + runtime + "/on");
        }
    }

    @Test
    void anotherUserHasItsOwnPlaces() throws IOException {
        var home = tend.path("home");
        sh("mkdir -p " + home + "/run " + home + "/services && printf 'shell=env | grep _DIRECTORY=; exec sleep 1000\\n"
                + "log=inherit\\ndirectories=runtime:web state:web\\n' > " + home + "/services/web && chown -R " + USER
                + " "
                + home);
        var command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "env"));
        command.addAll(List.of("-i", "HOME=" + home, "XDG_RUNTIME_DIR=" + home + "/run", Tend.BINARY.toString(), "up"));
        command.addAll(List.of("--run-dir", home + "/keeper", "--log-dir", home + "/log", home + "/services"));
        var keeper = tend.start("keeper", command);

        Tend.awaiting().until(() -> Files.exists(home.resolve(".local/state/web")));
        Tend.awaiting().until(() -> Files.exists(home.resolve("run/web")));
        keeper.destroy();
        Tend.awaiting().until(() -> Files.notExists(home.resolve("run/web")));
        assertThat(home.resolve(".local/state/web")).exists();
    }
}

package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pidfiles that name the wrong process, or are links: no process is killed that may be another's, and no file is
 * overwritten.
 */
class PidfileDangerTest {

    private static final String NOBODY = "65534";

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void needsRoot() {
        Namespace.assumePossible();
    }

    private Path file() {
        return tend.path("web.pid");
    }

    private Process web() {
        return tend.start("web", List.of("sleep", "1000"));
    }

    private List<String> words(String verb, String... more) {
        var words = new ArrayList<>(List.of(Tend.BINARY.toString(), "pidfile", verb, "-p", file().toString()));
        words.addAll(List.of(more));
        return words;
    }

    private Ran claim(long pid) {
        return tend.command(words("claim", "--pid", String.valueOf(pid)));
    }

    private Ran kill() {
        return tend.command(words("kill"));
    }

    private Ran asNobody(List<String> command) {
        var words = new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        words.addAll(command);
        return tend.command(words);
    }

    private void assertRefused(Ran ran, int code, String why) {
        assertThat(ran.code()).as(ran::toString).isEqualTo(code);
        assertThat(ran.err()).contains(why);
        assertThat(ran.err().lines()).hasSize(1);
    }

    private void permit(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void belongsToNobody(Path path) {
        assertThat(tend.command(List.of("chown", NOBODY, path.toString())).code())
                .isZero();
    }

    // ---- pids that are used again

    @ParameterizedTest
    @ValueSource(strings = {"claimed", "written"})
    void knowsAPidThatIsUsedAgain(String how) {
        var space = Namespace.open(tend);
        reuse(space, how);

        space.done("'" + Tend.BINARY + "' pidfile kill -p " + file());

        assertThat(file()).doesNotExist();
        assertThat(commands(space)).contains("sleep 2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claimed", "written"})
    void claimsOverAPidThatIsUsedAgain(String how) {
        var space = Namespace.open(tend);
        reuse(space, how);

        space.done("sleep 3000 & '" + Tend.BINARY + "' pidfile claim --pid $! -p " + file() + " && test \"$(cat "
                + file() + ")\" = $!");
    }

    @Test
    void doubtsADateThatWasSetByHand() {
        var space = Namespace.open(tend);
        reuse(space, "copied");

        space.done("'" + Tend.BINARY + "' pidfile kill -p " + file() + "; test $? = 1");
        space.done("'" + Tend.BINARY + "' pidfile claim --pid $$ -p " + file() + "; test $? = 1");
        space.done("'" + Tend.BINARY + "' pidfile show -p " + file() + "; test $? = 4");

        assertThat(commands(space)).contains("sleep 2000");
        assertThat(file()).isNotEmptyFile();
    }

    private void reuse(Namespace space, String how) {
        space.done("sh " + Tend.resource("pidfile/reuse.sh") + " '" + Tend.BINARY + "' " + file() + " " + how);
    }

    private static List<String> commands(Namespace space) {
        return Proc.children(space.first()).stream()
                .map(pid -> String.join(" ", Proc.command(pid)))
                .toList();
    }

    @Test
    void takesWhatIsLeftFromAnEarlierBootForStale() throws IOException {
        var web = web();
        assertThat(claim(web.pid()).code()).isZero();
        String imprint = new String((byte[]) Files.getAttribute(file(), "user:tend.owner"), UTF_8);
        String other = imprint.substring(0, imprint.lastIndexOf(' ') + 1) + "another-boot";
        Files.setAttribute(file(), "user:tend.owner", ByteBuffer.wrap(other.getBytes(UTF_8)));

        assertThat(kill().code()).isZero();

        assertThat(web.isAlive()).isTrue();
        assertThat(file()).doesNotExist();
    }

    // ---- other users with permission to write

    @Test
    void countsAProcessOfAnotherUserAsRunning() throws IOException {
        var web = web();
        Files.writeString(file(), web.pid() + "\n");
        belongsToNobody(file());

        assertRefused(asNobody(words("claim", "--pid", "1")), 1, "process " + web.pid() + " (sleep 1000) runs");
        assertRefused(asNobody(words("kill")), 77, "is not ours to signal");
        assertThat(web.isAlive()).isTrue();
    }

    @Test
    void givesNobodyPowerOverProcessesOfRoot() throws IOException {
        var web = web();
        Files.writeString(file(), web.pid() + "\n");
        belongsToNobody(file());

        assertRefused(kill(), 1, "it belongs to user 65534, the process to user 0");
        assertThat(web.isAlive()).isTrue();
    }

    @Test
    void doubtsAFileThatEverybodyMayWrite() throws IOException {
        var web = web();
        Files.writeString(file(), web.pid() + "\n");
        permit(file(), "rw-rw-rw-");

        assertRefused(kill(), 1, "everybody may write it");
        assertThat(web.isAlive()).isTrue();
    }

    @Test
    void followsNoLinkInAFolderThatOthersMayWrite() throws IOException {
        Path target = Files.writeString(tend.path("precious"), "42 things\n");
        Path shared = Files.createDirectory(tend.path("shared"));
        permit(shared, "rwxrwxrwx");
        Files.createSymbolicLink(shared.resolve("web.pid"), target);
        Files.createSymbolicLink(shared.resolve("folder"), tend.root());

        for (var path : List.of(shared.resolve("web.pid"), shared.resolve("folder/web.pid"))) {
            var words = List.of(Tend.BINARY.toString(), "pidfile", "claim", "--pid", "1", "-p", path.toString());
            assertRefused(tend.command(words), 1, "is a symbolic link in a folder that others may write");
        }
        assertThat(target).hasContent("42 things");
        assertThat(file()).doesNotExist();
    }

    @Test
    void followsLinksOfOurOwn() throws IOException {
        Files.createDirectory(tend.path("real"));
        Files.createSymbolicLink(tend.path("link"), Path.of("real"));
        var web = web();

        tend.done(
                "pidfile",
                "claim",
                "--pid",
                String.valueOf(web.pid()),
                "-p",
                tend.path("link/web.pid").toString());

        assertThat(tend.path("real/web.pid")).hasContent(String.valueOf(web.pid()));
    }

    // ---- what is no pidfile

    @Test
    void refusesWhatIsNoPidfile() throws IOException {
        Files.createDirectory(tend.path("folder"));
        assertThat(tend.command(List.of("mkfifo", tend.path("fifo").toString())).code())
                .isZero();
        try (var large = new RandomAccessFile(tend.path("large").toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        for (var name : List.of("folder", "fifo", "large")) {
            for (var verb : List.of("claim", "kill", "show")) {
                var words = new ArrayList<>(List.of(Tend.BINARY.toString(), "pidfile", verb, "-p"));
                words.add(tend.path(name).toString());
                words.addAll(verb.equals("claim") ? List.of("--pid", "1") : List.of());
                assertRefused(tend.command(words), 1, "no pidfile");
            }
        }
        assertThat(tend.path("large").toFile().length()).isEqualTo(1L << 30);
    }

    @Test
    void saysWhatIsInTheWayOfAFolder() throws IOException {
        Files.writeString(tend.path("plain"), "text\n");
        var words = List.of(
                Tend.BINARY.toString(),
                "pidfile",
                "claim",
                "--pid",
                "1",
                "-p",
                tend.path("plain/x/web.pid").toString());

        assertRefused(tend.command(words), 73, "not a directory");
    }

    @Test
    void saysThatTheDiskIsFull() {
        assertRefused(
                mounted(
                        "-t tmpfs -o size=16k",
                        "head -c 100000 /dev/zero >M/ballast 2>&1 | :; T pidfile claim --pid $$ -p M/web.pid;"
                                + " code=$?; ls M; exit $code"),
                74,
                "no space left on device");
    }

    @Test
    void leavesAPidfileOnAFullDiskAsItWas() {
        var ran = mounted(
                "-t tmpfs -o size=16k",
                "echo 4194303 >M/web.pid; head -c 100000 /dev/zero >M/ballast 2>&1 | :;"
                        + " T pidfile kill -p M/web.pid; ls M;");
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.out()).isEqualTo("ballast\n");
    }

    @Test
    void saysThatTheMountIsReadOnly() {
        assertRefused(
                mounted("-t tmpfs -o size=1m", "mount -o remount,ro M; T pidfile claim --pid $$ -p M/web.pid"),
                73,
                "read-only file system");
        assertRefused(
                mounted(
                        "-t tmpfs -o size=1m",
                        "sleep 1000 & echo $! >M/web.pid; mount -o remount,ro M; T pidfile kill -p M/web.pid"),
                73,
                "cannot remove");
    }

    /** As on a tmpfs of kernels before 6.6. */
    @Test
    void keepsTheImprintBesideAFileThatHasNoAttributes() {
        var ran = mounted(
                "-t ramfs",
                "sleep 1000 & T pidfile claim --pid $! -p M/web.pid && ls -A M; sed -i s/$(cat /proc/sys/kernel/random/boot_id)/another-boot/ M/.web.pid.owner;"
                        + " T pidfile show -p M/web.pid; T pidfile kill -p M/web.pid && ls -A M; kill $!");
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.out())
                .startsWith(".web.pid.owner\nweb.pid\n")
                .contains("was claimed before the machine was booted");
        assertThat(ran.out().lines()).hasSize(3);
    }

    /** Runs a line with a file system at M, and Tend as T. */
    private Ran mounted(String options, String line) {
        Path mount = tend.path("mount");
        String script = "mkdir -p " + mount + "; mount " + options + " none " + mount + "; "
                + line.replace("M/", mount + "/")
                        .replace(" M;", " " + mount + ";")
                        .replace("T pidfile", Tend.BINARY + " pidfile");
        return tend.command(List.of("unshare", "--mount", "sh", "-c", script));
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A machine or a container that gives less than usual: no {@code /proc}, low resource limits, no home. Tend does all
 * that is possible without it; else one sentence names what is missing and how to get it. The address sanitizer itself needs
 * memory and {@code /proc}.
 */
@Tag("unsanitized")
class ScarcityTest {

    /** {@code EX_OSERR}. */
    private static final int SYSTEM = 71;

    /** {@code EX_OSFILE}. */
    private static final int NO_FOLDER = 72;

    /** {@code EX_NOPERM}. */
    private static final int NOT_PERMITTED = 77;

    private static final List<String> NO_PROC =
            List.of("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh");

    private static final List<String> ARBITRARY_USER =
            List.of("setpriv", "--reuid=54713", "--regid=54713", "--clear-groups", "env", "-u", "XDG_RUNTIME_DIR");

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran under(List<String> prefix, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(Tend.BINARY.toString());
        command.addAll(List.of(arguments));
        return tend.command(command);
    }

    private Ran refusedKeeper(List<String> prefix) {
        tend.service("web", "cmd=sleep 1000");
        String run = tend.run().toString();
        return under(prefix, "up", "-d", tend.services().toString(), "--run-dir", run, "--log-dir", run + "/log");
    }

    private static void assertOneSentence(Ran ran, int code, String... words) {
        assertThat(ran.code()).as(ran::toString).isEqualTo(code);
        assertThat(ran.err().lines()).as(ran::toString).singleElement().satisfies(line -> assertThat(line)
                .startsWith("tend: ")
                .contains(words));
    }

    // ---- /proc

    @Test
    void runNeedsNoProc() {
        Namespace.assumePossible();
        assertThat(under(NO_PROC, "run", "--", "sh", "-c", "exit 5").code()).isEqualTo(5);
    }

    @Test
    void runEndsItsCommandsGroupWithoutProc() {
        Namespace.assumePossible();
        var ran = under(NO_PROC, "run", "--", "sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!; exit 3");

        assertThat(ran.code()).as(ran::toString).isEqualTo(3);
        assertThat(Proc.alive(Long.parseLong(ran.out().strip()))).isFalse();
    }

    @Test
    void aKeeperAsksForProc() {
        Namespace.assumePossible();
        assertOneSentence(refusedKeeper(NO_PROC), SYSTEM, "/proc is not mounted", "mount -t proc proc /proc");
    }

    @Test
    void aPidfileIsNotJudgedWithoutProc() {
        Namespace.assumePossible();
        tend.file("web.pid", "1\n");
        String pidfile = tend.path("web.pid").toString();

        for (String verb : List.of("show", "kill")) {
            assertOneSentence(under(NO_PROC, "pidfile", verb, "-p", pidfile), SYSTEM, "mount -t proc proc /proc");
        }
    }

    // ---- resource limits

    static Stream<Arguments> tooLow() {
        return Stream.of(
                Arguments.of("--as=8000000", "ulimit -v"),
                Arguments.of("--as=30000000", "ulimit -v"),
                Arguments.of("--data=6000000", "ulimit -d"),
                Arguments.of("--stack=65536", "ulimit -s"),
                Arguments.of("--nofile=12", "ulimit -n"),
                Arguments.of("--fsize=8192", "ulimit -f"));
    }

    @ParameterizedTest
    @MethodSource("tooLow")
    void aKeeperNamesALimitThatIsTooLow(String limit, String remedy) {
        assertOneSentence(refusedKeeper(List.of("prlimit", limit)), SYSTEM, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--as=60000000", "--data=60000000", "--stack=131072", "--nofile=32", "--fsize=1048576"})
    void aKeeperManagesWithLittle(String limit) {
        tend.service("web", "cmd=sleep 1000");
        tend.under("prlimit", limit).up();

        int pid = tend.awaitState("web", "ready").pid();
        Proc.signal(pid, "KILL");
        tend.awaitSuccessor("web", pid);
        tend.done("stop", "web");
    }

    @Test
    void runNamesTheLimitOfProcesses() {
        var prefix = new ArrayList<>(ARBITRARY_USER);
        prefix.addAll(List.of("prlimit", "--nproc=0"));
        var ran = under(prefix, "run", "--", "true");

        assertOneSentence(ran, 126, "ulimit -u");
    }

    // ---- homes

    @ParameterizedTest
    @ValueSource(strings = {"--unset=HOME", "HOME=/"})
    void aUserWithoutAHomeLearnsWhatToSay(String home) {
        var prefix = new ArrayList<>(ARBITRARY_USER);
        prefix.addAll(List.of("-u", "TEND_RUN_DIR", home));

        assertOneSentence(under(prefix, "up"), NOT_PERMITTED, "HOME is", "--run-dir", "--log-dir");
        assertThat(under(prefix, "doctor").out()).contains("--run-dir").doesNotContain("//");
    }

    @Test
    void aUserWhoCannotWriteToItsHomeLearnsWhatToSay() {
        var prefix = new ArrayList<>(ARBITRARY_USER);
        prefix.addAll(List.of("-u", "TEND_RUN_DIR", "HOME=/usr"));

        assertOneSentence(under(prefix, "up"), NO_FOLDER, "/usr/.config/tend.d", "or name another");
        assertOneSentence(
                under(prefix, "up", "-d", tend.services().toString()), NOT_PERMITTED, "/usr/.local", "--run-dir");
    }
}

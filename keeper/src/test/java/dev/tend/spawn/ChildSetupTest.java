package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.tend.ServiceFile;
import dev.tend.kernel.Files;
import dev.tend.kernel.Launch;
import dev.tend.kernel.TestingFiles;
import dev.tend.path.NameService;
import dev.tend.service.Limit;
import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The steps of a child from its fork to its program. The numbers are those of the system calls, {@code <asm/unistd_64.h>}. */
class ChildSetupTest {

    private static final int CHANNEL = 9;
    private static final Files FILES = new TestingFiles(Map.of(
            "/etc/passwd", "root:x:0:0::/root:/bin/sh\nwww:x:33:33::/var/www:/bin/sh\n",
            "/etc/group", "www:x:33:\nlog:x:9:www\n"));
    private static final long PIPE_IGNORED = 1L << 12;

    private static Launch launch(String text, OptionalInt notificationFd, List<Integer> sockets) {
        ServiceSpec spec = ServiceFile.parse("web", "web", text).spec().orElseThrow();
        var output = new Launch.Output.Fifo("/run/web");
        return new Launch(
                "web", spec, new Launch.Work.Main(), output, Optional.empty(), notificationFd, sockets, Map.of());
    }

    private static List<String> steps(Launch launch, OptionalInt notificationFd, int user) {
        var inherited =
                new InheritedState(List.of("TZ=UTC"), 022, new Limit(Limit.Resource.NOFILE, 1024, 4096), PIPE_IGNORED);
        var self = new Self(user, user, user);
        var users = new ResolvedUsers(FILES, self, NameService.NONE);
        var setup = new ChildSetup(launch, inherited, self, users, FILES, CHANNEL, notificationFd, List.of());
        return setup.steps(false).stream().map(Object::toString).toList();
    }

    private static List<String> steps(String text) {
        return steps(launch(text, OptionalInt.empty(), List.of()), OptionalInt.empty(), 0);
    }

    @Test
    void comesToItsProgramWithNothingOfTheKeepers() {
        assertThat(steps("cmd=sleep 5\n"))
                .containsExactly(
                        "112()", // setsid
                        "13(13, *, 0, 8)", // rt_sigaction: PIPE
                        "14(2, *, 0, 8)", // rt_sigprocmask
                        "436(3, 8, 0)", // close_range: all but the channel
                        "436(10, 4294967295, 0)",
                        "257(-100, /dev/null, 524290, 416) or cannot open /dev/null",
                        "33(kept, 0)",
                        "257(-100, /run/web, 655362, 416) or cannot open the output /run/web",
                        "33(kept, 1)",
                        "33(kept, 2)",
                        "160(7, *)", // setrlimit: the keeper's own parent's descriptors
                        "95(18)",
                        "80(/) or cannot change to /",
                        "-2()", // the go
                        "-3(" + execution("sleep", "5") + ")");
    }

    private static String execution(String program, String argument) {
        return new ProgramFile(program, ServiceEnvironment.PATH)
                .execution(
                        List.of(program, argument),
                        List.of(
                                "PATH=" + ServiceEnvironment.PATH,
                                "HOME=/root",
                                "USER=root",
                                "LOGNAME=root",
                                "SHELL=/bin/sh",
                                "TZ=UTC"))
                .toString();
    }

    @Test
    void givesPrivilegesUpAfterWhatNeedsThemAndBeforeItsFolder() {
        assertThat(steps("cmd=sleep 5\nuser=www\nnice=-5\nchroot=/jail\ncwd=/srv\nlimit.core=0\nno-new-privs=yes\n"))
                .containsSubsequence(
                        "141(0, 0, -5) or cannot set nice to -5",
                        "161(/jail) or cannot change the root to /jail",
                        "80(/) or cannot change to /",
                        "160(4, *) or cannot set limit.core to 0",
                        "116(2, *) or cannot set the supplementary groups",
                        "119(33, 33, 33) or cannot become group 33",
                        "117(33, 33, 33) or cannot become user 33",
                        "157(38, 1, 0, 0, 0) or cannot give up new privileges",
                        "80(/srv) or cannot change to /srv",
                        "-2()");
    }

    @Test
    void staysWhoItIsWhereTheKeeperCouldBecomeNobodyElse() {
        var launch = launch("cmd=sleep 5\nuser=www\n", OptionalInt.empty(), List.of());
        assertThat(steps(launch, OptionalInt.empty(), 33)).noneMatch(step -> step.startsWith("117("));
    }

    @Test
    void hasSocketsAndVoiceWhereTheyAreExpected() {
        var launch = launch("cmd=sleep 5\n", OptionalInt.of(12), List.of(7, 4));
        assertThat(steps(launch, OptionalInt.of(11), 0))
                .containsSubsequence(
                        "292(9, 13, 524288) or cannot start a process", // dup3: out of the way, the channel first
                        "292(7, 14, 524288) or cannot start a process",
                        "292(4, 15, 524288) or cannot start a process",
                        "292(11, 16, 524288) or cannot start a process",
                        "72(16, 4, 1)", // it blocks
                        "33(16, 12) or cannot open descriptor 12",
                        "33(14, 3) or cannot open descriptor 3",
                        "33(15, 4) or cannot open descriptor 4",
                        "-2()");
    }

    @Test
    void cannotBeginAsNobodyKnown() {
        assertThatThrownBy(() -> steps("cmd=sleep 5\nuser=nix\n")).hasMessage("user \"nix\" does not exist");
    }
}

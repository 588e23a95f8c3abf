package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The environment a service finds itself in. */
class EnvironmentTest {

    /** Signals 32 and 33: glibc keeps them for itself, and has them ignored in what it spawns, such as this test's keeper. */
    private static final long OF_THE_C_LIBRARY = 0x180000000L;

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void startsFromAFreshOne() {
        tend.with("SECRET", "of the keeper").service("web", "cmd=sleep 1000").up();

        var environment = Proc.environment(tend.awaitUp("web").pid());

        assertThat(environment)
                .containsKeys("PATH", "HOME", "USER", "LOGNAME", "SHELL")
                .doesNotContainKey("SECRET");
        assertThat(environment.keySet())
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "SHELL",
                        "TZ",
                        "LANG",
                        "INSTANCE",
                        "TEND_RUN_DIR",
                        "TEND_INSTANCE",
                        "TEND_EXEC_PID",
                        "TEND_TEST");
    }

    @Test
    void inheritsTheKeepersWhereAsked() {
        tend.with("SECRET", "of the keeper")
                .service("web", "cmd=sleep 1000", "env-inherit=yes")
                .up();

        assertThat(Proc.environment(tend.awaitUp("web").pid())).containsEntry("SECRET", "of the keeper");
    }

    @Test
    void setsWhatItsFileSays() {
        tend.service(
                        "web",
                        "cmd=sleep 1000",
                        "env.PORT=8080",
                        "env.NAME=two words",
                        "env.PATH=/bin:/usr/bin",
                        "env.EMPTY=")
                .up();

        assertThat(Proc.environment(tend.awaitUp("web").pid()))
                .containsEntry("PORT", "8080")
                .containsEntry("NAME", "two words")
                .containsEntry("PATH", "/bin:/usr/bin")
                .containsEntry("EMPTY", "");
    }

    @Test
    void readsItsFileAtEachStart() {
        tend.file("web.env", "# ports\nPORT=8080\nHOST=here\n")
                .service(
                        "web",
                        "cmd=sleep 1000",
                        "env-file=" + tend.path("web.env"),
                        "env.HOST=there",
                        "backoff=1ms..1ms")
                .up();
        var first = tend.awaitUp("web");
        assertThat(Proc.environment(first.pid())).containsEntry("PORT", "8080").containsEntry("HOST", "there");

        tend.file("web.env", "PORT=9090\n");
        Proc.signal(first.pid(), "KILL");

        assertThat(Proc.environment(tend.awaitSuccessor("web", first.pid()).pid()))
                .containsEntry("PORT", "9090");
    }

    @Test
    void cannotStartWithoutARequiredFile() {
        tend.service("web", "cmd=sleep 1000", "env-file=/no/such.env", "backoff=1h..1h")
                .service("api", "cmd=sleep 1000", "env-file=-/no/such.env")
                .up();

        tend.awaitUp("api");
        assertThat(tend.awaitState("web", "waiting").why())
                .contains("/no/such.env")
                .contains("no such file");
    }

    @Test
    void becomesAnotherUser() {
        tend.service("web", "cmd=sleep 1000", "user=nobody").up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.status(pid, "Uid")).isEqualTo("65534 65534 65534 65534");
        assertThat(Proc.status(pid, "Gid")).isEqualTo("65534 65534 65534 65534");
        assertThat(Proc.status(pid, "Groups")).isIn("", "65534");
        assertThat(Proc.environment(pid))
                .containsEntry("USER", "nobody")
                .containsEntry("LOGNAME", "nobody")
                .containsEntry("HOME", "/nonexistent")
                .containsEntry("SHELL", "/usr/sbin/nologin");
    }

    @Test
    void takesNumbersAndGroups() {
        tend.service("web", "cmd=sleep 1000", "user=4711", "group=daemon", "groups=adm 4712")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.status(pid, "Uid")).startsWith("4711 4711");
        assertThat(Proc.status(pid, "Gid")).startsWith("1 1");
        assertThat(Proc.status(pid, "Groups")).isEqualTo("4 4712");
    }

    @Test
    void hasOnlyThreeDescriptorsAndNothingToRead() {
        for (String name : new String[] {"one", "two", "three"}) {
            tend.service(name, "cmd=sleep 1000");
        }
        tend.up();

        for (String name : new String[] {"one", "two", "three"}) {
            int pid = tend.awaitUp(name).pid();
            assertThat(Proc.descriptors(pid)).containsExactly(0, 1, 2);
            assertThat(Proc.link(pid, "fd/0")).isEqualTo("/dev/null");
        }
    }

    @Test
    void hasASessionAndSignalsOfItsOwn() {
        tend.service("web", "cmd=sleep 1000")
                .under("sh", "-c", "trap '' PIPE USR1; exec \"$0\" \"$@\"")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.session(pid)).isEqualTo(pid);
        assertThat(Proc.group(pid)).isEqualTo(pid);
        assertThat(Proc.status(pid, "SigBlk")).matches("0+");
        assertThat(Long.parseLong(Proc.status(pid, "SigIgn"), 16) & ~OF_THE_C_LIBRARY)
                .isZero();
    }

    @Test
    void runsInItsFolder() {
        tend.service("web", "cmd=sleep 1000", "cwd=/usr")
                .service("api", "cmd=sleep 1000")
                .up();

        assertThat(Proc.link(tend.awaitUp("web").pid(), "cwd")).isEqualTo("/usr");
        assertThat(Proc.link(tend.awaitUp("api").pid(), "cwd")).isEqualTo("/");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The permissions and limits of a service, set before its program is executed. */
class ConfinementTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void setsMaskNicenessAndOomScore() {
        tend.service("web", "cmd=sleep 1000", "umask=027", "nice=7", "oom-score-adj=321")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.status(pid, "Umask")).isEqualTo("0027");
        assertThat(Proc.nice(pid)).isEqualTo(7);
        assertThat(Proc.text(pid, "oom_score_adj").strip()).isEqualTo("321");
    }

    @Test
    void setsLimits() {
        tend.service(
                        "web",
                        "cmd=sleep 1000",
                        "limit.nofile=123:456",
                        "limit.core=0",
                        "limit.fsize=1M:unlimited",
                        "limit.memlock=64k")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.limit(pid, "Max open files")).containsExactly("123", "456");
        assertThat(Proc.limit(pid, "Max core file size")).containsExactly("0", "0");
        assertThat(Proc.limit(pid, "Max file size")).containsExactly("1048576", "unlimited");
        assertThat(Proc.limit(pid, "Max locked memory")).containsExactly("65536", "65536");
    }

    @Test
    void givesBackTheLimitOfOpenFilesThatTheKeeperWasStartedWith() {
        tend.service("web", "cmd=sleep 1000")
                .under("prlimit", "--nofile=200:4000")
                .up();

        assertThat(Proc.limit(tend.awaitUp("web").pid(), "Max open files")).containsExactly("200", "4000");
    }

    @Test
    void deniesNewPrivileges() {
        tend.service("web", "cmd=sleep 1000", "no-new-privs=yes")
                .service("api", "cmd=sleep 1000")
                .up();

        assertThat(Proc.status(tend.awaitUp("web").pid(), "NoNewPrivs")).isEqualTo("1");
        assertThat(Proc.status(tend.awaitUp("api").pid(), "NoNewPrivs")).isEqualTo("0");
    }

    @Test
    void keepsOnlyTheNamedCapabilities() {
        tend.service("web", "cmd=sleep 1000", "user=nobody", "capabilities=net_bind_service")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.status(pid, "CapBnd")).matches("0+400");
        assertThat(Proc.status(pid, "CapAmb")).matches("0+400");
        assertThat(Proc.status(pid, "CapEff")).matches("0+400");
        assertThat(Proc.status(pid, "Uid")).startsWith("65534");
    }

    /**
     * The program under test is static: it and {@code /proc} are all that its new root needs. A build with sanitizers is dynamic,
     * and would need the libraries of the system there.
     */
    @Test
    @Tag("unsanitized")
    void livesInItsNewRoot() throws IOException {
        Namespace.assumePossible();
        Files.createDirectories(tend.path("jail/services"));
        Files.createDirectory(tend.path("jail/proc"));
        Files.copy(Tend.BINARY, tend.path("jail/tend"));
        tend.service("web", "cmd=/tend up -d /services --run-dir /run --log-dir /log", "chroot=" + tend.path("jail"))
                .under(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --rbind /proc " + tend.path("jail/proc") + "; exec \"$0\" \"$@\"")
                .up();

        int pid = tend.awaitUp("web").pid();

        Tend.awaiting().untilAsserted(() -> assertThat(Proc.link(pid, "exe")).endsWith("/jail/tend"));
        assertThat(Proc.link(pid, "root")).isEqualTo(tend.path("jail").toString());
        assertThat(Proc.link(pid, "cwd")).isEqualTo(tend.path("jail").toString());
    }
}

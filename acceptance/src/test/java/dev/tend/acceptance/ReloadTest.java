package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that come, go and change, and the keeper's reaction to a reload. */
@Tag("quick")
class ReloadTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private int same;

    @BeforeEach
    void keepsAServiceThatNobodyTouches() {
        tend.service("same", "cmd=sleep 1000").service("web", "cmd=sleep 1000").up("--no-watch");
        same = tend.awaitUp("same").pid();
        tend.awaitUp("web");
    }

    private void reload() {
        tend.done("reload");
        assertThat(tend.status("same").pid())
                .as("pid of a service nobody touched")
                .isEqualTo(same);
    }

    @Test
    void watchesNothingWhereItIsToldNotTo() throws IOException {
        try (var descriptors =
                Files.list(java.nio.file.Path.of("/proc/" + tend.keeper().pid() + "/fdinfo"))) {
            assertThat(descriptors.map(Tend::text)).noneMatch(text -> text.contains("inotify"));
        }
    }

    @Test
    void startsANewService() {
        tend.service("api", "cmd=sleep 2000");
        reload();
        assertThat(Proc.command(tend.awaitUp("api").pid())).containsExactly("sleep", "2000");
    }

    @Test
    void reloadsOnHangUp() {
        tend.service("api", "cmd=sleep 2000");
        Proc.signal(tend.keeper().pid(), "HUP");
        tend.awaitUp("api");
        assertThat(tend.status("same").pid()).isEqualTo(same);
    }

    @Test
    void stopsWhatHasLostItsFile() throws IOException {
        int pid = tend.status("web").pid();
        Files.delete(tend.services().resolve("web"));
        reload();
        tend.awaitGone(pid);
        Tend.awaiting()
                .untilAsserted(
                        () -> assertThat(tend.status()).extracting(Status::name).containsExactly("same"));
    }

    @Test
    void restartsWhatHasChanged() {
        int pid = tend.status("web").pid();
        tend.service("web", "cmd=sleep 3000");
        reload();
        var next = tend.awaitSuccessor("web", pid);
        assertThat(Proc.command(next.pid())).containsExactly("sleep", "3000");
        assertThat(Proc.alive(pid)).isFalse();
    }

    @Test
    void tellsBeforehandWhatItWouldDo() throws IOException {
        int pid = tend.status("web").pid();
        tend.service("web", "cmd=sleep 3000").service("api", "cmd=sleep 2000");

        String plan = tend.done("plan").out();

        assertThat(plan.lines()).anyMatch(line -> line.contains("web") && line.contains("restart"));
        assertThat(plan.lines()).anyMatch(line -> line.contains("api") && line.contains("start"));
        assertThat(Tend.json(tend.done("plan", "--json").out()).isArray()).isTrue();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.status()).hasSize(2);
    }

    @Test
    void appliesWhatConcernsNoProcessWithoutARestart() {
        int pid = tend.status("web").pid();
        tend.service(
                "web",
                "cmd=sleep 1000",
                "log-size=1M",
                "log-keep=3",
                "backoff=1h..1h",
                "stable=1h",
                "stop-timeout=3s",
                "restart=on-failure",
                "give-up=2 in 1d");
        reload();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.done("explain", "web").out()).contains("1h..1h");

        Proc.signal(pid, "KILL");

        tend.awaitState("web", "waiting");
    }

    @Test
    void appliesLogSettingsToARunningService() {
        tend.service("talker", "shell=i=0; while :; do echo $((i=i+1)); sleep 0.05; done");
        reload();
        tend.awaitLog("talker", "3\n");
        int pid = tend.status("talker").pid();

        tend.service("talker", "shell=i=0; while :; do echo $((i=i+1)); sleep 0.05; done", "log-timestamps=iso");
        reload();

        tend.awaitLog("talker", "Z ");
        assertThat(tend.status("talker").pid()).isEqualTo(pid);
    }

    @Test
    void leavesAnEditForTheNextStartWhereAsked() {
        tend.service("lazy", "cmd=sleep 1000", "on-change=next-start", "backoff=1ms..1ms");
        reload();
        int pid = tend.awaitUp("lazy").pid();

        tend.service("lazy", "cmd=sleep 3000", "on-change=next-start", "backoff=1ms..1ms");
        reload();
        assertThat(tend.status("lazy").pid()).isEqualTo(pid);

        Proc.signal(pid, "KILL");
        assertThat(Proc.command(tend.awaitSuccessor("lazy", pid).pid())).containsExactly("sleep", "3000");
    }

    @Test
    void changesTheNumberOfInstances() {
        tend.service("pool", "cmd=sleep 1000", "instances=2");
        reload();
        int first = tend.awaitUp("pool@1").pid();
        int second = tend.awaitUp("pool@2").pid();

        tend.service("pool", "cmd=sleep 1000", "instances=3");
        reload();
        int third = tend.awaitUp("pool@3").pid();
        assertThat(tend.status("pool@1").pid()).isEqualTo(first);
        assertThat(tend.status("pool@2").pid()).isEqualTo(second);

        tend.service("pool", "cmd=sleep 1000", "instances=2");
        reload();
        tend.awaitGone(third);
        assertThat(tend.status("pool@1").pid()).isEqualTo(first);
        assertThat(tend.status("pool@2").pid()).isEqualTo(second);
    }

    @Test
    void keepsRunningWhatBecomesInvalid() {
        int pid = tend.status("web").pid();
        tend.service("web", "cmd=sleep 3000", "restrat=always");

        var reload = tend.verb("reload");

        assertThat(reload.all()).contains("key \"restrat\" is unknown");
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.status("same").pid()).isEqualTo(same);
        assertThat(tend.verb("status").all()).contains("restrat");
        assertThat(tend.errors()).contains("web:2: key \"restrat\" is unknown: did you mean \"restart\"?");

        tend.service("web", "cmd=sleep 1000");
        reload();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.verb("status").all()).doesNotContain("restrat");
    }

    @Test
    void runsTheOthersWhereOneIsInvalidFromTheStart() {
        tend.service("bad", "cmd=sleep 1000", "nice=very").service("good", "cmd=sleep 1000");
        tend.verb("reload");
        tend.awaitUp("good");
        assertThat(tend.errors()).contains("bad:2: ");
    }

    @Test
    void doesNotStartASecondTimeWhatWasStoppedByHand() {
        tend.done("stop", "web");
        tend.service("web", "cmd=sleep 3000");
        reload();
        assertThat(tend.status("web").state()).isEqualTo("down");
        tend.done("start", "web");
        assertThat(Proc.command(tend.status("web").pid())).containsExactly("sleep", "3000");
    }
}

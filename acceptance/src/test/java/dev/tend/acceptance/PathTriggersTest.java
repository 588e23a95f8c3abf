package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that are reloaded or restarted when the files change that they name. */
@Tag("quick")
class PathTriggersTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Status up(String... keys) {
        var lines = new java.util.ArrayList<>(java.util.List.of("cmd=sleep 1000", "cwd=" + tend.root()));
        lines.addAll(java.util.List.of(keys));
        tend.service("web", lines.toArray(String[]::new)).up();
        return tend.awaitState("web", "ready");
    }

    private Path conf(String name) {
        return tend.path("conf/" + name);
    }

    private void awaitReloads(String... causes) {
        Tend.awaiting()
                .untilAsserted(
                        () -> assertThat(Tend.text(tend.path("told")).lines()).containsExactly(causes));
    }

    /** The number of actions is known when a change of another file, made later, has been acted upon. */
    private void awaitMarker() {
        tend.file("marker", "");
        Tend.awaiting().until(() -> Tend.text(tend.path("told")).contains("marker"));
        assertThat(Tend.text(tend.path("told")).lines().filter(line -> !line.contains("marker")))
                .hasSize(1);
    }

    @Test
    void reloadsOnceForManyChanges() {
        tend.file("conf/a", "1");
        var web = up("reload=exec:echo $WHY >>told", "reload-on=" + conf("a") + " " + tend.path("marker"));
        for (int i = 0; i < 20; i++) {
            tend.file("conf/a", "text " + i);
        }
        awaitReloads(conf("a") + " has changed");
        awaitMarker();
        assertThat(tend.status("web").pid()).isEqualTo(web.pid());
    }

    @Test
    void restartsForAFileThatComes() {
        var web = up("restart-on=" + tend.path("far/away/file"));
        tend.file("far/away/file", "here");
        var next = tend.awaitSuccessor("web", web.pid());
        assertThat(tend.journal()).contains(tend.path("far/away/file") + " has changed");
        tend.file("far/away/file", "here, and longer");
        tend.awaitSuccessor("web", next.pid());
    }

    /** As the kubelet changes a ConfigMap. */
    @Test
    void followsTheLinkThatIsSwapped() throws IOException {
        tend.file("conf/..1/a", "one").file("conf/..2/a", "two");
        Files.createSymbolicLink(conf("..data"), Path.of("..1"));
        Files.createSymbolicLink(conf("a"), Path.of("..data/a"));
        up("reload=exec:cat conf/a >>told; echo >>told", "reload-on=" + conf("a"));
        Files.createSymbolicLink(conf("..tmp"), Path.of("..2"));
        Files.move(conf("..tmp"), conf("..data"), StandardCopyOption.ATOMIC_MOVE);
        awaitReloads("two");
    }

    @Test
    void noticesThatADirectoryHigherUpIsReplaced() throws IOException {
        tend.file("app/current/conf/a", "one\n").file("app.new/current/conf/a", "next\n");
        Path file = tend.path("app/current/conf/a");
        up("reload=exec:cat " + file + " >>told", "reload-on=" + file);
        Files.move(tend.path("app"), tend.path("app.old"));
        Files.move(tend.path("app.new"), tend.path("app"));
        awaitReloads("next");
        Files.writeString(file, "edited\n");
        awaitReloads("next", "edited");
    }

    /** A process that has a directory open must not hide that it was removed. */
    @Test
    void noticesThatADirectoryIsRemovedThatIsInUse() throws IOException {
        tend.file("app/conf/a", "one\n");
        Path file = tend.path("app/conf/a");
        tend.service("web", "cmd=sleep 1000", "cwd=" + file.getParent(), "restart-on=" + file.getParent())
                .up();
        var web = tend.awaitState("web", "ready");
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(tend.path("app"));
        tend.file("app/conf/a", "next\n");
        var next = tend.awaitSuccessor("web", web.pid());
        tend.file("app/conf/a", "edited\n");
        tend.awaitSuccessor("web", next.pid());
    }

    @Test
    void aFolderCountsWithItsFilesButWithoutWhatLeavesItAsItWas() throws IOException {
        tend.file("conf/a", "1");
        up("reload=exec:echo $WHY >>told", "reload-on=" + tend.path("conf") + "," + tend.path("marker"));
        Files.writeString(conf(".a.swp"), "an editor at work");
        Files.writeString(conf("4913"), "");
        Files.delete(conf("4913"));
        tend.file("marker", "");
        awaitReloads(tend.path("marker") + " has changed");
        tend.file("conf/b", "new");
        awaitReloads(tend.path("marker") + " has changed", tend.path("conf") + " has changed");
    }

    @Test
    void aRestartComesBeforeAReload() {
        tend.file("conf/a", "1");
        var web = up("reload=exec:echo $WHY >>told", "reload-on=" + conf("a"), "restart-on=" + conf("a"));
        tend.file("conf/a", "22");
        tend.awaitSuccessor("web", web.pid());
        assertThat(Tend.text(tend.path("told"))).isEmpty();
    }

    @Test
    void aNextKeeperNoticesWhatHasChangedMeanwhile() {
        tend.file("conf/a", "1").file("conf/b", "1");
        var web = up("reload=exec:echo $WHY >>told", "reload-on=" + conf("a"));
        tend.service("db", "cmd=sleep 1000", "restart-on=" + conf("b"));
        var db = tend.awaitState("db", "ready");
        Tend.awaiting()
                .until(() -> Tend.text(tend.run().resolve("watched")).lines().count() == 2);
        tend.killKeeper();
        tend.file("conf/a", "22").file("conf/b", "22");
        tend.up();
        awaitReloads(conf("a") + " has changed");
        tend.awaitSuccessor("db", db.pid());
        assertThat(tend.status("web").pid()).isEqualTo(web.pid());
    }

    @Test
    void startsWhatHadFailed() {
        tend.service("web", "cmd=cat " + conf("a"), "restart=never", "restart-on=" + conf("a"))
                .up();
        tend.awaitState("web", "failed");
        tend.file("conf/a", "mended\n");
        tend.awaitLog("web", "mended");
    }
}

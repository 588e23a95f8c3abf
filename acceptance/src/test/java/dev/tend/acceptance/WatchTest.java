package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keeper sees by itself what happens to its folders. */
class WatchTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void followsFilesThatComeChangeAndGo() throws IOException {
        tend.service("same", "cmd=sleep 1000").up();
        int same = tend.awaitUp("same").pid();

        tend.service("web", "cmd=sleep 1000");
        int web = tend.awaitUp("web").pid();

        tend.service("web", "cmd=sleep 2000");
        int next = tend.awaitSuccessor("web", web).pid();
        assertThat(Proc.command(next)).containsExactly("sleep", "2000");

        Files.delete(tend.services().resolve("web"));
        tend.awaitGone(next);
        assertThat(tend.status("same").pid()).isEqualTo(same);
    }

    @Test
    void seesAFileThatIsWrittenInPlace() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        Files.writeString(tend.services().resolve("web"), "cmd=sleep 2000\nenv.TEND_TEST=" + tend.root() + "\n");

        assertThat(Proc.command(tend.awaitSuccessor("web", pid).pid())).containsExactly("sleep", "2000");
    }

    /** A writer that is not done yet holds its file open: closing it is the event, not each write. */
    @Test
    void leavesAHalfWrittenFileAlone() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        try (var half = Files.newBufferedWriter(tend.services().resolve("web"))) {
            half.write("cmd=sleep 20");
            half.flush();
            tend.service("marker", "cmd=sleep 1000");
            tend.awaitUp("marker");
            assertThat(tend.status("web").pid()).isEqualTo(pid);
            half.write("00\nenv.TEND_TEST=" + tend.root() + "\n");
        }

        assertThat(Proc.command(tend.awaitSuccessor("web", pid).pid())).containsExactly("sleep", "2000");
    }

    /** Nor is what was only just created read before its writer is done with it. */
    @Test
    void leavesAHalfWrittenNewFileAlone() throws IOException {
        tend.up();

        try (var half = Files.newBufferedWriter(tend.services().resolve("web"))) {
            half.write("cmd=sleep 20");
            half.flush();
            tend.service("marker", "cmd=sleep 1000");
            tend.awaitUp("marker");
            assertThat(tend.status()).extracting(Status::name).containsExactly("marker");
            half.write("00\nenv.TEND_TEST=" + tend.root() + "\n");
        }

        assertThat(Proc.command(tend.awaitUp("web").pid())).containsExactly("sleep", "2000");
    }

    @Test
    void skipsFilesThatAreNoServices() {
        for (String name :
                new String[] {".hidden", "web~", "web.swp", "web.bak", "web.dpkg-new", "web.dpkg-old", "web.rpmsave"}) {
            tend.service(name, "cmd=sleep 1000");
        }
        tend.service("web", "cmd=sleep 1000").up();
        tend.awaitUp("web");

        assertThat(tend.status()).extracting(Status::name).containsExactly("web");
    }

    @Test
    void keepsAllGoingWhenTheirFolderVanishes() throws IOException {
        tend.service("web", "cmd=sleep 1000").service("api", "cmd=sleep 1000").up();
        int web = tend.awaitUp("web").pid();
        int api = tend.awaitUp("api").pid();

        Files.move(tend.services(), tend.path("elsewhere"));

        Tend.awaiting().untilAsserted(() -> assertThat(tend.verb("status").all())
                .contains(tend.services().toString()));
        assertThat(tend.errors()).contains(tend.services().toString());
        tend.verb("reload");
        assertThat(tend.status("web").pid()).isEqualTo(web);
        assertThat(tend.status("api").pid()).isEqualTo(api);

        Files.move(tend.path("elsewhere"), tend.services());

        Tend.awaiting().untilAsserted(() -> assertThat(tend.verb("status").all())
                .doesNotContain(tend.services().toString()));
        assertThat(tend.status("web").pid()).isEqualTo(web);
        tend.service("new", "cmd=sleep 1000");
        tend.awaitUp("new");
    }

    @Test
    void watchesAFolderThatWasRemovedAndMadeAgain() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int web = tend.awaitUp("web").pid();
        Files.move(tend.services(), tend.path("elsewhere"));

        Files.createDirectory(tend.services());
        tend.service("web", "cmd=sleep 2000").service("api", "cmd=sleep 1000");

        tend.awaitUp("api");
        assertThat(Proc.command(tend.awaitSuccessor("web", web).pid())).containsExactly("sleep", "2000");
    }

    /**
     * The change of a ConfigMap by Kubernetes: each file is a link through {@code ..data}, which is replaced by a
     * rename.
     */
    @Test
    void followsASwapOfTheDataLink() throws IOException {
        mapped("..first", "cmd=sleep 1000");
        Files.createSymbolicLink(tend.services().resolve("..data"), Path.of("..first"));
        Files.createSymbolicLink(tend.services().resolve("web"), Path.of("..data/web"));
        tend.up();
        int pid = tend.awaitUp("web").pid();

        mapped("..second", "cmd=sleep 2000");
        Path link = Files.createSymbolicLink(tend.services().resolve("..data_tmp"), Path.of("..second"));
        Files.move(link, tend.services().resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(Proc.command(tend.awaitSuccessor("web", pid).pid())).containsExactly("sleep", "2000");
    }

    private void mapped(String folder, String line) {
        tend.file("services/" + folder + "/web", line + "\nenv.TEND_TEST=" + tend.root() + "\n");
    }

    /** {@code ln -sfn NEW LINK}, which renames a new link over the old one. */
    private static void swap(Path link, String target) throws IOException {
        Path made = Files.createSymbolicLink(link.resolveSibling(link.getFileName() + ".new"), Path.of(target));
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE);
    }

    private void release(String name, String line) {
        tend.file(name + "/services/web", line + "\nenv.TEND_TEST=" + tend.root() + "\n");
    }

    @Test
    void followsASwapOfTheLinkThatIsTheFolder() throws IOException {
        mapped("..first", "cmd=sleep 1000");
        mapped("..second", "cmd=sleep 2000");
        swap(tend.path("link"), "services/..first");
        tend.up("-d", tend.path("link").toString());
        int pid = tend.awaitUp("web").pid();

        swap(tend.path("link"), "services/..second");
        int next = tend.awaitSuccessor("web", pid).pid();
        assertThat(Proc.command(next)).containsExactly("sleep", "2000");

        mapped("..second", "cmd=sleep 3000");
        assertThat(Proc.command(tend.awaitSuccessor("web", next).pid())).containsExactly("sleep", "3000");
    }

    @Test
    void followsASwapOfALinkAboveTheFolder() throws IOException {
        release("r1", "cmd=sleep 1000");
        release("r2", "cmd=sleep 2000");
        swap(tend.path("now"), "r1");
        swap(tend.path("link"), "now/services");
        tend.up("-d", tend.path("link").toString());
        int pid = tend.awaitUp("web").pid();

        swap(tend.path("now"), "r2");

        assertThat(Proc.command(tend.awaitSuccessor("web", pid).pid())).containsExactly("sleep", "2000");
    }

    /** As a deployment does that replaces more than the folder. */
    @Test
    void followsTheReplacementOfADirectoryAboveTheFolder() throws IOException {
        release("now/app", "cmd=sleep 1000");
        release("next/app", "cmd=sleep 2000");
        tend.up("-d", tend.path("now/app/services").toString());
        int pid = tend.awaitUp("web").pid();

        Files.move(tend.path("now"), tend.path("former"));
        Files.move(tend.path("next"), tend.path("now"));
        int next = tend.awaitSuccessor("web", pid).pid();
        assertThat(Proc.command(next)).containsExactly("sleep", "2000");

        release("now/app", "cmd=sleep 3000");
        assertThat(Proc.command(tend.awaitSuccessor("web", next).pid())).containsExactly("sleep", "3000");
    }

    @Test
    void seesAFileThatIsMadeAsAHardLink() throws IOException {
        tend.file("web.new", "cmd=sleep 1000\nenv.TEND_TEST=" + tend.root() + "\n")
                .up();

        Files.createLink(tend.services().resolve("web"), tend.path("web.new"));

        tend.awaitUp("web");
    }

    /**
     * A program that must not overwrite makes a file in this way: the link is the only name left when the keeper looks.
     */
    @Test
    void seesAHardLinkWhoseFirstNameIsGoneAtOnce() {
        tend.file("web.new", "cmd=sleep 1000\nenv.TEND_TEST=" + tend.root() + "\n")
                .up();

        var ran = tend.command(List.of(
                "perl",
                "-e",
                "link($ARGV[0], $ARGV[1]) && unlink($ARGV[0]) or die $!",
                tend.path("web.new").toString(),
                tend.services().resolve("web").toString()));

        assertThat(ran.code()).as(ran::toString).isZero();
        tend.awaitUp("web");
    }

    @Test
    void takesSeveralFolders() throws IOException {
        Path more = Files.createDirectory(tend.path("more"));
        tend.service("web", "cmd=sleep 1000").up("-d", more.toString());
        tend.awaitUp("web");

        tend.file("more/api", "cmd=sleep 1000\nenv.TEND_TEST=" + tend.root() + "\n");

        tend.awaitUp("api");
    }

    @Test
    void enablesWhatTheEnvironmentAsksFor() {
        tend.with("ROLE", "web").with("DEPLOY_ENV", "prod");
        tend.service("web", "cmd=sleep 1000", "enabled=$ROLE = web & $DEPLOY_ENV != dev")
                .service("cron", "cmd=sleep 1000", "enabled=$ROLE = cron")
                .service("off", "cmd=sleep 1000", "enabled=no")
                .up();
        tend.awaitUp("web");

        assertThat(tend.status()).filteredOn(each -> !each.name().equals("web")).noneMatch(each -> each.pid() != 0);

        tend.service("off", "cmd=sleep 1000", "enabled=yes");
        int pid = tend.awaitUp("off").pid();
        tend.service("off", "cmd=sleep 1000", "enabled=no");
        tend.awaitGone(pid);
    }
}

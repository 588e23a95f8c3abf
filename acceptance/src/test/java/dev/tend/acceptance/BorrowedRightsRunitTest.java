package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As {@link BorrowedRightsTest}, for runit's folders and programs, whose directories often are a service's user's. */
class BorrowedRightsRunitTest {

    private static final String OTHER = "54715";
    private static final String SECRET = "secret\n";

    @RegisterExtension
    final Tend tend = new Tend();

    private Path secret;
    private Path web;

    @BeforeEach
    void hasAServiceWhoseSuperviseIsAnothers() {
        secret = tend.path("secret");
        web = tend.path("sv/web");
        tend.file("secret", SECRET);
        tend.file("sv/web/run", "#!/bin/sh\nexec sleep 1000\n");
        sh("chmod 600 " + secret + "; chmod 755 " + web + "/run; mkdir " + web + "/supervise");
    }

    private Ran sh(String line) {
        var ran = tend.command(List.of("sh", "-c", line));
        assertThat(ran.code()).as(ran::toString).isZero();
        return ran;
    }

    private Ran as(String... words) {
        var command = new java.util.ArrayList<>(List.of(Tend.BINARY.toString(), "as"));
        command.addAll(List.of(words));
        return tend.command(command);
    }

    private void assertSecretIsAsItWas() {
        assertThat(secret).hasContent(SECRET.strip());
        assertThat(sh("stat -c '%u %a' " + secret).out()).isEqualTo("0 600\n");
    }

    private void up() {
        tend.launch("--runit", tend.path("sv").toString());
        Tend.awaiting().until(() -> tend.verb("status").code() == 0);
    }

    @Test
    void writesHowAServiceIsInPlaceOfWhatWasPlanted() {
        for (var name : List.of("pid.new", "stat.new", "status.new", "pid", "stat", "status")) {
            sh("ln -s " + secret + " " + web + "/supervise/" + name);
        }
        sh("chown -h " + OTHER + " " + web + "/supervise");
        up();

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(web.resolve("supervise/stat")))
                .isEqualTo("run\n"));
        assertThat(Files.isSymbolicLink(web.resolve("supervise/pid"))).isFalse();
        assertSecretIsAsItWas();
    }

    @Test
    void takesNoOrdersFromWhatIsNoFifoOfItsOwn() {
        sh("ln " + secret + " " + web + "/supervise/control && chown -h " + OTHER + " " + web + "/supervise");
        up();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains(web + "/supervise/control: is no FIFO"));
        assertSecretIsAsItWas();
    }

    @Test
    void makesNoLockBehindALinkOfAnother() {
        Path made = tend.path("made");
        sh("ln -s " + made + " " + web + "/supervise/lock && chown -h " + OTHER + " " + web + "/supervise");
        up();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains(web + "/supervise/lock"));
        assertThat(made).doesNotExist();
    }

    @Test
    void runsNoScriptAsRootThatAnotherMayChange() {
        sh("chown " + OTHER + " " + web + "/run");
        up();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains(web + "/run: refused: it belongs to user " + OTHER));
    }

    @Test
    void writesNoOrderToWhatIsNoFifo() {
        sh("mkfifo " + web + "/supervise/ok; ln -s " + secret + " " + web + "/supervise/control; printf '%020d' 0 >"
                + web + "/supervise/status; chown -hR " + OTHER + " " + web + "/supervise " + web);
        var reader = tend.start("reader", List.of("sh", "-c", "exec sleep 1000 <>" + web + "/supervise/ok"));
        Tend.awaiting().until(() -> Proc.link(reader.pid(), "fd/0").endsWith("/ok"));

        var ran = as("sv", "-w", "1", "up", web.toString());

        assertThat(ran.code()).as(ran::toString).isNotZero();
        assertSecretIsAsItWas();
    }

    @Test
    void runsNoCheckOfAnotherAsRoot() {
        Path marker = tend.path("marker");
        tend.file("sv/web/check", "#!/bin/sh\ntouch " + marker + "\n");
        sh("chmod 755 " + web + "/check");
        up();
        sh("chown " + OTHER + " " + web + "/check; rm -f "
                + marker); // the keeper itself has asked it whether all is well

        var ran = as("sv", "check", web.toString());

        assertThat(ran.err()).contains("/check is not run: ").contains("it belongs to user " + OTHER);
        assertThat(marker).doesNotExist();
    }

    @Test
    void logsToNoFileOfAnotherAndRunsNoProcessorOfIts() {
        Path log = tend.path("log-of-web");
        Path marker = tend.path("marker");
        tend.file("log-of-web/config", "!touch " + marker + "\ns1\n");
        sh("ln -s " + secret + " " + log + "/current; chown -h " + OTHER + " " + log + " " + log + "/config");
        var svlogd = tend.start(
                "svlogd", List.of("sh", "-c", "(seq 100000; sleep 1000) | exec " + Tend.BINARY + " as svlogd " + log));

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path("svlogd.err")))
                .contains("processor is not run: ")
                .contains("unable to open current"));
        assertSecretIsAsItWas();
        assertThat(marker).doesNotExist();
        svlogd.destroyForcibly();
    }

    @Test
    void locksNothingBehindALinkOfAnother() {
        Path made = tend.path("made");
        sh("chown " + OTHER + " " + web + "/supervise && ln -s " + made + " " + web + "/supervise/mine");
        var ran = as("chpst", "-l", web + "/supervise/mine", "true");
        assertThat(ran.code()).isEqualTo(111);
        assertThat(made).doesNotExist();
    }
}

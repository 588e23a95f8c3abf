package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steward sends logs to a real collector. */
class ForwardTest {

    /** Writes each line that is appended to a file, for the test to say when. */
    private static final String ECHO = "shell=exec tail -n +1 -f ";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Rsyslog rsyslog = new Rsyslog(tend);
    private final Web web = new Web();
    private final int port = Ports.free();

    @BeforeEach
    void prepare() throws IOException {
        Rsyslog.assumeHere();
        Files.createDirectories(tend.path("forward"));
        tend.file("lines", "");
    }

    @AfterEach
    void close() {
        web.close();
    }

    private void forward(String scheme, String... settings) {
        var all = new java.util.ArrayList<>(List.of(
                "forward.to=" + scheme + "://127.0.0.1:" + port,
                "forward.state=" + tend.path("forward"),
                "forward.services=w*"));
        all.addAll(List.of(settings));
        web.start(tend, all.toArray(String[]::new));
    }

    private void write(String... lines) throws IOException {
        Files.write(tend.path("lines"), List.of(lines), StandardOpenOption.APPEND);
    }

    private void startTcp() {
        rsyslog.start("module(load=\"imptcp\")", "input(type=\"imptcp\" address=\"127.0.0.1\" port=\"" + port + "\")");
    }

    private void service(String... lines) {
        var all = new java.util.ArrayList<>(List.of(ECHO + tend.path("lines")));
        all.addAll(List.of(lines));
        tend.service("web", all.toArray(String[]::new)).service("other", "shell=echo secret; exec sleep 1000");
    }

    @Test
    void sendsEachLineWithItsTimeAlsoOfAServiceThatComesLater() throws IOException {
        startTcp();
        service("log-timestamps=iso");
        forward("tcp");
        write("one", "two");
        Tend.awaiting().until(() -> rsyslog.texts("web").size() == 2);
        tend.service("w2", "shell=echo late; exec sleep 1000").done("reload");
        Tend.awaiting().until(() -> rsyslog.texts("w2").size() == 1);

        assertThat(rsyslog.texts("web")).containsExactly("one", "two");
        assertThat(rsyslog.messages()).contains("daemon.info|20").doesNotContain("secret");
    }

    @Test
    void sendsOverUdp() throws IOException {
        rsyslog.start("module(load=\"imudp\")", "input(type=\"imudp\" address=\"127.0.0.1\" port=\"" + port + "\")");
        Tend.awaiting().until(() -> Files.exists(tend.path("rsyslog.pid")));
        service();
        forward("udp");
        Tend.awaiting().until(() -> {
            write("again");
            return rsyslog.texts("web").contains("again");
        });
    }

    /** Over rotation, the deaths of the collector and the keeper, and a restart of the steward. */
    @Test
    void losesNothingWhileAnybodyIsAway() throws IOException, InterruptedException {
        startTcp();
        service("log-size=1k", "log-keep=50");
        forward("tcp");
        write("first");
        Tend.awaiting().until(() -> rsyslog.texts("web").contains("first"));

        rsyslog.stop();
        write(numbered(0, 200));
        Tend.awaiting().until(() -> tend.log("steward").contains("they wait in their files"));
        tend.killKeeper();
        tend.up();
        tend.awaitState("steward", "ready");
        tend.done("restart", "steward");
        write(numbered(200, 300));
        startTcp();

        Tend.awaiting().until(() -> rsyslog.texts("web").containsAll(List.of(numbered(0, 300))));
        assertThat(rsyslog.messages()).doesNotContain("lines are missing");
    }

    private static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line number " + i).toArray(String[]::new);
    }

    @Test
    void saysThatLinesAreMissing() throws IOException, InterruptedException {
        service();
        forward("tcp");
        write("gone");
        tend.awaitLog("web", "gone");
        startTcp();
        Tend.awaiting().until(() -> rsyslog.texts("web").contains("gone"));
        Tend.awaiting().until(() -> Tend.text(tend.path("forward/forwarded")).contains("web "));
        rsyslog.stop();
        Files.write(tend.logs().resolve("web/current"), new byte[0]);
        write("kept");
        startTcp();

        Tend.awaiting().until(() -> rsyslog.texts("web").contains("kept"));
        assertThat(rsyslog.messages()).contains("lines are missing here");
    }

    @Test
    void sendsOverTlsToWhomItTrusts() throws IOException {
        certificates();
        rsyslog.start(
                "global(DefaultNetstreamDriver=\"gtls\" DefaultNetstreamDriverCAFile=\"" + tend.path("ca.pem") + "\""
                        + " DefaultNetstreamDriverCertFile=\"" + tend.path("server.pem") + "\""
                        + " DefaultNetstreamDriverKeyFile=\"" + tend.path("server.key") + "\")",
                "module(load=\"imtcp\" StreamDriver.Name=\"gtls\" StreamDriver.Mode=\"1\""
                        + " StreamDriver.AuthMode=\"x509/certvalid\")",
                "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" + port + "\")");
        service();
        forward(
                "tls",
                "forward.ca=" + tend.path("ca.pem"),
                "forward.tls-cert=" + tend.path("client.pem"),
                "forward.tls-key=" + tend.path("client.key"));
        write("secretly");
        Tend.awaiting().until(() -> rsyslog.texts("web").contains("secretly"));

        web.close();
    }

    private void certificates() {
        tend.file("extensions", "subjectAltName=IP:127.0.0.1\n");
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=ca -keyout ca.key -out"
                + " ca.pem");
        for (String name : List.of("server", "client")) {
            openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout " + name
                    + ".key -out " + name + ".csr");
            openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile"
                    + " extensions -out " + name + ".pem");
        }
    }

    private void openssl(String arguments) {
        var ran = tend.command(
                List.of("/bin/sh", "-c", "cd " + tend.root() + " && exec openssl " + arguments + " </dev/null"));
        assertThat(ran.code()).as(ran::toString).isZero();
    }
}

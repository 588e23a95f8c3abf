package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steward over TLS, as curl and openssl see it. */
class StewardTlsTest {

    private static final String READ = "0123456789abcdef0123";
    private static final String FULL = "fedcba9876543210fedc";

    @RegisterExtension
    private final Tend tend = new Tend();

    private final int port = Ports.free();

    @BeforeEach
    void makeCertificates() {
        authority("ca");
        authority("other");
        leaf("ca", "server", "30");
        leaf("ca", "friend", "30");
        leaf("other", "stranger", "30");
        leaf("ca", "late", "-1");
    }

    private void authority(String name) {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=" + name + " -keyout "
                + file(name + ".key") + " -out " + file(name + ".pem"));
    }

    private void leaf(String authority, String name, String days) {
        tend.file("extensions", "subjectAltName=DNS:steward.example,IP:127.0.0.1\n");
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout "
                + file(name + ".key") + " -out " + file(name + ".csr"));
        openssl("x509 -req -in " + file(name + ".csr") + " -CA " + file(authority + ".pem") + " -CAkey "
                + file(authority + ".key") + " -CAcreateserial -days " + days + " -extfile " + file("extensions")
                + " -out " + file(name + ".pem"));
    }

    private String file(String name) {
        return tend.path(name).toString();
    }

    private Ran openssl(String arguments) {
        return tend.command(List.of("/bin/sh", "-c", "openssl " + arguments + " </dev/null"));
    }

    private void steward(String... settings) {
        var lines = new ArrayList<>(List.of(
                "steward=yes",
                "http.listen=0.0.0.0:" + port,
                "http.tls-cert=" + file("server.pem"),
                "http.tls-key=" + file("server.key")));
        lines.addAll(List.of(settings));
        tend.service("steward", lines.toArray(String[]::new)).up();
        tend.awaitState("steward", "ready");
    }

    /** The version of HTTP and the status; or what curl exits with. */
    private String curl(String path, String... options) {
        var command = new ArrayList<>(List.of(
                "curl",
                "-s",
                "-m",
                "20",
                "-o",
                "/dev/null",
                "-w",
                "%{http_version} %{http_code}",
                "--cacert",
                file("ca.pem")));
        command.addAll(List.of(options));
        command.add("https://127.0.0.1:" + port + path);
        var ran = tend.command(command);
        return ran.code() == 0 ? ran.out() : "failed";
    }

    private String curlAs(String who, String... options) {
        var all = new ArrayList<>(List.of("--cert", file(who + ".pem"), "--key", file(who + ".key")));
        all.addAll(List.of(options));
        return curl("/health", all.toArray(String[]::new));
    }

    @Test
    void answersThoseWhoseCertificateItsAuthoritySigned() {
        steward("http.client-ca=" + file("ca.pem"));
        assertThat(curlAs("friend")).isEqualTo("2 200");
        assertThat(curlAs("friend", "--http1.1")).isEqualTo("1.1 200");
        assertThat(curlAs("stranger")).isEqualTo("failed");
        assertThat(curlAs("late")).isEqualTo("failed");
        assertThat(curl("/health")).isEqualTo("failed");
        assertThat(curl("/health", "--cacert", file("other.pem"))).isEqualTo("failed");
        assertThat(openssl("s_client -connect 127.0.0.1:" + port + " -alpn h2 -CAfile " + file("ca.pem"))
                        .all())
                .contains("ALPN protocol: h2")
                .contains("Verify return code: 0 (ok)");
        assertThat(openssl("s_client -connect 127.0.0.1:" + port + " -tls1_1").code())
                .isNotZero();
    }

    @Test
    void looksAtCertificatesAlsoWhereOpensslShowsThem() {
        steward("http.client-ca=" + file("ca.pem"));
        assertThat(spokenAs("friend")).contains("HTTP/1.1 200 OK");
        assertThat(spokenAs("stranger")).doesNotContain("HTTP/1.1").contains("alert");
        assertThat(spokenAs("late")).doesNotContain("HTTP/1.1").contains("alert");
        assertThat(spoken("")).doesNotContain("HTTP/1.1").contains("alert");
    }

    private String spokenAs(String who) {
        return spoken("-cert " + file(who + ".pem") + " -key " + file(who + ".key"));
    }

    /** Both streams of openssl that asks for /health. */
    private String spoken(String options) {
        String request = "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n";
        return tend.command(List.of(
                        "sh",
                        "-c",
                        "printf '" + request + "' | openssl s_client -quiet -connect 127.0.0.1:" + port + " "
                                + options))
                .all();
    }

    @Test
    void isAskedForByTheNamesInItsCertificate() {
        steward("http.client-ca=" + file("ca.pem"));
        assertThat(curlAs("friend", "-H", "Host: steward.example")).isEqualTo("2 200");
        assertThat(curlAs("friend", "-H", "Host: evil.example")).isEqualTo("2 421");
    }

    @Test
    void takesNewCertificatesWithoutARestart() {
        steward("http.client-ca=" + file("ca.pem"));
        int pid = tend.status("steward").pid();
        String before = serial();
        assertThat(before).startsWith("serial=");
        leaf("ca", "server", "30");
        Tend.awaiting()
                .untilAsserted(() -> assertThat(serial()).startsWith("serial=").isNotEqualTo(before));
        tend.file("server.pem", "garbage");
        tend.awaitLog("steward", "the former ones stay in force");
        assertThat(curlAs("friend")).isEqualTo("2 200");
        assertThat(tend.status("steward").pid()).isEqualTo(pid);
    }

    @Test
    void goesOnWithConnectionsThatAreOpen() throws IOException, GeneralSecurityException {
        tokens();
        steward("http.token-file=" + file("tokens"));
        try (var socket = context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            assertThat(asked(socket)).startsWith("HTTP/1.1 200 OK");
            String before = serial();
            leaf("ca", "server", "30");
            Tend.awaiting()
                    .untilAsserted(
                            () -> assertThat(serial()).startsWith("serial=").isNotEqualTo(before));
            assertThat(asked(socket)).startsWith("HTTP/1.1 200 OK");
        }
    }

    /** Returns a context that trusts the authority, and no other. */
    private SSLContext context() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(tend.path("ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Returns the answer, which is a line of JSON. */
    private static String asked(Socket socket) throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + READ + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        var answer = new StringBuilder();
        while (answer.indexOf("}\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(answer::toString).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private String serial() {
        var said = openssl("s_client -connect 127.0.0.1:" + port).out();
        tend.file("seen.pem", said);
        return openssl("x509 -noout -serial -in " + file("seen.pem")).out();
    }

    private void tokens() {
        tend.file("tokens", "read " + READ + "\nfull " + FULL + "\n");
        tend.command(List.of("chmod", "600", file("tokens")));
    }

    @Test
    void takesTokensInstead() {
        tokens();
        steward("http.token-file=" + file("tokens"), "http.client-ca=" + file("ca.pem"));
        String stop = "/services/steward/signal/WINCH";
        assertThat(curl("/health")).isEqualTo("2 401");
        assertThat(curl("/health", "-H", "Authorization: Bearer wrong" + READ)).isEqualTo("2 401");
        assertThat(curl("/health", "-H", "Authorization: Bearer " + READ)).isEqualTo("2 200");
        assertThat(curl(stop, "-X", "POST", "-H", "Authorization: Bearer " + READ))
                .isEqualTo("2 403");
        assertThat(curl(stop, "-X", "POST", "-H", "Authorization: Bearer " + FULL))
                .isEqualTo("2 200");
        assertThat(curlAs("friend")).isEqualTo("2 200");
    }
}

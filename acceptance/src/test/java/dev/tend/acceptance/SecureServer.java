package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server whose certificate is signed by an authority of its own. It answers 200 to everything. */
final class SecureServer implements AutoCloseable {

    private static final char[] PASSWORD = "secret".toCharArray();

    private final Path authority;
    private final HttpsServer server;

    private SecureServer(Path authority, HttpsServer server) {
        this.authority = authority;
        this.server = server;
    }

    /** @param folder for keys and certificates */
    static SecureServer start(Path folder) throws IOException, GeneralSecurityException {
        assumeTrue(
                Ran.command(List.of("sh", "-c", "command -v openssl && command -v curl"), Map.of())
                                .code()
                        == 0,
                "takes openssl and curl");
        var ran = Ran.command(
                List.of("sh", Tend.resource("tls/certificates.sh").toString(), folder.toString()), Map.of());
        assertThat(ran.code()).as(ran::toString).isZero();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder.resolve("server.p12"))));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("all is well".getBytes(UTF_8));
            }
        });
        server.start();
        return new SecureServer(folder.resolve("ca.pem"), server);
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The file of the certificate that vouches for it. */
    String authority() {
        return authority.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

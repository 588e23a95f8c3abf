package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.certificate.ClientTls;
import dev.tend.certificate.Pems;
import dev.tend.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HttpTransportTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    static final Pems PEMS = new Pems();

    @TempDir
    private Path folder;

    private static Optional<Path> pem(String name) {
        return Optional.of(PEMS.file(name));
    }

    /** A server that wants a certificate of its clients. */
    private static FakeConsul secured() throws Exception {
        var context = new ClientTls(pem("root.pem"), pem("chain.pem"), pem("server.key")).context();
        var socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        return new FakeConsul(socket);
    }

    private static ConsulSettings settings(FakeConsul consul, ClientTls tls) {
        var initial = ConsulSettings.at("https://127.0.0.1:" + consul.port());
        return new ConsulSettings(
                initial.address(),
                initial.token(),
                initial.tokenFile(),
                tls,
                "",
                initial.maxStale(),
                initial.hold(),
                initial.requestsPerSecond(),
                initial.mostWatches(),
                initial.settle());
    }

    private Path clientChain() throws IOException {
        return Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(PEMS.file("client.pem")) + Files.readString(PEMS.file("middle.pem")));
    }

    @Test
    void identifiesItselfOverTls() throws Exception {
        var tls = new ClientTls(pem("root.pem"), Optional.of(clientChain()), pem("client.key"));
        try (var consul = secured().put("a", "1");
                var transport = new HttpTransport(settings(consul, tls))) {
            assertThat(transport.get("/v1/kv/a", Map.of(), LONG).body()).contains("\"Value\":\"MQ==\"");
        }
    }

    @Test
    void isRefusedWithoutACertificate() throws Exception {
        var tls = new ClientTls(pem("root.pem"), Optional.empty(), Optional.empty());
        try (var consul = secured();
                var transport = new HttpTransport(settings(consul, tls))) {
            assertThatThrownBy(() -> transport.get("/v1/kv/a", Map.of(), LONG)).isInstanceOf(IOException.class);
            assertThat(consul.asked).isEmpty();
        }
    }

    @Test
    void trustsNoOtherServer() throws Exception {
        var tls = new ClientTls(pem("plain.pem"), Optional.of(clientChain()), pem("client.key"));
        try (var consul = secured();
                var transport = new HttpTransport(settings(consul, tls))) {
            assertThatThrownBy(() -> transport.get("/v1/kv/a", Map.of("X-Consul-Token", "secret"), LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("certification path");
            assertThat(consul.asked).isEmpty();
        }
    }

    @Test
    void refusesFilesThatAreNoCertificates() throws Exception {
        var tls = new ClientTls(pem("client.key"), Optional.empty(), Optional.empty());
        try (var consul = new FakeConsul()) {
            assertThatThrownBy(() -> ConsulSource.of(settings(consul, tls), changed -> {}, line -> {}))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("consul.address: ");
        }
    }

    @Test
    void waitsOnlySoLongAndReadsOnlySoMuch() throws Exception {
        try (var consul = new FakeConsul();
                var transport = new HttpTransport(ConsulSettings.at(consul.address()))) {
            consul.put("a", "1");
            assertThatThrownBy(() -> transport.get("/v1/kv/a?index=99", Map.of(), Duration.ofMillis(20)))
                    .hasMessageContaining("no whole answer within");

            consul.fault = request -> Optional.of(consul.reply(200, 5, "x".repeat(Transport.LARGEST + 1)));
            assertThatThrownBy(() -> transport.get("/v1/kv/a", Map.of(), LONG)).isInstanceOf(OversizedException.class);
        }
    }
}

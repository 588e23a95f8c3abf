package dev.tend.forward;

import dev.tend.certificate.CertificateChain;
import dev.tend.certificate.ServerIdentity;
import dev.tend.certificate.UnusableException;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The address of a collector, and how it is trusted. Certificates are read again for each connection, so that renewed ones are used.
 *
 * @param scheme {@code udp}, {@code tcp} or {@code tls}
 * @param authorities the file of the certificates that its own must come from; empty: those that Java trusts
 * @param certificate the file of our own certificate, if it wants one
 */
record CollectorAddress(
        String scheme,
        String host,
        int port,
        Optional<Path> authorities,
        Optional<Path> certificate,
        Optional<Path> key) {

    private static final int CONNECT_MILLIS = 10_000;
    private static final char[] NO_PASSWORD = {};

    /** @throws SettingsException where it cannot be used */
    static CollectorAddress of(String url, Settings settings) {
        var uri = URI.create(url);
        var address = new CollectorAddress(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort(),
                settings.path("forward.ca"),
                settings.path("forward.tls-cert"),
                settings.path("forward.tls-key"));
        try {
            if (address.isTls()) {
                address.context();
            }
        } catch (UnusableException | GeneralSecurityException | IOException unusable) {
            throw new SettingsException("forward.to: " + unusable.getMessage());
        }
        return address;
    }

    private boolean isTls() {
        return scheme.equals("tls");
    }

    /**
     * Connects.
     *
     * @param hungUp called once the collector has closed the connection
     */
    Collector connect(Runnable hungUp) throws IOException {
        var address = new InetSocketAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
        if (address.isUnresolved()) {
            throw new IOException("the name " + host + " has no address");
        }
        if (scheme.equals("udp")) {
            return new UdpCollector(address);
        }
        var socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.connect(address, CONNECT_MILLIS);
            return new StreamCollector(isTls() ? secured(socket) : socket, hungUp);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        try {
            plain.setSoTimeout(CONNECT_MILLIS);
            var socket = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            plain.setSoTimeout(0);
            return socket;
        } catch (UnusableException | GeneralSecurityException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys(), trusted(), null);
        return context;
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty() || key.isEmpty()) {
            return new KeyManager[0];
        }
        var identity = ServerIdentity.read(certificate.get(), key.get(), Instant.now());
        var store = empty();
        store.setKeyEntry("own", identity.key(), NO_PASSWORD, identity.chain().toArray(new X509Certificate[0]));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] trusted() throws GeneralSecurityException, IOException {
        KeyStore store = null; // Java's own
        if (authorities.isPresent()) {
            store = empty();
            for (var each : CertificateChain.read(authorities.get()).certificates()) {
                store.setCertificateEntry(String.valueOf(store.size()), each);
            }
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

package dev.tend.forward;

import dev.tend.certificate.ClientTls;
import dev.tend.certificate.UnusableException;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;

/**
 * The address of a collector, and how it is trusted. Certificates are read again for each connection, so that renewed ones are used.
 *
 * @param scheme {@code udp}, {@code tcp} or {@code tls}
 */
record CollectorAddress(String scheme, String host, int port, ClientTls tls) {

    private static final int CONNECT_MILLIS = 10_000;

    /** @throws SettingsException where it cannot be used */
    static CollectorAddress of(String url, Settings settings) {
        var uri = URI.create(url);
        var address = new CollectorAddress(
                uri.getScheme(),
                uri.getHost(),
                uri.getPort(),
                new ClientTls(
                        settings.path("forward.ca"),
                        settings.path("forward.tls-cert"),
                        settings.path("forward.tls-key")));
        try {
            if (address.isTls()) {
                address.tls.context();
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
            var socket = (SSLSocket) tls.context().getSocketFactory().createSocket(plain, host, port, true);
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

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

package dev.tend.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.http.ServerRequest;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;

/** The other side of a connection, through which a request finds the connection it came over. */
record Peer(PeerInfo peer, TimedConnection timedConnection) implements PeerInfo {

    /** Returns the connection of a request; empty where its listener has no {@link TimedConnections}. */
    static Optional<TimedConnection> connection(ServerRequest request) {
        return request.remotePeer() instanceof Peer peer ? Optional.of(peer.timedConnection) : Optional.empty();
    }

    @Override
    public SocketAddress address() {
        return peer.address();
    }

    @Override
    public String host() {
        return peer.host();
    }

    @Override
    public int port() {
        return peer.port();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return peer.tlsPrincipal();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
        return peer.tlsCertificates();
    }
}

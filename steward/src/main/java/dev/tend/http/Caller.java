package dev.tend.http;

import dev.tend.http.Guard.Right;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;

/**
 * The client behind a request.
 *
 * @param right its permissions
 * @param name distinguishes it from other clients: by its token, else its certificate, else its address
 */
public record Caller(Right right, String name) {

    static Caller ofToken(Right right, String digest) {
        return new Caller(right, "token " + digest);
    }

    static Caller ofCertificate(Right right, Certificate certificate) {
        try {
            return new Caller(right, "certificate " + Digests.sha256(certificate.getEncoded()));
        } catch (CertificateEncodingException neverAfterAHandshake) {
            throw new IllegalStateException(neverAfterAHandshake);
        }
    }

    /** All programs of this machine are one client. */
    static Caller ofAddress(Right right, PeerInfo peer) {
        return peer.address() instanceof InetSocketAddress inet
                        && !inet.getAddress().isLoopbackAddress()
                ? new Caller(right, "address " + inet.getAddress().getHostAddress())
                : new Caller(right, "this machine");
    }

    /** Returns the client that the {@link Guard} has admitted. */
    public static Caller of(ServerRequest request) {
        return request.context().get(Caller.class).orElseGet(() -> ofAddress(Right.NONE, request.remotePeer()));
    }
}

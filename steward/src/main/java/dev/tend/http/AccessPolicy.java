package dev.tend.http;

import dev.tend.settings.SettingsException;
import java.util.List;
import java.util.Optional;

/** The requirements for access to each listener. */
final class AccessPolicy {

    private final Optional<Certificates> certificates;
    private final Optional<Tokens> tokens;
    private final List<String> names;

    /** @param names under which it may be asked for, besides localhost, addresses, and those in its certificate */
    AccessPolicy(Optional<Certificates> certificates, Optional<Tokens> tokens, List<String> names) {
        this.certificates = certificates;
        this.tokens = tokens;
        this.names = names;
    }

    /**
     * @throws SettingsException if the listener would be reachable from other machines without authentication, or
     * without encryption
     */
    void check(Listener listener) {
        if (!(listener instanceof Listener.Tcp tcp) || tcp.isLocal()) {
            return;
        }
        String where = "http.listen: " + url(listener) + " is open to other machines: ";
        if (certificates.isEmpty()) {
            throw new SettingsException(where + "give it http.tls-cert and http.tls-key, or listen on 127.0.0.1");
        }
        if (tokens.isEmpty() && !asksForCertificates()) {
            throw new SettingsException(where + "give it http.token-file or http.client-ca, or listen on 127.0.0.1");
        }
    }

    /** Returns a warning if the listener is open to more clients than its user may expect. */
    Optional<String> warning(Listener listener) {
        boolean asksNobody = tokens.isEmpty() && !asksForCertificates();
        return listener instanceof Listener.Tcp && asksNobody
                ? Optional.of("every user of this machine may do everything over " + url(listener)
                        + ": give it http.token-file, or listen on unix:PATH")
                : Optional.empty();
    }

    private boolean asksForCertificates() {
        return certificates.filter(Certificates::asksForOthers).isPresent();
    }

    Guard guard(Listener listener) {
        return switch (listener) {
            case Listener.Unix _ -> new Guard(name -> true, Guard.ANYBODY);
            case Listener.Tcp _ -> {
                var given = new HostNames(names);
                yield new Guard(host -> given.contains(host) || isCertified(host), credentials());
            }
        };
    }

    private Guard.Credentials credentials() {
        return request -> asksForCertificates()
                        && request.remotePeer().tlsCertificates().isPresent()
                ? Caller.ofCertificate(
                        Guard.Right.FULL, request.remotePeer().tlsCertificates().get()[0])
                : tokens.map(known -> known.caller(request.headers()))
                        .orElseGet(() -> Guard.ANYBODY.caller(request)); // only this machine can connect
    }

    /** The certificate may have changed since. */
    private boolean isCertified(String host) {
        return certificates
                .filter(own -> new HostNames(own.names()).contains(host))
                .isPresent();
    }

    String url(Listener listener) {
        return switch (listener) {
            case Listener.Unix _ -> listener.toString();
            case Listener.Tcp _ -> (certificates.isPresent() ? "https://" : "http://") + listener;
        };
    }
}

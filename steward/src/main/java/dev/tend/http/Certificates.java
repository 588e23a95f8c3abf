package dev.tend.http;

import dev.tend.steward.Settings;
import dev.tend.steward.SettingsException;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TLS from PEM files. They are looked at again and again, and taken when they have changed; those that cannot be used leave what
 * was before them in force, and say so.
 */
public final class Certificates implements AutoCloseable {

    /** Soon enough for who has renewed a certificate, and nothing to notice for the machine. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** {@code dNSName} of RFC 5280, 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private final Path certificate;
    private final Path key;
    private final Optional<Path> clientAuthority;
    private final TlsClientAuth clientAuth;
    private final Tls tls;
    private List<FileTime> read;
    private volatile boolean closed;

    private Certificates(Path certificate, Path key, Optional<Path> clientAuthority, boolean tokensToo) {
        this.certificate = certificate;
        this.key = key;
        this.clientAuthority = clientAuthority;
        clientAuth = clientAuthority.isEmpty()
                ? TlsClientAuth.NONE
                : tokensToo ? TlsClientAuth.OPTIONAL : TlsClientAuth.REQUIRED;
        read = times();
        tls = load();
    }

    /**
     * Those that the settings name; empty where they name none.
     *
     * @throws SettingsException where they cannot be used
     */
    public static Optional<Certificates> of(Settings settings) {
        var certificate = settings.path("http.tls-cert");
        var key = settings.path("http.tls-key");
        var authority = settings.path("http.client-ca");
        if (certificate.isPresent() != key.isPresent()) {
            throw new SettingsException("http.tls-cert and http.tls-key go together: give both, or none");
        }
        if (authority.isPresent() && certificate.isEmpty()) {
            throw new SettingsException("http.client-ca: without TLS nobody shows a certificate: add http.tls-cert");
        }
        boolean tokensToo = settings.text("http.token-file").isPresent();
        return certificate.map(path -> new Certificates(path, key.orElseThrow(), authority, tokensToo));
    }

    /** What they make. */
    public Tls tls() {
        return tls;
    }

    /** Whether others are asked for theirs. */
    boolean asksForOthers() {
        return clientAuthority.isPresent();
    }

    /** The names that its own certificate is for. */
    List<String> names() {
        var names = new ArrayList<String>();
        try {
            var own = tls.prototype().privateKeyCertChain().getFirst();
            var alternatives =
                    Optional.ofNullable(own.getSubjectAlternativeNames()).orElse(List.of());
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst().equals(DNS_NAME)) {
                    names.add(alternative.get(1).toString());
                }
            }
        } catch (CertificateParsingException strange) {
            return names; // whoever asks by name will be told
        }
        return names;
    }

    private Tls load() {
        try {
            var keys = Keys.builder()
                    .pem(pem -> pem.key(resource(key)).certChain(resource(certificate)))
                    .build();
            var builder = Tls.builder()
                    .privateKey(keys.privateKey().orElseThrow())
                    .privateKeyCertChain(keys.certChain())
                    .clientAuth(clientAuth);
            clientAuthority.ifPresent(path -> builder.trust(authorities(path)));
            return builder.build();
        } catch (RuntimeException unusable) {
            throw new SettingsException("http.tls-cert: cannot use " + files() + ": " + reason(unusable), unusable);
        }
    }

    private static Resource resource(Path file) {
        return Resource.create(file);
    }

    private static List<X509Certificate> authorities(Path file) {
        return Keys.builder()
                .pem(pem -> pem.certificates(resource(file)))
                .build()
                .certs();
    }

    private static String reason(Throwable unusable) {
        return unusable.getCause() == null ? unusable.getMessage() : reason(unusable.getCause());
    }

    private String files() {
        return certificate + " and " + key
                + clientAuthority.map(path -> " with " + path).orElse("");
    }

    // ---- changes

    /** Takes those that come, from now on. */
    public void watch() {
        Thread.ofVirtual().name("certificates").start(this::look);
    }

    private void look() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_EVERY);
                var now = times();
                if (!now.equals(read)) {
                    read = now;
                    reload();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        var log = System.getLogger(Certificates.class.getName());
        try {
            tls.reload(load());
            log.log(Level.WARNING, "took the new " + files());
        } catch (RuntimeException unusable) {
            log.log(Level.WARNING, unusable.getMessage() + ": the former ones stay in force");
        }
    }

    private List<FileTime> times() {
        var files = new ArrayList<>(List.of(certificate, key));
        clientAuthority.ifPresent(files::add);
        return files.stream().map(Certificates::time).toList();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

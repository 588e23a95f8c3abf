package dev.tend.http;

import dev.tend.certificate.ClientAuthorities;
import dev.tend.certificate.ServerIdentity;
import dev.tend.certificate.UnusableException;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TLS from PEM files, which are checked before they are used. Files that change are read again; those that cannot be
 * used leave the former ones
 * in force, and that is reported until they are mended.
 */
public final class Certificates implements AutoCloseable {

    /** Soon enough for a certificate that was renewed, and not noticeable for the machine. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** {@code dNSName} of RFC 5280, 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private final Path certificate;
    private final Path key;
    private final Optional<Path> clientAuthority;
    private final TlsClientAuth clientAuth;
    private final InstantSource clock;
    private final Tls tls;
    private volatile Loaded loaded;
    private List<Stamp> read;
    private List<Stamp> seen;
    private volatile String reloadProblem = "";
    private String reported = "";
    private volatile boolean closed;

    /** The content of the files. */
    private record Loaded(ServerIdentity identity, List<X509Certificate> authorities) {}

    /** Tells whether a file is another, or has been written to. */
    private record Stamp(FileTime written, long size, String file) {

        private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), 0, "");

        static Stamp of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(
                        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
            } catch (IOException gone) {
                return NONE;
            }
        }
    }

    private Certificates(
            Path certificate, Path key, Optional<Path> clientAuthority, boolean tokensToo, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clientAuthority = clientAuthority;
        this.clock = clock;
        clientAuth = clientAuthority.isEmpty()
                ? TlsClientAuth.NONE
                : tokensToo ? TlsClientAuth.OPTIONAL : TlsClientAuth.REQUIRED;
        read = stamps();
        seen = read;
        loaded = load();
        tls = tls(loaded);
    }

    /**
     * Returns those that the settings name; empty where they name none.
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
            throw new SettingsException("http.client-ca: client certificates need TLS: add http.tls-cert");
        }
        boolean tokensToo = settings.text("http.token-file").isPresent();
        return certificate.map(path -> of(path, key.orElseThrow(), authority, tokensToo, InstantSource.system()));
    }

    /**
     * Returns those in two files.
     *
     * @throws SettingsException where they cannot be used
     */
    public static Certificates of(Path certificate, Path key) {
        return of(certificate, key, Optional.empty(), false, InstantSource.system());
    }

    static Certificates of(
            Path certificate, Path key, Optional<Path> authority, boolean tokensToo, InstantSource clock) {
        try {
            return new Certificates(certificate, key, authority, tokensToo, clock);
        } catch (UnusableException unusable) {
            throw new SettingsException("cannot use TLS: " + unusable.getMessage(), unusable);
        }
    }

    /** Returns what the server is to use; it changes by itself when the files do. */
    public Tls tls() {
        return tls;
    }

    /** Tells whether clients are asked for certificates. */
    boolean asksForOthers() {
        return clientAuthority.isPresent();
    }

    /** Returns the names that its own certificate is for. */
    List<String> names() {
        var names = new ArrayList<String>();
        try {
            var own = loaded.identity.chain().getFirst();
            var alternatives =
                    Optional.ofNullable(own.getSubjectAlternativeNames()).orElse(List.of());
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst().equals(DNS_NAME)) {
                    names.add(alternative.get(1).toString());
                }
            }
        } catch (CertificateParsingException strange) {
            return names; // a request by name will show it
        }
        return names;
    }

    private Loaded load() {
        var now = clock.instant();
        return new Loaded(
                ServerIdentity.read(certificate, key, now),
                clientAuthority.map(path -> ClientAuthorities.read(path, now)).orElse(List.of()));
    }

    private Tls tls(Loaded files) {
        var builder = Tls.builder()
                .privateKey(files.identity.key())
                .privateKeyCertChain(files.identity.chain())
                .clientAuth(clientAuth);
        if (asksForOthers()) {
            builder.trust(files.authorities);
        }
        try {
            return builder.build();
        } catch (RuntimeException unusable) {
            throw new SettingsException(
                    "cannot use TLS: Java refuses " + certificate + " and " + key + ": " + reason(unusable), unusable);
        }
    }

    private static String reason(Throwable unusable) {
        return unusable.getCause() == null ? unusable.getMessage() : reason(unusable.getCause());
    }

    // ---- changes

    /** Takes those that come, from now on. */
    public void watch() {
        Thread.ofVirtual().name("certificates").start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_EVERY);
                look();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the files again where they have changed and come to rest, or could not be used so far. */
    void look() {
        var now = stamps();
        boolean isAtRest = now.equals(seen);
        seen = now;
        if (isAtRest && !(now.equals(read) && reloadProblem.isEmpty())) {
            read = now;
            reload();
        }
        report();
    }

    private void reload() {
        try {
            var next = load();
            if (!isSame(next)) {
                tls.reload(tls(next));
                loaded = next;
                log("took the new " + certificate + " and " + key);
            }
            reloadProblem = "";
        } catch (UnusableException | SettingsException unusable) {
            reloadProblem = unusable.getMessage() + ": the former ones stay in force";
        }
    }

    private boolean isSame(Loaded next) {
        return next.identity.chain().equals(loaded.identity.chain()) && next.authorities.equals(loaded.authorities);
    }

    /** Returns what is wrong with them now, though the server goes on with what it has. */
    public Optional<String> problem() {
        return reloadProblem.isEmpty() ? loaded.identity.outdated(clock.instant()) : Optional.of(reloadProblem);
    }

    private void report() {
        String problem = problem().orElse("");
        if (!problem.equals(reported)) {
            reported = problem;
            if (!problem.isEmpty()) {
                log(problem);
            }
        }
    }

    private static void log(String line) {
        System.getLogger(Certificates.class.getName()).log(Level.WARNING, line);
    }

    private List<Stamp> stamps() {
        var files = new ArrayList<>(List.of(certificate, key));
        clientAuthority.ifPresent(files::add);
        return files.stream().map(Stamp::of).toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}

package dev.tend.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The way in which a client trusts a server, and identifies itself. The files are read again for each context, so that renewed ones are used.
 *
 * @param authorities the file of the certificates that the server's must come from; empty: those that Java trusts
 * @param certificate the file of the client's own certificate, if the server wants one
 * @param key the file of its private key
 */
public record ClientTls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

    private static final char[] NO_PASSWORD = {};

    /**
     * Reads the files.
     *
     * @throws UnusableException where they cannot be used
     */
    public SSLContext context() throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys(), trusted(), null);
        return context;
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty() || key.isEmpty()) {
            return new KeyManager[0];
        }
        var identity = ServerIdentity.ofClient(certificate.get(), key.get(), Instant.now());
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
}

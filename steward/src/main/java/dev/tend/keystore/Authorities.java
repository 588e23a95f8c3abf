package dev.tend.keystore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The trusted certificates: those in a PEM file, or in all such files of a folder, and no others. */
final class Authorities {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private Authorities() {}

    /** @throws KeystoreException where there is none */
    static SSLContext in(Path path) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Path file : files(path)) {
                for (Certificate certificate : certificates(file)) {
                    store.setCertificateEntry(String.valueOf(store.size()), certificate);
                }
            }
            if (store.size() == 0) {
                throw new KeystoreException("KEYSTORE_ES_CA_CERTS_PATH: there is no certificate in " + path);
            }
            return context(store);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new KeystoreException("KEYSTORE_ES_CA_CERTS_PATH: cannot use " + path + ": " + unusable, unusable);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var names = Files.newDirectoryStream(path, Files::isRegularFile)) {
            var files = new ArrayList<Path>();
            names.forEach(files::add);
            return files;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    /** Keys and the like may lie beside. */
    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        if (!Files.readString(file, ISO_8859_1).contains(PEM)) {
            return List.of();
        }
        try (var in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

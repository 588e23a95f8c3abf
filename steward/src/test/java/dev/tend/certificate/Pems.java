package dev.tend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keys and certificates of all kinds, made by openssl once for a class of tests. */
public final class Pems implements BeforeAllCallback {

    private static final String SCRIPT = "/dev/tend/certificate/make.sh";

    private Path folder;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("tend-pems-");
        folder.toFile().deleteOnExit();
        assumeTrue(run("sh", "-c", "command -v openssl") == 0, "takes openssl");
        var script = folder.resolve("make.sh");
        try (var in = Pems.class.getResourceAsStream(SCRIPT)) {
            Files.copy(in, script);
        }
        assertThat(run("sh", script.toString(), folder.toString())).isZero();
        try (var files = Files.list(folder)) {
            files.forEach(file -> file.toFile().deleteOnExit());
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start()
                .waitFor();
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Returns what a client needs that knows this certificate alone. */
    public SSLContext trusting(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(file(name))) {
            store.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

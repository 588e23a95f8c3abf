package dev.tend.certificate;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** The certificates of the authorities for client certificates, from a PEM file in any order. */
public final class ClientAuthorities {

    private ClientAuthorities() {}

    /**
     * Returns those in the file.
     *
     * @throws UnusableException where there is none that is valid at that time
     */
    public static List<X509Certificate> read(Path path, Instant now) {
        var all = CertificateChain.read(path).certificates();
        boolean isAnyValid = all.stream()
                .anyMatch(each -> !now.isBefore(each.getNotBefore().toInstant())
                        && !now.isAfter(each.getNotAfter().toInstant()));
        if (!isAnyValid) {
            throw new UnusableException("no certificate in " + path + " is valid today: no client could be accepted");
        }
        return all;
    }
}

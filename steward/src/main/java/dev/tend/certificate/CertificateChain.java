package dev.tend.certificate;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates in a PEM file: the server's own first, then that of each issuer. Only clients know whether they
 * trust the last one's issuer, so a chain may end anywhere; but it may have no gap.
 */
public final class CertificateChain {

    /** Bits of the key usage (RFC 5280, 4.2.1.3). */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int KEY_ENCIPHERMENT = 2;
    private static final int CERTIFICATE_SIGNING = 5;

    private final Path path;
    private final List<X509Certificate> certificates;

    private CertificateChain(Path path, List<X509Certificate> certificates) {
        this.path = path;
        this.certificates = certificates;
    }

    /** @throws UnusableException where there is none */
    public static CertificateChain read(Path path) {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : PemFile.read(path).labeled("CERTIFICATE", "X509 CERTIFICATE")) {
            certificates.add(certificate(path, block.bytes()));
        }
        if (certificates.isEmpty()) {
            throw new UnusableException(path + " has no certificate: it takes PEM that begins with BEGIN CERTIFICATE");
        }
        return new CertificateChain(path, List.copyOf(certificates));
    }

    private static X509Certificate certificate(Path path, byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException malformed) {
            throw new UnusableException(
                    "a certificate in " + path + " is malformed: " + malformed.getMessage(), malformed);
        }
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    X509Certificate own() {
        return certificates.getFirst();
    }

    /** @throws UnusableException where the other side would refuse it at that time */
    void check(Instant now, CertificateUse use) {
        checkOrder();
        for (X509Certificate certificate : certificates) {
            outdated(certificate, now).ifPresent(why -> {
                throw new UnusableException(why);
            });
        }
        checkUsage(use);
    }

    private void checkOrder() {
        for (int i = 1; i < certificates.size(); i++) {
            var issued = certificates.get(i - 1);
            var issuer = certificates.get(i);
            if (!isIssuedBy(issued, issuer)) {
                throw new UnusableException("the certificates in " + path + " are not a chain: " + name(issuer)
                        + " has not issued " + name(issued)
                        + ": put the server's own first, and behind each the one that has issued it");
            }
            int below = i - 1;
            boolean mayIssue =
                    issuer.getBasicConstraints() >= below && isPermitted(issuer.getKeyUsage(), CERTIFICATE_SIGNING);
            if (!mayIssue) {
                throw new UnusableException("the certificate of " + name(issuer) + " in " + path
                        + " is not permitted to issue " + name(issued));
            }
        }
    }

    private static boolean isIssuedBy(X509Certificate issued, X509Certificate issuer) {
        try {
            issued.verify(issuer.getPublicKey());
            return issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private Optional<String> outdated(X509Certificate certificate, Instant now) {
        var begin = certificate.getNotBefore().toInstant();
        var end = certificate.getNotAfter().toInstant();
        String what = "the certificate of " + name(certificate) + " in " + path;
        if (now.isBefore(begin)) {
            return Optional.of(what + " is not valid before " + begin + ": check this machine's clock, or wait");
        }
        return now.isAfter(end) ? Optional.of(what + " has expired on " + end + ": renew it") : Optional.empty();
    }

    /** Returns what is wrong with its dates at that time, if anything. */
    Optional<String> outdated(Instant now) {
        return certificates.stream()
                .flatMap(each -> outdated(each, now).stream())
                .findFirst();
    }

    private void checkUsage(CertificateUse use) {
        var usage = own().getKeyUsage();
        boolean isForRsa = own().getPublicKey().getAlgorithm().equals("RSA");
        boolean maySign = isPermitted(usage, DIGITAL_SIGNATURE) || isForRsa && isPermitted(usage, KEY_ENCIPHERMENT);
        if (!maySign || !isFor(use)) {
            throw new UnusableException(
                    "the certificate of " + name(own()) + " in " + path + " is not for " + use.holders()
                            + ": it takes the key usage digitalSignature and the extended key usage " + use.usage());
        }
    }

    private boolean isFor(CertificateUse use) {
        try {
            var usages = own().getExtendedKeyUsage();
            return usages == null || use.isPermittedBy(usages);
        } catch (CertificateParsingException malformed) {
            throw new UnusableException(
                    "the certificate in " + path + " is malformed: " + malformed.getMessage(), malformed);
        }
    }

    /** A certificate without the extension permits everything. */
    private static boolean isPermitted(boolean[] usage, int bit) {
        return usage == null || usage[bit];
    }

    /** As it is printed: without control characters. */
    private static String name(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.isEmpty() ? "an unnamed server" : name.replaceAll("\\p{Cntrl}", "?");
    }
}

package dev.tend.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A private key, and the certificates for it. */
public final class ServerIdentity {

    private static final byte[] PROOF = "a key and its certificate".getBytes(US_ASCII);

    private final PrivateKey key;
    private final CertificateChain chain;

    private ServerIdentity(PrivateKey key, CertificateChain chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * Reads and checks it.
     *
     * @param certificates the file of certificates, the server's own first
     * @param key the file of its private key
     * @throws UnusableException where clients would refuse it
     */
    public static ServerIdentity read(Path certificates, Path key, Instant now) {
        return read(certificates, key, now, CertificateUse.SERVER);
    }

    /** Reads and checks that of a client, likewise. */
    static ServerIdentity ofClient(Path certificates, Path key, Instant now) {
        return read(certificates, key, now, CertificateUse.CLIENT);
    }

    private static ServerIdentity read(Path certificates, Path key, Instant now, CertificateUse use) {
        var chain = CertificateChain.read(certificates);
        var secret = new PrivateKeyFile(key, chain.own().getPublicKey()).key();
        checkPair(chain, certificates, secret, key);
        chain.check(now, use);
        return new ServerIdentity(secret, chain);
    }

    private static void checkPair(CertificateChain chain, Path certificates, PrivateKey secret, Path key) {
        if (isPair(secret, chain.own().getPublicKey())) {
            return;
        }
        boolean isOfAnother = chain.certificates().stream().anyMatch(each -> isPair(secret, each.getPublicKey()));
        throw new UnusableException(
                isOfAnother
                        ? "the key in " + key + " belongs to a certificate in " + certificates
                                + " that is not the first: put the server's own first"
                        : "the key in " + key + " does not belong to the certificate in " + certificates);
    }

    private static boolean isPair(PrivateKey secret, PublicKey open) {
        if (secret instanceof RSAKey one && open instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        try {
            String algorithm = secret.getAlgorithm();
            var signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : algorithm);
            signature.initSign(secret);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherAlgorithm) {
            return false;
        }
    }

    public PrivateKey key() {
        return key;
    }

    /** Returns the certificates, the server's own first. */
    public List<X509Certificate> chain() {
        return chain.certificates();
    }

    /** Returns what is wrong with its dates at that time, if anything. */
    public Optional<String> outdated(Instant now) {
        return chain.outdated(now);
    }
}

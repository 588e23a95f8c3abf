package dev.tend.template.data;

/**
 * The certificate of a service for Consul Connect, and its key, as PEM.
 *
 * @param validAfter the start of its time, as Consul writes it (RFC 3339)
 * @param validBefore the end of its time
 */
public record LeafCertificate(
        String serialNumber,
        String certPem,
        String privateKeyPem,
        String service,
        String serviceUri,
        String validAfter,
        String validBefore,
        long createIndex,
        long modifyIndex) {

    /** Without the private key, wherever this may be printed. */
    @Override
    public String toString() {
        return "LeafCertificate[" + service + ", " + serialNumber + "]";
    }
}

package dev.tend.certificate;

import dev.tend.certificate.PemFile.Block;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The private key in a PEM file: PKCS#8 ({@code PRIVATE KEY}), also with Ed25519 (RFC 8410); SEC1 ({@code EC PRIVATE KEY}, RFC 5915); or
 * PKCS#1 ({@code RSA PRIVATE KEY}). Java reads the first only, so the others are put into that.
 */
final class PrivateKeyFile {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    /** Algorithms by their object identifiers, as they are encoded. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "2a864886f70d010101", "RSA",
            "2a864886f70d01010a", "RSASSA-PSS",
            "2a8648ce3d0201", "EC",
            "2b6570", "Ed25519",
            "2b6571", "Ed448");

    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};

    private final PemFile file;
    private final PublicKey publicKey;

    /** @param publicKey the one it should belong to, which names the curve where the file does not */
    PrivateKeyFile(Path path, PublicKey publicKey) {
        file = PemFile.read(path);
        this.publicKey = publicKey;
    }

    /** @throws UnusableException where there is not one key that can be used */
    PrivateKey key() {
        var keys = file.labeled(PKCS8, SEC1, PKCS1, ENCRYPTED);
        if (keys.size() != 1) {
            throw new UnusableException(file.path() + " has " + (keys.isEmpty() ? "no" : "more than one")
                    + " private key: it takes one, as PEM that begins with BEGIN " + PKCS8 + ", " + SEC1 + " or "
                    + PKCS1);
        }
        var block = keys.getFirst();
        if (block.label().equals(ENCRYPTED) || block.isEncrypted()) {
            throw new UnusableException(
                    "the key in " + file.path() + " is encrypted, and a service has nobody to enter the"
                            + " passphrase: decrypt it with \"openssl pkey -in " + file.path() + " -out FILE\"");
        }
        try {
            return key(block);
        } catch (IllegalArgumentException | GeneralSecurityException malformed) {
            throw new UnusableException(
                    "the key in " + file.path() + " is malformed: " + malformed.getMessage(), malformed);
        }
    }

    private PrivateKey key(Block block) throws GeneralSecurityException {
        return switch (block.label()) {
            case SEC1 -> key(sec1(block), "EC");
            case PKCS1 -> key(pkcs8(algorithm(RSA, Der.encode(Der.NULL)), block.bytes()), "RSA");
            default -> pkcs8(block);
        };
    }

    /** Without what version 2 (RFC 5958) has behind the key. */
    private PrivateKey pkcs8(Block block) throws GeneralSecurityException {
        var value = Der.parse(block.bytes());
        var algorithm = value.item(1, Der.SEQUENCE);
        String identifier = HexFormat.of()
                .formatHex(algorithm.item(0, Der.OBJECT_IDENTIFIER).content());
        String name = Optional.ofNullable(ALGORITHMS.get(identifier))
                .orElseThrow(() -> new UnusableException("the key in " + file.path()
                        + " is of an algorithm that TLS does not use here: make one of EC, Ed25519 or RSA"));
        return key(pkcs8(algorithm.encoded(), value.item(2, Der.OCTET_STRING).content()), name);
    }

    private byte[] sec1(Block block) {
        return pkcs8(algorithm(EC, curve(Der.parse(block.bytes()))), block.bytes());
    }

    /** From the key itself, else from the block before it, else from the certificate. */
    private byte[] curve(Der key) {
        for (Der item : key.items()) {
            if (item.tag() == Der.CONTEXT_0) {
                return item.content();
            }
        }
        return file.first("EC PARAMETERS").map(Block::bytes).orElseGet(() -> Der.parse(publicKey.getEncoded())
                .item(0, Der.SEQUENCE)
                .item(1, Der.OBJECT_IDENTIFIER)
                .encoded());
    }

    private static byte[] algorithm(byte[] identifier, byte[] parameters) {
        return Der.encode(Der.SEQUENCE, Der.encode(Der.OBJECT_IDENTIFIER, identifier), parameters);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return Der.encode(Der.SEQUENCE, VERSION_0, algorithm, Der.encode(Der.OCTET_STRING, key));
    }

    private static PrivateKey key(byte[] pkcs8, String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}

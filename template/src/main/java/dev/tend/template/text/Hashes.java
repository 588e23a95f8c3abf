package dev.tend.template.text;

import dev.tend.template.value.GoString;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Adler32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes in lower hexadecimal digits. */
public final class Hashes {

    private Hashes() {}

    /**
     * Returns the hash of a string.
     *
     * @param algorithm {@code MD5}, {@code SHA-1}, {@code SHA-256}, {@code SHA-512}
     */
    public static GoString digest(String algorithm, GoString text) {
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(text.toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the HMAC-SHA256 of a string with a key. */
    public static GoString hmacSha256(GoString text, GoString key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // A key of zeros is the same as an empty one, which Java refuses.
            byte[] bytes = key.isEmpty() ? new byte[1] : key.toBytes();
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return hex(mac.doFinal(text.toBytes()));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the Adler-32 checksum of a string in decimal digits. */
    public static GoString adler32(GoString text) {
        var checksum = new Adler32();
        checksum.update(text.toBytes());
        return GoString.of(Long.toString(checksum.getValue()));
    }

    private static GoString hex(byte[] bytes) {
        return GoString.of(HexFormat.of().formatHex(bytes));
    }
}

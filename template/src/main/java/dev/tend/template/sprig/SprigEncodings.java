package dev.tend.template.sprig;

import dev.tend.template.library.Group;
import dev.tend.template.text.BaseCodec;
import dev.tend.template.text.Hashes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;

/** Sprig's encodings and hashes. What cannot be decoded gives the text of the error. */
final class SprigEncodings {

    private SprigEncodings() {}

    static void add(Group group) {
        group.text("b64enc", BaseCodec.BASE64::encode)
                .text("b64dec", text -> decoded(BaseCodec.BASE64, text))
                .text("b32enc", BaseCodec.BASE32::encode)
                .text("b32dec", text -> decoded(BaseCodec.BASE32, text))
                .text("sha1sum", text -> Hashes.digest("SHA-1", text))
                .text("sha256sum", text -> Hashes.digest("SHA-256", text))
                .text("sha512sum", text -> Hashes.digest("SHA-512", text))
                .text("md5sum", text -> Hashes.digest("MD5", text))
                .text("adler32sum", Hashes::adler32);
    }

    private static GoString decoded(BaseCodec codec, GoString text) {
        try {
            return codec.decode(text);
        } catch (FunctionException e) {
            return GoString.of(e.getMessage());
        }
    }
}

package dev.tend.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468), in their order; what stands between them is ignored.
 *
 * @param path for messages
 */
record PemFile(Path path, List<Block> blocks) {

    private static final int LARGEST = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([^\\r\\n]+?)-----[ \\t]*\\r?\\n(.*?)-----END \\1-----", Pattern.DOTALL);

    /** One block. */
    static final class Block {

        private final String label;
        private final String header;
        private final byte[] bytes;

        /** @param header lines such as {@code Proc-Type: 4,ENCRYPTED} (RFC 1421), or "" */
        Block(String label, String header, byte[] bytes) {
            this.label = label;
            this.header = header;
            this.bytes = bytes;
        }

        String label() {
            return label;
        }

        boolean isEncrypted() {
            return header.contains("ENCRYPTED");
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** @throws UnusableException where it cannot be read */
    static PemFile read(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new UnusableException(path + " is not a file");
            }
            if (Files.size(path) > LARGEST) {
                throw new UnusableException(path + " is larger than 1 MiB");
            }
            return parse(path, Files.readString(path, ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UnusableException("cannot read " + path + ": " + unreadable, unreadable);
        }
    }

    static PemFile parse(Path path, String text) {
        var blocks = new ArrayList<Block>();
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(block(path, matcher.group(1), matcher.group(2).replace("\r", "")));
        }
        return new PemFile(path, List.copyOf(blocks));
    }

    private static Block block(Path path, String label, String body) {
        int end = body.indexOf("\n\n");
        boolean hasHeader = end >= 0 && body.substring(0, end).indexOf(':') >= 0;
        String header = hasHeader ? body.substring(0, end) : "";
        try {
            return new Block(label, header, Base64.getMimeDecoder().decode(hasHeader ? body.substring(end) : body));
        } catch (IllegalArgumentException garbage) {
            throw new UnusableException(path + ": the block \"" + label + "\" is not base64", garbage);
        }
    }

    List<Block> labeled(String... labels) {
        return blocks.stream()
                .filter(block -> List.of(labels).contains(block.label))
                .toList();
    }

    Optional<Block> first(String label) {
        return labeled(label).stream().findFirst();
    }
}

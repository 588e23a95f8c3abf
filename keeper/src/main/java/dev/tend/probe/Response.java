package dev.tend.probe;

import dev.tend.posix.Text;
import dev.tend.text.Ascii;
import dev.tend.text.Needle;
import java.util.Optional;

/**
 * The answer to a GET as it comes, piece by piece (RFC 9112). Of the head it keeps all, up to a limit; of the body nothing, it only
 * looks for a text in it, and where there is none to look for, it is done with the head.
 */
final class Response {

    static final int LONGEST_HEAD = 64 << 10;

    /** Of a body. */
    private static final long LOOKED_AT = 1 << 20;

    private static final String PROTOCOL = "HTTP/";
    private static final int INFORMATIONAL = 200;
    private static final int MOST_DIGITS = 15;
    private static final long UNTIL_THE_END = Long.MAX_VALUE;

    private final Needle needle;
    private byte[] bytes = new byte[1024];
    private int length;
    private int heads;
    private String head = "";
    private int status;
    private Optional<Chunks> chunks = Optional.empty();
    private long left = UNTIL_THE_END;

    /** @param text the text to look for in the body, or "" */
    Response(String text) {
        this.needle = new Needle(text, LOOKED_AT);
    }

    /**
     * Takes the next bytes.
     *
     * @return whether that is enough
     * @throws Unanswered where they are no answer
     */
    boolean take(byte[] from, int count) {
        int at = 0;
        while (at < count && status == 0) {
            takeOfHead(from[at++]);
        }
        if (status == 0) {
            return false;
        }
        if (chunks.isPresent()) {
            chunks.get().take(from, at, count, needle);
        } else {
            int body = (int) Math.min(left, count - at);
            needle.take(from, at, at + body);
            left -= left == UNTIL_THE_END ? 0 : body;
        }
        return needle.isDone() || isComplete();
    }

    private boolean isComplete() {
        return chunks.isPresent() ? chunks.get().isDone() : left == 0;
    }

    /** No more will come. @throws Unanswered where there should */
    void end() {
        if (status == 0) {
            throw new Unanswered(
                    length == 0 ? "the connection ends without an answer" : "the answer breaks off in its header");
        }
        if (!needle.isDone() && left != UNTIL_THE_END && !isComplete()) {
            throw new Unanswered("the answer breaks off");
        }
    }

    private void takeOfHead(byte b) {
        if (heads + length == LONGEST_HEAD) {
            throw new Unanswered("the answer's header is longer than " + (LONGEST_HEAD >> 10) + " kB");
        }
        if (length < PROTOCOL.length() && b != PROTOCOL.charAt(length)) {
            throw new Unanswered("the answer is not HTTP");
        }
        if (length == bytes.length) {
            byte[] larger = new byte[bytes.length * 2];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
        bytes[length++] = b;
        if (b == '\n' && (bytes[length - 2] == '\n' || (bytes[length - 2] == '\r' && bytes[length - 3] == '\n'))) {
            headEnds();
        }
    }

    /** Ends a head; a provisional one, such as {@code 100 Continue}, is followed by another. */
    private void headEnds() {
        head = Text.decode(bytes, 0, length);
        int found = statusIn(head);
        heads += length;
        length = 0;
        if (found < INFORMATIONAL) {
            return;
        }
        status = found;
        String coding = Ascii.lower(header("transfer-encoding").orElse(""));
        String size = header("content-length").orElse("");
        if (status == 204 || status == 304) {
            left = 0;
        } else if (coding.endsWith("chunked")) {
            chunks = Optional.of(new Chunks());
            left = 0;
        } else if (!size.isEmpty()) {
            left = size(size);
        }
    }

    private static int statusIn(String head) {
        String line = head.substring(0, head.indexOf('\n')).trim();
        int from = line.indexOf(' ') + 1;
        int end = line.indexOf(' ', from);
        String number = line.substring(from, end < 0 ? line.length() : end);
        if (from == 0 || number.length() != 3 || number(number) < 100) {
            throw new Unanswered("the answer is malformed: no status in its first line");
        }
        return (int) number(number);
    }

    private static long size(String text) {
        long size = number(text);
        if (size < 0) {
            throw new Unanswered("the answer is malformed: its length is no number");
        }
        return size;
    }

    /** Of decimal digits only; -1 for anything else. */
    private static long number(String digits) {
        long number = digits.isEmpty() || digits.length() > MOST_DIGITS ? -1 : 0;
        for (int i = 0; i < digits.length() && number >= 0; i++) {
            char c = digits.charAt(i);
            number = c >= '0' && c <= '9' ? number * 10 + c - '0' : -1;
        }
        return number;
    }

    int status() {
        return status;
    }

    boolean hasText() {
        return needle.found();
    }

    /** @param name in lower case */
    Optional<String> header(String name) {
        int at = head.indexOf('\n') + 1;
        while (at > 0 && at < head.length()) {
            int end = head.indexOf('\n', at);
            int colon = head.indexOf(':', at);
            if (colon > 0
                    && colon < end
                    && Ascii.lower(head.substring(at, colon)).equals(name)) {
                return Optional.of(head.substring(colon + 1, end).trim());
            }
            at = end + 1;
        }
        return Optional.empty();
    }
}

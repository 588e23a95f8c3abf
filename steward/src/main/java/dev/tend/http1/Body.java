package dev.tend.http1;

import static dev.tend.http1.MalformedRequestException.CONTENT_TOO_LARGE;
import static dev.tend.http1.MalformedRequestException.NOT_IMPLEMENTED;
import static dev.tend.http1.MalformedRequestException.bad;

/** The framing of a request's body (RFC 9112, 6.3). This server does not use the content. */
sealed interface Body {

    /** The largest body, in bytes. No route needs a body, so this is generous. */
    int MOST_BYTES = 64 << 10;

    /** No body. */
    record None() implements Body {}

    /** A body of so many bytes. */
    record Sized(int bytes) implements Body {}

    /** A body that comes in chunks, each behind its size. */
    record Chunked() implements Body {}

    /** Returns the framing that the header declares. */
    static Body of(HeaderFields header) {
        var encodings = header.values("transfer-encoding");
        var lengths = header.values("content-length");
        if (!encodings.isEmpty() && !lengths.isEmpty()) {
            throw bad("there are both Content-Length and Transfer-Encoding");
        }
        if (!encodings.isEmpty()) {
            return encoded(header);
        }
        return lengths.isEmpty() ? new None() : sized(header);
    }

    private static Body encoded(HeaderFields header) {
        var codings = header.items("transfer-encoding");
        boolean isChunkedOnce = codings.indexOf("chunked") == codings.size() - 1;
        if (!isChunkedOnce || codings.contains("")) {
            throw bad("the last transfer coding is not chunked, or chunked is not the last");
        }
        if (codings.size() > 1) {
            throw new MalformedRequestException(NOT_IMPLEMENTED, "the only transfer coding supported is chunked");
        }
        return new Chunked();
    }

    private static Body sized(HeaderFields header) {
        var lengths = header.values("content-length");
        if (lengths.size() > 1 || !Syntax.isDecimal(lengths.getFirst())) {
            throw bad("Content-Length is not one decimal number");
        }
        int bytes = Numbers.parse(lengths.getFirst(), 10, MOST_BYTES);
        if (bytes > MOST_BYTES) {
            throw tooLarge();
        }
        return bytes == 0 ? new None() : new Sized(bytes);
    }

    /**
     * Reads the body and drops it.
     *
     * @param mostTrailer the most bytes that the trailer fields may have
     */
    default void skip(Lines lines, int mostTrailer) {
        switch (this) {
            case None() -> {}
            case Sized(int bytes) -> lines.skip(bytes);
            case Chunked() -> Chunks.skip(lines, mostTrailer);
        }
    }

    static MalformedRequestException tooLarge() {
        return new MalformedRequestException(
                CONTENT_TOO_LARGE, "the body has more than " + MOST_BYTES + " bytes: nothing here needs one");
    }
}

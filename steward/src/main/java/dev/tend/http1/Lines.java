package dev.tend.http1;

/** Lines that end with CR LF; a CR or LF alone is refused, since some implementations end a line there and others do not. */
final class Lines {

    private final ByteSource source;

    Lines(ByteSource source) {
        this.source = source;
    }

    /**
     * Reads a line, and returns it without its end, a character for each byte.
     *
     * @param tooLong thrown where the line has more than that many bytes
     */
    String next(int most, MalformedRequestException tooLong) {
        var line = new StringBuilder();
        while (true) {
            int c = source.read();
            if (c == '\r') {
                requireLineFeed();
                return line.toString();
            }
            if (c == '\n') {
                throw MalformedRequestException.bad("a line ends with LF alone");
            }
            if (line.length() == most) {
                throw tooLong;
            }
            line.append((char) c);
        }
    }

    /** Reads the end of a line. */
    void end() {
        if (source.read() != '\r') {
            throw MalformedRequestException.bad("a chunk is longer than its size says");
        }
        requireLineFeed();
    }

    void skip(int bytes) {
        for (int i = 0; i < bytes; i++) {
            source.read();
        }
    }

    private void requireLineFeed() {
        if (source.read() != '\n') {
            throw MalformedRequestException.bad("a CR is not followed by LF");
        }
    }
}

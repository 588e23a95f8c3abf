package dev.tend.http1;

import static dev.tend.http1.MalformedRequestException.bad;

/** The chunked transfer coding (RFC 9112, 7.1). Chunk extensions and trailer fields are checked and ignored. */
final class Chunks {

    private static final int LONGEST_LINE = 1 << 10;

    private Chunks() {}

    /** Reads chunks up to the last one, and the trailer fields behind it. */
    static void skip(Lines lines, int mostTrailer) {
        int left = Body.MOST_BYTES;
        int leftForSizes = Body.MOST_BYTES;
        while (true) {
            String line = lines.next(LONGEST_LINE, bad("the line with a chunk's size is too long"));
            int size = size(line);
            left -= size;
            leftForSizes -= line.length() + 2;
            if (left < 0 || leftForSizes < 0) {
                throw Body.tooLarge();
            }
            if (size == 0) {
                HeaderFields.read(lines, mostTrailer);
                return;
            }
            lines.skip(size);
            lines.end();
        }
    }

    private static int size(String line) {
        int end = 0;
        while (end < line.length() && Syntax.isHexDigit(line.charAt(end))) {
            end++;
        }
        if (end == 0 || !new Extensions(line, end).areValid()) {
            throw bad("a chunk's size is not a hexadecimal number, or is followed by an invalid extension");
        }
        return Numbers.parse(line.substring(0, end), 16, Body.MOST_BYTES);
    }

    /** Extensions behind a chunk's size: {@code ;name}, {@code ;name=token} or {@code ;name="text"}. */
    private static final class Extensions {

        private final String line;
        private int position;

        Extensions(String line, int position) {
            this.line = line;
            this.position = position;
        }

        boolean areValid() {
            while (position < line.length()) {
                if (!takeAfterBlanks(';') || !takeToken() || takeAfterBlanks('=') && !takeValue()) {
                    return false;
                }
            }
            return true;
        }

        /** Moves behind that character where it comes next, blanks aside, and else stays. */
        private boolean takeAfterBlanks(char wanted) {
            int next = behindBlanks(position);
            if (next < line.length() && line.charAt(next) == wanted) {
                position = behindBlanks(next + 1);
                return true;
            }
            return false;
        }

        private int behindBlanks(int from) {
            int next = from;
            while (next < line.length() && Syntax.isBlank(line.charAt(next))) {
                next++;
            }
            return next;
        }

        private boolean takeToken() {
            int begin = position;
            while (position < line.length() && Syntax.isTokenCharacter(line.charAt(position))) {
                position++;
            }
            return position > begin;
        }

        private boolean takeValue() {
            return line.startsWith("\"", position) ? takeQuoted() : takeToken();
        }

        private boolean takeQuoted() {
            for (position++; position < line.length(); position++) {
                char c = line.charAt(position);
                if (c == '"') {
                    position++;
                    return true;
                }
                if (c == '\\') {
                    position++;
                }
                if (position < line.length() && !Syntax.isFieldValue(line.substring(position, position + 1))) {
                    return false;
                }
            }
            return false;
        }
    }
}

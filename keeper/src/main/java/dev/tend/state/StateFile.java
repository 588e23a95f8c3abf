package dev.tend.state;

import dev.tend.posix.Text;
import java.util.Optional;

/**
 * The content of an instance's state file: lives, one after the other, each with a checksum before it and a NUL after it, and an
 * end mark. The last life counts, and the end mark shows that nothing is missing. A file of an earlier version has neither
 * checksums nor an end mark; it is recognized by its beginning, and counts up to the last life that is complete.
 *
 * @param last the last life that is complete
 * @param damage the damage of the file, because of which the last life may be another
 */
public record StateFile(Optional<StateText> last, Optional<String> damage) {

    static final String END = "end\n";

    private static final char NUL = '\0';
    private static final String SUM = "sum ";

    /** Of the lines that begin a life, the one that a life without a checksum begins with. */
    private static final String FIRST_WITHOUT_SUM = "boot ";

    private static final int DIGITS = 8;

    /** Many more lives than there are in a file that a keeper has written. */
    private static final int MOST_LIVES = 256;

    /** A life as it stands in a file, with its checksum and its end. */
    static String life(StateText state) {
        String text = state.write();
        if (text.indexOf(NUL) >= 0) {
            text = text.replace(NUL, ' '); // a comment or a reason may have one
        }
        return SUM + hexadecimal(checksum(text)) + "\n" + text + NUL;
    }

    /** @param instance whose file it is */
    static StateFile read(String instance, String content) {
        if (content.startsWith(FIRST_WITHOUT_SUM)) {
            return withoutSums(instance, content);
        }
        int end = content.length() - END.length();
        boolean whole = content.endsWith(NUL + END);
        if (!whole) {
            end = content.lastIndexOf(NUL) + 1;
        }
        for (int tries = 0; end > 0 && tries < MOST_LIVES; tries++) {
            int from = content.lastIndexOf(NUL, end - 2) + 1;
            var life = parse(instance, content.substring(from, end - 1));
            if (life.isPresent()) {
                boolean last = whole && tries == 0;
                return new StateFile(life, last ? Optional.empty() : Optional.of(whole ? "is damaged" : "is cut off"));
            }
            end = from;
        }
        return new StateFile(
                Optional.empty(), Optional.of(content.isEmpty() ? "is empty" : "has no state that is whole"));
    }

    /** Returns the same, with the text of another's service file where the two are equal: of many instances, it is held once. */
    StateFile sharing(Optional<StateFile> other) {
        var text = other.flatMap(StateFile::last).map(StateText::file);
        return text.isEmpty() ? this : new StateFile(last.map(state -> state.sharing(text.get())), damage);
    }

    /** Returns the result for a file of which nothing could be read. */
    public static StateFile unreadable(String problem) {
        return new StateFile(Optional.empty(), Optional.of(problem));
    }

    private static StateFile withoutSums(String instance, String content) {
        int end = content.lastIndexOf(NUL);
        String life = end < 0 ? content : content.substring(content.lastIndexOf(NUL, end - 1) + 1, end);
        var state = life.startsWith(FIRST_WITHOUT_SUM)
                ? StateText.read(life).filter(read -> read.isWithoutInstance() && read.mayBeOf(instance))
                : Optional.<StateText>empty();
        return state.isPresent() ? new StateFile(state, Optional.empty()) : unreadable("has no state that is whole");
    }

    private static Optional<StateText> parse(String instance, String life) {
        int start = SUM.length() + DIGITS + 1;
        if (life.length() <= start || !life.startsWith(SUM) || life.charAt(start - 1) != '\n') {
            return Optional.empty();
        }
        String text = life.substring(start);
        boolean whole = life.startsWith(hexadecimal(checksum(text)), SUM.length());
        return whole ? StateText.read(text).filter(state -> state.instance().equals(instance)) : Optional.empty();
    }

    /** FNV-1a over the bytes as they stand in the file: each changed bit changes it. */
    private static int checksum(String text) {
        return checksum(Text.encode(text));
    }

    private static int checksum(byte[] bytes) {
        int sum = 0x811c9dc5;
        for (byte each : bytes) {
            sum = (sum ^ (each & 0xff)) * 0x01000193;
        }
        return sum;
    }

    private static String hexadecimal(int number) {
        var text = new StringBuilder(DIGITS);
        for (int shift = 4 * (DIGITS - 1); shift >= 0; shift -= 4) {
            text.append("0123456789abcdef".charAt(number >>> shift & 15));
        }
        return text.toString();
    }
}

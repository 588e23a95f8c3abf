package dev.tend.probe;

import dev.tend.posix.Text;

/** Of all that a program prints, the first line that is not blank. */
final class FirstLine implements Subprocess.Sink {

    private static final int LONGEST = 300;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean complete;

    /** A program that has said enough goes on nevertheless. */
    @Override
    public boolean take(byte[] bytes, int count) {
        for (int i = 0; i < count && !complete; i++) {
            if (bytes[i] == '\n') {
                complete = !text().isEmpty();
                length = complete ? length : 0;
            } else if (length < LONGEST) {
                line[length++] = bytes[i];
            }
        }
        return false;
    }

    String text() {
        return Text.decode(line, 0, length).trim();
    }
}

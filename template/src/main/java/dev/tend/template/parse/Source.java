package dev.tend.template.parse;

import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;
import java.util.Arrays;

/** The text of a template and the name that errors give to it. */
public final class Source {
    private final String name;
    private final GoString text;
    private final int[] lineStarts;

    public Source(String name, GoString text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(GoString text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) == '\n') {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    public String name() {
        return name;
    }

    public GoString text() {
        return text;
    }

    /** Returns the line of an offset in bytes, from 1 on. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Returns the line of an offset in bytes, and the column in bytes from 0 on. */
    public Position position(int offset) {
        int line = line(offset);
        return new Position(name, line, offset - lineStarts[line - 1]);
    }
}

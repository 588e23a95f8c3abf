package dev.tend.output;

import dev.tend.posix.Text;
import java.nio.charset.StandardCharsets;

/**
 * The console output of one instance: bytes as they come, in pieces or many lines at once, become lines with its name
 * before them. A line longer than 4 KiB is shown in several.
 */
public final class ConsoleLines {

    /** So much of an unfinished line is held. */
    private static final int LONGEST = 4096;

    private final Console console;
    private final byte[] name;
    private final byte[] tint;
    private final boolean patient;

    private byte[] held = {};
    private int count;
    private long dropped;

    ConsoleLines(Console console, byte[] name, byte[] tint, boolean patient) {
        this.console = console;
        this.name = name;
        this.tint = tint;
        this.patient = patient;
    }

    /** Says a line of the keeper's own. */
    public void say(String line) {
        byte[] bytes = Text.encode(line + "\n");
        hear(bytes, 0, bytes.length);
        console.flush();
    }

    /** Takes bytes. Returns how many; fewer than all only where it is patient and the console has no room. */
    int hear(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + LONGEST - count);
            int newline = at;
            while (newline < end && bytes[newline] != '\n') {
                newline++;
            }
            if (newline == to && count + newline - at < LONGEST) {
                hold(bytes, at, to);
                return to - from;
            }
            if (!speak(bytes, at, newline)) {
                return at - from;
            }
            at = newline < to && bytes[newline] == '\n' ? newline + 1 : newline;
        }
        return to - from;
    }

    /** Says what is held of a line that won't be finished any more. */
    void finish() {
        if (count > 0) {
            speak(held, 0, 0);
        }
    }

    /** Says or drops a line that begins with what is held. Returns false where it must be tried again later. */
    private boolean speak(byte[] bytes, int from, int to) {
        if (dropped > 0) {
            admit();
        }
        boolean room = dropped == 0 && console.hasRoom(name, count + to - from);
        if (!room && patient) {
            return false;
        }
        if (!room) {
            drop();
        } else if (count == 0) {
            console.put(name, tint, bytes, from, to);
        } else {
            hold(bytes, from, to);
            console.put(name, tint, held, 0, count);
        }
        count = 0;
        return true;
    }

    private void drop() {
        if (dropped++ == 0) {
            console.whenDrained(this::admitAndFlush);
        }
    }

    private void admitAndFlush() {
        admit();
        console.flush();
    }

    /** Says how many lines were left out, if there is room to. */
    private void admit() {
        byte[] bytes = (dropped + (dropped == 1 ? " line" : " lines") + " not shown").getBytes(StandardCharsets.UTF_8);
        if (dropped > 0 && console.hasRoom(name, bytes.length)) {
            console.put(name, tint, bytes, 0, bytes.length);
            dropped = 0;
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (held.length < count + to - from) {
            byte[] larger = new byte[Math.min(LONGEST, Math.max(2 * held.length, Math.max(256, count + to - from)))];
            System.arraycopy(held, 0, larger, 0, count);
            held = larger;
        }
        System.arraycopy(bytes, from, held, count, to - from);
        count += to - from;
    }
}

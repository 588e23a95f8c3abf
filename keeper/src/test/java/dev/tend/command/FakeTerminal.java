package dev.tend.command;

import java.nio.charset.StandardCharsets;

/** Keeps what was written. */
public final class FakeTerminal implements Terminal {

    public final StringBuilder output = new StringBuilder();
    public final StringBuilder errors = new StringBuilder();
    public long time;

    @Override
    public void print(String text) {
        output.append(text);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        output.append(new String(bytes, offset, count, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void pause(int millis) {
        time += millis * 1000L;
    }

    @Override
    public void complain(String line) {
        errors.append("tend: ").append(line).append('\n');
    }

    @Override
    public boolean remark(String line) {
        complain(line);
        return true;
    }

    @Override
    public boolean isTerminal() {
        return false;
    }

    @Override
    public boolean colour() {
        return false;
    }

    @Override
    public int columns() {
        return UNLIMITED;
    }
}

package dev.tend.runit;

import dev.tend.path.Accounts;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code config} of a log directory, see svlogd(8). A line that says nothing is left out; one that says it badly is, with a
 * warning.
 */
final class LogConfig {

    /** The destination of lines that are sent by UDP. @param address of IPv4, most significant byte first */
    record Destination(int address, int port) {}

    private static final int SYSLOG_PORT = 514;
    private static final int USUAL_COUNT = 10;

    private final List<LogRule> rules = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long size = 1_000_000;
    private long most = USUAL_COUNT;
    private long least = USUAL_COUNT;
    private long age;
    private Optional<String> processor = Optional.empty();
    private Optional<Destination> destination = Optional.empty();
    private boolean onlySent;
    private String prefix = "";

    LogConfig(String text) {
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            if (end > start) {
                read(text.substring(start, end));
            }
            start = end + 1;
        }
    }

    private void read(String line) {
        String value = line.substring(1);
        switch (line.charAt(0)) {
            case '+', '-', 'e', 'E' -> rules.add(new LogRule(line));
            case 's' -> size = scaled(value, 'k', 1024, 'm', 1024 * 1024);
            case 'n' -> most = Numbers.at(value, 0);
            case 'N' -> least = Numbers.at(value, 0);
            case 't' -> age = scaled(value, 'm', 60, 'h', 3600);
            case '!' -> processor = value.isEmpty() ? processor : Optional.of(value);
            case 'U' -> {
                onlySent = true;
                readDestination(value);
            }
            case 'u' -> readDestination(value);
            case 'p' -> prefix = value;
            default -> {
                // a comment, or nothing known
            }
        }
    }

    private static long scaled(String text, char small, int bySmall, char large, int byLarge) {
        int end = Numbers.end(text, 0);
        char unit = end < text.length() ? text.charAt(end) : ' ';
        int factor = unit == small ? bySmall : unit == large ? byLarge : 1;
        return Math.min(Numbers.at(text, 0), Long.MAX_VALUE / Durations.SECOND / factor) * factor;
    }

    private void readDestination(String text) {
        int colon = text.indexOf(':');
        OptionalInt address = address(colon < 0 ? text : text.substring(0, colon));
        long port = colon < 0 ? SYSLOG_PORT : Numbers.at(text, colon + 1);
        if (address.isEmpty()) {
            warnings.add("unable to scan ip address: " + text);
        } else if (port < 1 || port > 0xffff) {
            warnings.add("unable to scan port number: " + text.substring(colon + 1));
        } else {
            destination = Optional.of(new Destination(address.getAsInt(), (int) port));
        }
    }

    private static OptionalInt address(String text) {
        int address = 0;
        int start = 0;
        for (int part = 0; part < 4; part++) {
            int end = Numbers.end(text, start);
            OptionalInt number = Accounts.id(text.substring(start, end));
            boolean last = part == 3;
            boolean ended = last ? end == text.length() : end < text.length() && text.charAt(end) == '.';
            if (number.isEmpty() || (number.getAsInt() & ~0xff) != 0 || !ended) {
                return OptionalInt.empty();
            }
            address = address << 8 | number.getAsInt();
            start = end + 1;
        }
        return OptionalInt.of(address);
    }

    List<LogRule> rules() {
        return rules;
    }

    /** Returns what is wrong with it, a line each. */
    List<String> warnings() {
        return warnings;
    }

    /** Returns the size at which the current file is rotated, in bytes; 0: its size does not matter. */
    long size() {
        return size;
    }

    /** From how many rotated files on the oldest goes; 0: it stays. */
    long most() {
        return most;
    }

    /** Returns how many rotated files are kept even where the disk is full. */
    long least() {
        return least;
    }

    /** After how many seconds the current file is rotated; 0: it is never for that. */
    long age() {
        return age;
    }

    /** Returns the shell command that processes rotated files. */
    Optional<String> processor() {
        return processor;
    }

    Optional<Destination> destination() {
        return destination;
    }

    /** Tells whether lines are sent, and not written. */
    boolean onlySent() {
        return onlySent;
    }

    /** Returns the text before each line. */
    String prefix() {
        return prefix;
    }
}

package dev.tend.runit;

import dev.tend.posix.Text;
import java.util.ArrayList;
import java.util.List;

/** An environment to execute with: ours, with variables put and taken out. */
final class Variables {

    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private final List<String> entries;
    private final String path;

    /** @param entries {@code NAME=value} each */
    Variables(List<String> entries) {
        this.entries = new ArrayList<>(entries);
        String found = DEFAULT_PATH;
        for (String entry : entries) {
            if (entry.startsWith("PATH=")) {
                found = entry.substring("PATH=".length());
                break;
            }
        }
        this.path = found;
    }

    /** Puts {@code NAME=value}; the name alone takes the variable out. */
    void put(String entry) {
        int equals = entry.indexOf('=');
        String start = equals < 0 ? entry + "=" : entry.substring(0, equals + 1);
        entries.removeIf(old -> old.startsWith(start));
        if (equals >= 0) {
            entries.add(entry);
        }
    }

    List<String> entries() {
        return entries;
    }

    /** Returns the directories in which programs are looked for: the PATH we were called with, whatever has become of it. */
    String path() {
        return path;
    }

    /**
     * Returns the entry for a file of an environment folder.
     *
     * @param bytes its content, at least up to the end of the first line
     * @return the text for {@link #put}
     */
    static String entry(String name, byte[] bytes, int length) {
        if (length == 0) {
            return name;
        }
        int end = 0;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return name + "=" + Text.decode(bytes, 0, end).replace('\0', '\n');
    }
}

package dev.tend.cli;

import dev.tend.dialect.ServiceFile;
import dev.tend.dialect.Setting;
import java.util.List;

/**
 * A service, and the text that says what it is: a service file, or what the keeper makes of what others have written.
 *
 * @param path the file it comes from
 * @param written how many lines of the text stand in that file; those after them are made
 */
record Described(String name, String path, String text, int written) {

    static Described file(String name, String path, String text) {
        return new Described(name, path, text, Integer.MAX_VALUE);
    }

    List<Setting> settings() {
        return ServiceFile.explain(text);
    }

    /** Where that stands in its file; 0 where it does not. */
    int line(Setting setting) {
        return setting.line() <= written ? setting.line() : 0;
    }

    /** Where a setting comes from, for people. */
    String from(Setting setting) {
        if (setting.line() == 0) {
            return "default";
        }
        int line = line(setting);
        return line == 0 ? path : path + ":" + line;
    }
}

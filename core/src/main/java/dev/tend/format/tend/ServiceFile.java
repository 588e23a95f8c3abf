package dev.tend.format.tend;

import dev.tend.format.FileNames;
import dev.tend.format.Lines;
import dev.tend.format.Lines.Line;
import dev.tend.format.Parsed;
import dev.tend.format.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tend's own format, tend-service(5): {@code key=value} to the end of the line, blanks around key and value cut off;
 * lines that begin with {@code #}, and blank ones, are skipped. {@link Keys} lists all keys.
 *
 * <p>It looks at the text alone. The existence of users, folders and programs is checked at each start, not here.
 */
public final class ServiceFile {

    /** Leaves room, within the 255 bytes of a file name, for an instance's number and for what the keeper appends. */
    private static final int LONGEST_NAME = 200;

    private ServiceFile() {}

    /** Tells whether a file of this name in a service directory is meant to be a service. */
    public static boolean isServiceFile(String name) {
        return FileNames.problem(name).isEmpty();
    }

    /** Returns what is wrong with the name of a service, if anything. */
    public static Optional<String> nameProblem(String name) {
        return name.indexOf('@') < 0
                ? unusable(name)
                : Optional.of("the name has an \"@\", which is for instances: rename the file");
    }

    /** Returns why the keeper's own files could not be named after the service, if so. */
    public static Optional<String> unusable(String name) {
        if (name.isEmpty()) {
            return Optional.of("a service needs a name");
        }
        if (bytes(name) > LONGEST_NAME) {
            return Optional.of("the name is longer than " + LONGEST_NAME + " bytes: rename the file");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7f || c == '/' || c == '\ufffd') {
                return Optional.of("the name has a slash or a character that cannot be shown: rename the file");
            }
        }
        return Optional.empty();
    }

    /** Returns the length of a name in UTF-8, in bytes. */
    static int bytes(String name) {
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /**
     * Reads a service.
     *
     * @param file its path, for messages
     * @param name its name, which becomes the service's
     * @param text all of it, with U+FFFD for what is not UTF-8
     */
    public static Parsed parse(String file, String name, String text) {
        return new Reading(file).read(name, text);
    }

    /** Returns the number of lines in a text. */
    public static int lines(String text) {
        return Lines.of(text).size();
    }

    /** Every setting of the service, in the order of {@link Keys#all}, whether its value is good or not. */
    public static List<Setting> explain(String text) {
        var lines = Lines.of(text);
        var settings = new ArrayList<Setting>();
        for (Key key : Keys.all()) {
            int before = settings.size();
            for (var line : lines) {
                if (!line.isBlankOrComment() && line.isPair() && key.matches(line.key())) {
                    settings.add(new Setting(line.key(), line.value(), line.number()));
                }
            }
            if (settings.size() == before && !StewardKeys.ALL.contains(key)) {
                settings.add(new Setting(key.name(), initial(key, lines), 0));
            }
        }
        return settings;
    }

    /** Returns the default of a key, which another setting of the file may decide. */
    private static String initial(Key key, List<Line> lines) {
        return switch (key.name()) {
            case "restart" -> says(lines, "type", "task") ? "never" : key.initial();
            case "give-up" -> says(lines, "steward", "yes") ? StewardKeys.GIVE_UP_TEXT : key.initial();
            case "on-change" -> says(lines, "schedule", "") ? "next-start" : key.initial();
            default -> key.initial();
        };
    }

    /** @param value "" for any */
    private static boolean says(List<Line> lines, String key, String value) {
        for (var line : lines) {
            if (!line.isBlankOrComment() && line.isPair() && line.key().equals(key)) {
                return value.isEmpty() || line.value().equals(value);
            }
        }
        return false;
    }
}

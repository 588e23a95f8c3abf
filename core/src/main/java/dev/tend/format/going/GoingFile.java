package dev.tend.format.going;

import dev.tend.format.Draft;
import dev.tend.format.Lines;
import dev.tend.format.Parsed;
import dev.tend.format.Problem;
import dev.tend.format.tend.ServiceFile;
import dev.tend.service.Command;
import dev.tend.service.LogPolicy.Target;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The format of going, as going reads it: {@code cmd=}, split at spaces, and {@code cwd=}. Every other line is skipped without a
 * word, and of two the last one holds.
 *
 * <p>A process that ends within five seconds waits for thirty, whatever its exit code; it has the keeper's own environment and
 * output. Of going's bounds on the length of names, commands and folders nothing is kept.
 */
public final class GoingFile {

    private static final long QUARANTINE = 30 * Durations.SECOND;
    private static final long QUARANTINE_BELOW = 5 * Durations.SECOND;

    private GoingFile() {}

    /** As {@link ServiceFile#parse}. */
    public static Parsed parse(String file, String name, String text) {
        if (text.length() > Lines.MOST_CHARACTERS) {
            return failed(file, 0, "is larger than 64 KiB: this is no service file");
        }
        var unusable = ServiceFile.unusable(name);
        if (unusable.isPresent()) {
            return failed(file, 0, unusable.get());
        }
        var draft = draft();
        for (var line : Lines.of(text)) {
            if (line.text().indexOf('\0') >= 0) {
                return failed(file, line.number(), "the line has a NUL byte in it: this is no text");
            }
            if (line.isPair()) {
                read(draft, line.key(), line.value());
            }
        }
        var spec = draft.spec(name);
        return spec.isPresent()
                ? new Parsed(spec, List.of())
                : failed(file, 0, "says nothing to execute: add cmd=PROGRAM");
    }

    private static Draft draft() {
        var draft = new Draft();
        draft.firstBackoff = QUARANTINE;
        draft.maxBackoff = QUARANTINE;
        draft.stable = QUARANTINE_BELOW;
        draft.envInherit = true;
        draft.logTarget = Target.INHERIT;
        return draft;
    }

    private static void read(Draft draft, String key, String value) {
        switch (key) {
            case "cmd" -> draft.command = command(value);
            case "cwd" -> draft.cwd = value.isEmpty() ? "/" : value;
            default -> {
                // going skips what it does not know
            }
        }
    }

    private static Optional<Command> command(String value) {
        var words = words(value);
        return words.isEmpty() ? Optional.empty() : Optional.of(new Command.Words(words));
    }

    /** Returns the words between spaces; quotes have no meaning. */
    public static List<String> words(String value) {
        var words = new ArrayList<String>();
        int from = 0;
        while (from < value.length()) {
            int space = value.indexOf(' ', from);
            int end = space < 0 ? value.length() : space;
            if (end > from) {
                words.add(value.substring(from, end));
            }
            from = end + 1;
        }
        return words;
    }

    private static Parsed failed(String file, int line, String message) {
        return new Parsed(Optional.empty(), List.of(new Problem(file, line, message)));
    }
}

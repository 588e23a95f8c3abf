package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Command;
import dev.tend.service.OnChange;
import dev.tend.service.Probe;
import dev.tend.service.Reloading.Method;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that say how a running service takes up changes. */
final class ReloadKeys {

    private static final String FORMS = "signal:NAME, exec:COMMAND, http://HOST/PATH or none";

    private static final int MOST_PATHS = 20;
    private static final String PATHS = "absolute paths between blanks or commas";

    static final List<Key> ALL = List.of(
            new Key(
                    "reload",
                    FORMS,
                    "none",
                    "How it is told to reread its configuration: by \"tend reload NAME\", and where the keys below say so.",
                    (draft, value) -> draft.reload = method(value)),
            new Key(
                    "reload-timeout",
                    "a duration",
                    "60s",
                    "How long the command or the answer may take.",
                    (draft, value) -> draft.reloadTimeout = Values.duration(value, Durations.MILLISECOND)),
            new Key(
                    "reload-on",
                    PATHS,
                    "(none)",
                    "The files and folders whose change reloads it.",
                    (draft, value) -> draft.reloadOn = paths(value)),
            new Key(
                    "restart-on",
                    PATHS,
                    "(none)",
                    "The files and folders whose change restarts it.",
                    (draft, value) -> draft.restartOn = paths(value)),
            new Key(
                    "on-change",
                    "restart, reload or next-start",
                    "restart",
                    "What an edit that affects its process does; reload is for edits of the environment alone.",
                    (draft, value) -> draft.onChange = Optional.of(Values.constant(value, OnChange.values()))));

    private ReloadKeys() {}

    private static List<String> paths(String value) {
        var paths = Values.items(value);
        paths.forEach(Values::absolutePath);
        if (paths.size() > MOST_PATHS) {
            throw new BadValue("has more than " + MOST_PATHS + " paths: name their folder");
        }
        return List.copyOf(paths);
    }

    private static Optional<Method> method(String value) {
        if (value.equals("none")) {
            return Optional.empty();
        }
        int colon = value.indexOf(':');
        String rest = value.substring(colon + 1).trim();
        return Optional.of(
                switch (value.substring(0, Math.max(colon, 0))) {
                    case "signal" -> new Method.Signal(signal(rest));
                    case "exec" -> new Method.Ask(exec(rest));
                    case "http", "https" -> new Method.Ask(post(value));
                    default -> throw BadValue.no("way to reload", value, "one of " + FORMS);
                });
    }

    private static int signal(String name) {
        int number =
                Signals.number(name).orElseThrow(() -> BadValue.no("signal", name, "a name such as HUP, or a number"));
        if (number == Signals.KILL || number == Signals.STOP) {
            throw new BadValue("no program can handle " + Signals.name(number)
                    + ": name the signal at which it rereads its configuration, such as HUP");
        }
        return number;
    }

    /** As a hook: a path alone is executed, anything else is a line for {@code sh}. */
    private static Probe exec(String line) {
        if (line.isEmpty() || line.startsWith("+")) {
            throw BadValue.no("command", line, "a path, or a line for sh, to be executed as the user of the service");
        }
        var command = HookKeys.command(line);
        var words = new ArrayList<>(command.argv());
        if (command instanceof Command.Shell) {
            words.add("reload");
        }
        return new Probe.Exec(words);
    }

    private static Probe post(String value) {
        if (Probes.parse(value) instanceof Probe.Http request && !request.redirects()) {
            return request.asPost();
        }
        throw BadValue.no("way to reload", value, "one of " + FORMS);
    }
}

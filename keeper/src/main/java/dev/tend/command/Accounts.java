package dev.tend.command;

import dev.tend.format.Setting;
import dev.tend.format.SourceCommand;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.NameService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The users and groups of the system's files, and those that its name service knows besides. */
public final class Accounts {

    private static final int LARGEST = 8 << 20;

    private final List<String> users;
    private final List<String> groups;
    private final dev.tend.path.Accounts others;

    private Accounts(List<String> users, List<String> groups, dev.tend.path.Accounts others) {
        this.users = users;
        this.groups = groups;
        this.others = others;
    }

    /** @param executor executes what asks the name service */
    public static Accounts of(Files files, Function<SourceCommand, SourceCommand.Result> executor) {
        var others = new dev.tend.path.Accounts(() -> "", () -> "", NameService.of(files, executor));
        return new Accounts(names(files, "/etc/passwd"), names(files, "/etc/group"), others);
    }

    /** The first fields of a file's lines; none where it cannot be read, as in a container without users. */
    private static List<String> names(Files files, String path) {
        try {
            return names(files.read(path, LARGEST));
        } catch (KernelException none) {
            return List.of();
        }
    }

    static List<String> names(String text) {
        var names = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            int colon = text.indexOf(':', from);
            if (colon > from && colon < end) {
                names.add(text.substring(from, colon));
            }
            from = end + 1;
        }
        return names;
    }

    /** Returns what is wrong with a setting that names users or groups: they may be numbers, or must be known. */
    public Optional<String> problem(Setting setting) {
        if (setting.line() == 0) {
            return Optional.empty();
        }
        return switch (setting.key()) {
            case "user" -> unknown("user", setting.value(), users);
            case "group" -> unknown("group", setting.value(), groups);
            case "groups" -> unknownOf(setting.value());
            default -> Optional.empty();
        };
    }

    private Optional<String> unknownOf(String list) {
        int from = 0;
        for (int at = 0; at <= list.length(); at++) {
            if (at == list.length() || list.charAt(at) == ' ' || list.charAt(at) == ',') {
                var problem =
                        at == from ? Optional.<String>empty() : unknown("group", list.substring(from, at), groups);
                if (problem.isPresent()) {
                    return problem;
                }
                from = at + 1;
            }
        }
        return Optional.empty();
    }

    private Optional<String> unknown(String kind, String name, List<String> known) {
        if (name.isEmpty() || isNumber(name) || known.contains(name)) {
            return Optional.empty();
        }
        try {
            if (known == users
                    ? others.named(name).isPresent()
                    : others.groupNamed(name).isPresent()) {
                return Optional.empty();
            }
        } catch (KernelException unanswered) {
            return Optional.of(kind + " " + unanswered.getMessage());
        }
        String meant = Names.meant(name, known, "");
        return Optional.of("there is no " + kind + " \"" + name + "\" in the system's files"
                + (meant.isEmpty() ? ": add it, or say its number" : meant));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

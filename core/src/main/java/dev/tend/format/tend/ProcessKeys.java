package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.Capabilities;
import dev.tend.service.Command;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.Limit;
import dev.tend.service.Limit.Resource;
import dev.tend.text.Ascii;
import dev.tend.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys that describe the program, its credentials and its surroundings. */
final class ProcessKeys {

    static final List<Key> ALL = List.of(
            new Key(
                    "cmd",
                    "a command line",
                    "(required)",
                    "What to execute: words by shell quoting, without a shell.",
                    (draft, value) -> draft.command = Optional.of(words(value))),
            new Key(
                    "shell",
                    "a line for /bin/sh -c",
                    "(none)",
                    "Instead of cmd: what a shell executes.",
                    (draft, value) -> draft.command = Optional.of(shell(value))),
            new Key(
                    "cwd",
                    "an absolute path",
                    "/",
                    "The working folder.",
                    (draft, value) -> draft.cwd = Values.absolutePath(value)),
            new Key(
                    "directories",
                    "runtime:NAME, state:NAME, cache:NAME, log:NAME or absolute paths, each with :MODE, between blanks",
                    "",
                    "What is made for it before it starts, and belongs to its user.",
                    (draft, value) -> draft.directories = DirectoryNames.parse(value)),
            new Key(
                    "env.NAME",
                    "any text",
                    "(unset)",
                    "Sets the environment variable NAME.",
                    (draft, member, value) -> draft.variables.put(variable(member), value)),
            new Key(
                    "env-file",
                    "absolute paths, each with - before it if it may be missing",
                    "",
                    "Files of NAME=value lines for the environment, read at each start.",
                    (draft, value) -> draft.envFiles = envFiles(value)),
            new Key(
                    "env-inherit",
                    "yes or no",
                    "no",
                    "Whether it starts with the keeper's environment instead of a fresh one.",
                    (draft, value) -> draft.envInherit = Values.yesNo(value)),
            new Key(
                    "user",
                    "a name or number",
                    "(the keeper's)",
                    "Who it runs as, looked up again at each start.",
                    (draft, value) -> draft.user = Optional.of(Values.account(value))),
            new Key(
                    "group",
                    "a name or number",
                    "(the user's)",
                    "Its group, looked up again at each start.",
                    (draft, value) -> draft.group = Optional.of(Values.account(value))),
            new Key(
                    "groups",
                    "names or numbers between blanks or commas",
                    "(the user's)",
                    "Its supplementary groups; an empty value is none.",
                    (draft, value) -> draft.groups = Optional.of(accounts(value))),
            new Key(
                    "umask",
                    "an octal number",
                    "(the keeper's)",
                    "The file mode creation mask.",
                    (draft, value) -> draft.umask = OptionalInt.of(Values.mask(value))),
            new Key(
                    "nice",
                    "-20 to 19",
                    "(the keeper's)",
                    "The scheduling priority.",
                    (draft, value) -> draft.nice = OptionalInt.of(Values.whole(value, -20, 19))),
            new Key(
                    "chroot",
                    "an absolute path",
                    "(none)",
                    "The new root folder; cwd and the program are looked up inside.",
                    (draft, value) -> draft.chroot = Optional.of(Values.absolutePath(value))),
            new Key(
                    "oom-score-adj",
                    "-1000 to 1000",
                    "(the keeper's)",
                    "How readily it is killed when memory runs out.",
                    (draft, value) -> draft.oomScoreAdj = OptionalInt.of(Values.whole(value, -1000, 1000))),
            new Key(
                    "no-new-privs",
                    "yes or no",
                    "no",
                    "Whether it can never gain privileges by executing a program.",
                    (draft, value) -> draft.noNewPrivs = Values.yesNo(value)),
            new Key(
                    "capabilities",
                    "names such as net_bind_service between blanks or commas",
                    "(the keeper's)",
                    "The set it keeps, bounding and ambient; an empty value is none.",
                    (draft, value) -> draft.capabilities = Optional.of(capabilities(value))),
            new Key(
                    "limit.RESOURCE",
                    "a number or unlimited, or two as soft:hard",
                    "(the keeper's)",
                    "A resource limit, see setrlimit(2): limit.nofile, limit.core and so on.",
                    (draft, member, value) -> draft.limits.add(limit(member, value))));

    private static final String UNLIMITED = "unlimited";

    private ProcessKeys() {}

    private static Command words(String value) {
        List<String> words = Values.words(value);
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new BadValue("names no program: write the program and its arguments");
        }
        return new Command.Words(words);
    }

    private static Command shell(String value) {
        if (value.isEmpty()) {
            throw new BadValue("has no value: write a line for /bin/sh");
        }
        return new Command.Shell(value);
    }

    private static String variable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ') {
                throw new BadValue("a variable's name has no blanks");
            }
        }
        return name;
    }

    private static List<EnvFile> envFiles(String value) {
        var files = new ArrayList<EnvFile>();
        for (String word : Values.words(value)) {
            boolean optional = word.startsWith("-");
            files.add(new EnvFile(Values.absolutePath(optional ? word.substring(1) : word), optional));
        }
        return List.copyOf(files);
    }

    private static List<String> accounts(String value) {
        var accounts = new ArrayList<String>();
        for (String item : Values.items(value)) {
            accounts.add(Values.account(item));
        }
        return List.copyOf(accounts);
    }

    private static List<String> capabilities(String value) {
        var names = new ArrayList<String>();
        for (String item : Values.items(value)) {
            String lower = Ascii.lower(item);
            String name = lower.startsWith("cap_") ? lower.substring(4) : lower;
            if (Capabilities.number(name).isEmpty()) {
                throw BadValue.noneOf(name, Capabilities.names());
            }
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private static Limit limit(String member, String value) {
        Resource resource = Values.constant(member, Resource.values());
        int colon = value.indexOf(':');
        long soft = amount(colon < 0 ? value : value.substring(0, colon));
        long hard = colon < 0 ? soft : amount(value.substring(colon + 1));
        if (hard != Limit.UNLIMITED && (soft == Limit.UNLIMITED || soft > hard)) {
            throw new BadValue("the soft limit in " + BadValue.quoted(value) + " is above the hard one");
        }
        return new Limit(resource, soft, hard);
    }

    private static long amount(String text) {
        if (text.equals(UNLIMITED)) {
            return Limit.UNLIMITED;
        }
        return Sizes.parse(text)
                .orElseThrow(() -> BadValue.no("limit", text, "a number such as 1024, 64k or 2G, or unlimited"));
    }
}

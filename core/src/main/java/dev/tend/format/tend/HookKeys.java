package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.service.Command;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Hooks.Occasion;
import dev.tend.text.Durations;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of the commands that accompany a service through its life. */
final class HookKeys {

    private static final String COMMAND =
            "a path, or a line for sh; + before it: as the keeper's user; - before a path: where it is there";

    static final List<Key> ALL = all();

    private HookKeys() {}

    private static List<Key> all() {
        var keys = new ArrayList<Key>();
        hook(keys, Hook.LAUNCH, "Instead of cmd: what starts it in the background and ends; pidfile says who it is.");
        hook(keys, Hook.HALT, "What stops it, instead of stop-signal.");
        hook(keys, Hook.PRE_START, "What is run before each start; it is not started where that fails.");
        hook(keys, Hook.POST_START, "What is run once its program runs; only then it counts as up.");
        hook(keys, Hook.PRE_STOP, "What is run before it is told to stop.");
        hook(keys, Hook.POST_STOP, "What is run after it ended because it was told to.");
        hook(keys, Hook.FINISH, "What is run after each end, with exit code and signal as arguments.");
        keys.add(new Key(
                "hooks",
                "start, restart and boot between blanks or commas",
                "start,restart",
                "At which starts pre-start and post-start are run.",
                (draft, value) -> draft.occasions = occasions(value)));
        keys.add(new Key(
                "drain",
                "an http: URL; or " + COMMAND,
                "(none)",
                "What is run before it is told to stop, and says by a number when that may go on.",
                (draft, value) -> command(
                        draft,
                        Hook.DRAIN,
                        value.startsWith("http://") || value.startsWith("https://") ? post(value) : value)));
        keys.add(new Key(
                "drain-timeout",
                "a duration",
                "60s",
                "How long draining may take in all.",
                (draft, value) -> timeout(draft, Hook.DRAIN, value)));
        keys.add(new Key(
                "drain-exit",
                "strict or lenient",
                "strict",
                "Whether the number that a failing drain prints is no answer, or is one.",
                (draft, value) -> draft.lenientDrain =
                        Values.word(value, List.of("strict", "lenient")).equals("lenient")));
        keys.add(new Key(
                "job",
                "a name",
                "(none)",
                "The BOSH job that it is of: its hooks get what BOSH gives such scripts.",
                (draft, value) -> draft.job = Optional.of(job(value))));
        return List.copyOf(keys);
    }

    private static void hook(List<Key> keys, Hook hook, String help) {
        keys.add(new Key(hook.key(), COMMAND, "(none)", help, (draft, value) -> command(draft, hook, value)));
        keys.add(new Key(
                hook.timeoutKey(),
                "a duration",
                "60s",
                "How long that may take until it is ended.",
                (draft, value) -> timeout(draft, hook, value)));
    }

    private static void command(Draft draft, Hook hook, String value) {
        boolean privileged = value.startsWith("+");
        String line = (privileged ? value.substring(1) : value).trim();
        if (line.isEmpty()) {
            throw new BadValue("says nothing to run: write a path, or a line for sh");
        }
        boolean optional = line.startsWith("-/");
        long timeout = draft.hookTimeouts.getOrDefault(hook, Draft.HOOK_TIMEOUT);
        draft.hooks.put(
                hook, new Action(optional ? path(line.substring(1)) : command(line), privileged, optional, timeout));
    }

    /** A line that prints what the service answers to the drain's arguments. */
    private static String post(String url) {
        Probes.url(url);
        return "exec curl -sSf --data \"$*\" " + ShellWords.join(List.of(url));
    }

    private static String job(String name) {
        ServiceFile.unusable(name).ifPresent(problem -> {
            throw new BadValue(problem);
        });
        return name;
    }

    /** A script named by its path gets arguments as they are; a line has them as $1 and so on. */
    static Command command(String line) {
        boolean path = line.startsWith("/") && line.indexOf(' ') < 0 && line.indexOf('\t') < 0;
        return path ? path(line) : new Command.Shell(line);
    }

    private static Command path(String path) {
        return new Command.Words(List.of(path));
    }

    private static void timeout(Draft draft, Hook hook, String value) {
        long timeout = Values.duration(value, Durations.MILLISECOND);
        draft.hookTimeouts.put(hook, timeout);
        draft.hooks.computeIfPresent(
                hook, (_, action) -> new Action(action.command(), action.privileged(), action.optional(), timeout));
    }

    private static Set<Occasion> occasions(String value) {
        var occasions = EnumSet.noneOf(Occasion.class);
        for (String item : Values.items(value)) {
            occasions.add(Values.constant(item, Occasion.values()));
        }
        return occasions;
    }
}

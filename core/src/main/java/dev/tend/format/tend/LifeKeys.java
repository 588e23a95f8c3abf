package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.Kind;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.RunPolicy.StartOn;
import dev.tend.text.Durations;
import java.util.LinkedHashSet;
import java.util.List;

/** The keys for readiness, and for the relations to other services. */
final class LifeKeys {

    static final List<Key> ALL = List.of(
            new Key(
                    "type",
                    "service or task",
                    "service",
                    "Whether it is meant to run on, or to end: a task runs once and is done.",
                    (draft, value) -> draft.kind = Values.constant(value, Kind.values())),
            new Key(
                    "run-timeout",
                    "a duration",
                    "(none)",
                    "How long it may run until it is stopped and counts as failed.",
                    (draft, value) -> draft.runTimeout = Values.duration(value, Durations.MILLISECOND)),
            new Key(
                    "ready",
                    "none, fd:N, notify, log:TEXT, tcp:HOST:PORT, http:URL, file:PATH or exec:COMMAND",
                    "none",
                    "What says that it is ready; with none it is once it has been up for a second.",
                    (draft, value) -> draft.sign = sign(value)),
            new Key(
                    "ready-timeout",
                    "a duration",
                    "60s",
                    "How long that may take until it counts as failed.",
                    (draft, value) -> draft.readyTimeout = Values.duration(value, Durations.MILLISECOND)),
            new Key(
                    "watchdog",
                    "a duration",
                    "(none)",
                    "How long it may be ready without WATCHDOG=1 until it counts as failed.",
                    (draft, value) -> draft.watchdog = Values.duration(value, Durations.MILLISECOND)),
            new Key(
                    "listen",
                    "tcp:PORT, tcp:IP:PORT, udp:... or unix:PATH[:MODE], between blanks",
                    "",
                    "Sockets that are opened for it, and stay open while it is restarted.",
                    (draft, value) -> draft.listen = Addresses.parse(value)),
            new Key(
                    "start-on",
                    "now or connection",
                    "now",
                    "Whether it is started by itself, or when somebody connects to one of its listen sockets.",
                    (draft, value) -> draft.startOn = Values.constant(value, StartOn.values())),
            new Key(
                    "idle-timeout",
                    "a duration",
                    "(none)",
                    "How long nobody is connected until it is stopped, and waits for a connection.",
                    (draft, value) -> draft.idleTimeout = Values.duration(value, Durations.SECOND)),
            new Key(
                    "after",
                    "services between blanks or commas",
                    "",
                    "What has to be ready before it is started, where it is there at all.",
                    (draft, value) -> draft.after = services(value)),
            new Key(
                    "requires",
                    "services between blanks or commas",
                    "",
                    "What it starts after, and is stopped and restarted with when that is asked for.",
                    (draft, value) -> draft.requires = services(value)),
            new Key(
                    "binds-to",
                    "services between blanks or commas",
                    "",
                    "As requires; and when one of them ends by itself, it is restarted too.",
                    (draft, value) -> draft.bindsTo = services(value)),
            new Key(
                    "wants",
                    "services between blanks or commas",
                    "",
                    "What is started along with it.",
                    (draft, value) -> draft.wants = services(value)),
            new Key(
                    "conflicts",
                    "services between blanks or commas",
                    "",
                    "What is stopped when it starts, and stops it when that starts.",
                    (draft, value) -> draft.conflicts = services(value)));

    /** Standard input, output and error are taken; more than a shell can name is no help. */
    private static final int FIRST_FD = 3;

    private static final int LAST_FD = 255;

    private LifeKeys() {}

    private static Sign sign(String value) {
        int colon = value.indexOf(':');
        String kind = colon < 0 ? value : value.substring(0, colon);
        String rest = colon < 0 ? "" : value.substring(colon + 1);
        return switch (kind) {
            case "none" -> new Sign.None();
            case "notify" -> new Sign.Notify();
            case "fd" -> new Sign.Descriptor(Values.whole(rest, FIRST_FD, LAST_FD));
            case "log" -> logText(rest);
            case "tcp", "http", "https", "file", "exec" -> new Sign.Answers(Probes.parse(value));
            default ->
                throw BadValue.no(
                        "sign of readiness", value, "none, fd:N, notify, log:TEXT, tcp:, http:, file: or exec:");
        };
    }

    private static Sign logText(String text) {
        if (text.isEmpty()) {
            throw new BadValue("says no text to look for: write log:TEXT");
        }
        return new Sign.LogText(text);
    }

    private static List<String> services(String value) {
        var names = new LinkedHashSet<>(Values.items(value));
        for (String name : names) {
            ServiceFile.nameProblem(name).ifPresent(problem -> {
                throw new BadValue(BadValue.quoted(name) + " is no service: " + problem);
            });
        }
        return List.copyOf(names);
    }
}

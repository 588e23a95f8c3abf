package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.format.ForeignKeys;
import dev.tend.format.Lines;
import dev.tend.format.Lines.Line;
import dev.tend.format.Parsed;
import dev.tend.format.Problem;
import dev.tend.service.Appointment.Overlap;
import dev.tend.service.GroupLimit;
import dev.tend.service.Kind;
import dev.tend.service.OnChange;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.RunPolicy.StartOn;
import dev.tend.text.Suggest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading of one native file: what its lines have said so far, and what is wrong with it. */
final class Reading {

    /** In characters. */
    private static final int LONGEST_LINE = 32 << 10;

    /** The most problems that are reported; a file with more is of the wrong kind. */
    private static final int MOST_PROBLEMS = 20;

    /** {@code SD_LISTEN_FDS_START} of sd_listen_fds(3). */
    private static final int FIRST_SOCKET = 3;

    /** The keys that hold for a process from its start on. */
    private static final List<String> OWN_PROCESS = List.of("private", "read-only", "hidden");

    private final String file;
    private final Draft draft = new Draft();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Reading(String file) {
        this.file = file;
    }

    Parsed read(String name, String text) {
        ServiceFile.nameProblem(name).ifPresent(problem -> complain(0, problem));
        if (text.length()
                > Lines.MOST_CHARACTERS + Defaults.MOST_ADDED) { // the file itself is limited where it is read
            complain(0, "is larger than 64 KiB: this is no service file");
        } else {
            Lines.of(text).forEach(this::line);
            checkWhole();
        }
        return new Parsed(problems.isEmpty() ? draft.spec(name) : Optional.empty(), List.copyOf(problems));
    }

    private void line(Line line) {
        if (line.isBlankOrComment()) {
            return;
        }
        Optional<String> problem = unreadable(line);
        if (problem.isPresent()) {
            complain(line.number(), problem.get());
        } else {
            pair(line.number(), line.key(), line.value());
        }
    }

    private static Optional<String> unreadable(Line line) {
        if (line.text().length() > LONGEST_LINE) {
            return Optional.of("the line is longer than 32 KiB");
        }
        if (line.text().indexOf('\0') >= 0) {
            return Optional.of("the line has a NUL byte in it: this is no text");
        }
        if (line.text().indexOf('\ufffd') >= 0) {
            return Optional.of("the line is not valid UTF-8: save the file as UTF-8");
        }
        return line.isPair()
                ? Optional.empty()
                : Optional.of("no \"=\" in this line: write key=value, or # before a comment");
    }

    private void pair(int number, String written, String value) {
        Optional<Key> key = Keys.find(written);
        Integer first = lines.putIfAbsent(written, number);
        if (key.isEmpty()) {
            complain(number, unknown(written));
        } else if (first != null) {
            complain(number, "key \"" + written + "\" stands in line " + first + " already: keep one of them");
        } else {
            value(number, key.get(), written, value);
        }
    }

    private void value(int number, Key key, String written, String value) {
        try {
            key.read(draft, written, value);
        } catch (BadValue bad) {
            complain(number, written + ": " + bad.getMessage());
        }
    }

    private static String unknown(String written) {
        for (Key key : Keys.all()) {
            if (key.isFamily() && (key.prefix().equals(written) || key.prefix().equals(written + "."))) {
                return "key " + BadValue.quoted(written) + " is not complete: write " + key.name();
            }
        }
        return "key " + BadValue.quoted(written) + " is unknown"
                + ForeignKeys.own(written)
                        .map(own -> ": here it is " + own)
                        .orElseGet(() -> Suggest.didYouMean(written, Keys.names()));
    }

    private void checkWhole() {
        if (draft.steward) {
            StewardKeys.complete(draft, lines.containsKey("give-up"));
            StewardKeys.fault(draft.settings.toString())
                    .ifPresent(fault -> complain(lines.get(fault.key()), fault.key() + ": " + fault.message()));
        } else if (!draft.settings.isEmpty()) {
            String key = draft.settings.substring(0, draft.settings.indexOf("="));
            complain(lines.get(key), key + ": only the steward has settings: add steward=yes");
        }
        exclude("cmd", "shell");
        exclude("cmd", "launch");
        exclude("shell", "launch");
        if (draft.command.isEmpty()
                && !lines.containsKey("cmd")
                && !lines.containsKey("shell")
                && !lines.containsKey("launch")) {
            complain(0, "says nothing to execute: add cmd=PROGRAM ARGUMENTS");
        }
        if (lines.containsKey("launch")) {
            checkLaunch(lines.get("launch"));
        }
        var needed = new HashSet<>(draft.requires);
        needed.addAll(draft.wants);
        for (String name : draft.conflicts) {
            if (needed.contains(name)) {
                complain(
                        lines.get("conflicts"),
                        "conflicts: \"" + name + "\" cannot be wanted and be in conflict: remove one of them");
            }
        }
        if (lines.containsKey("schedule") && draft.kind != Kind.TASK) {
            complain(lines.get("schedule"), "schedule: only a task runs by schedule: add type=task");
        }
        checkReload();
        if (draft.catchUp && !lines.containsKey("schedule")) {
            complain(lines.get("catch-up"), "catch-up: there is no schedule: add one, or remove it");
        }
        if (draft.overlap != Overlap.SKIP && !lines.containsKey("schedule")) {
            complain(lines.get("schedule-overlap"), "schedule-overlap: there is no schedule: add one, or remove it");
        }
        if (draft.startOn == StartOn.CONNECTION) {
            checkStartOnConnection(lines.get("start-on"));
        } else if (draft.idleTimeout > 0) {
            complain(lines.get("idle-timeout"), "idle-timeout: nothing would start it again: add start-on=connection");
        }
        boolean captured = draft.logTarget.captured();
        if (draft.sign instanceof Sign.LogText && !captured) {
            complain(
                    lines.get("ready"),
                    "ready: log:TEXT needs output that the keeper reads: write log=file, console or syslog");
        }
        if (lines.containsKey("pidfile") && draft.instances > 1) {
            complain(lines.get("pidfile"), "pidfile: several instances cannot share one: remove it, or instances");
        }
        if (draft.sign instanceof Sign.Descriptor(var number) && number < FIRST_SOCKET + draft.listen.size()) {
            int free = FIRST_SOCKET + draft.listen.size();
            complain(lines.get("ready"), "ready: descriptor " + number + " is for listen: write fd:" + free);
        }
        if (problems.isEmpty()) {
            GiveUpCheck.problem(draft.restartPolicy())
                    .ifPresent(problem -> complain(lines.get("give-up"), "give-up: " + problem));
        }
    }

    private void checkReload() {
        if (draft.reload.isPresent() && draft.kind == Kind.TASK) {
            complain(lines.get("reload"), "reload: a task reads its configuration at each run: remove it");
        }
        for (String key : new String[] {"reload-on", "restart-on"}) {
            if (lines.containsKey(key) && draft.kind == Kind.TASK) {
                complain(lines.get(key), key + ": a task reads its files at each run: remove it");
            }
        }
        if (!draft.reloadOn.isEmpty() && draft.reload.isEmpty()) {
            complain(
                    lines.get("reload-on"),
                    "reload-on: nothing says how it reloads: add reload=signal:HUP if the program handles that, or use"
                            + " restart-on");
        }
        if (draft.onChange.orElse(OnChange.RESTART) == OnChange.RELOAD && draft.reload.isEmpty()) {
            complain(
                    lines.get("on-change"),
                    "on-change: nothing says how it reloads: add reload=signal:HUP if the program handles that");
        }
    }

    private void checkStartOnConnection(int line) {
        if (draft.listen.isEmpty()) {
            complain(line, "start-on: there is nothing to connect to: add listen=ADDRESS");
        }
        if (draft.kind == Kind.TASK) {
            complain(line, "start-on: a task does not wait for connections: remove type, or start-on");
        }
        if (draft.instances > 1) {
            complain(line, "start-on: several instances would be started by the same client: remove instances");
        }
    }

    private void exclude(String one, String other) {
        if (lines.containsKey(one) && lines.containsKey(other)) {
            int last = Math.max(lines.get(one), lines.get(other));
            complain(last, one + " and " + other + " exclude each other: keep one of them");
        }
    }

    private void checkLaunch(int line) {
        if (!lines.containsKey("pidfile")) {
            complain(line, "launch: nothing says which process it is then: add pidfile=PATH");
        }
        if (draft.kind == Kind.TASK) {
            complain(lines.get("type"), "type: a launched service cannot be a task: remove it");
        }
        if (draft.sign instanceof Sign.Descriptor || draft.sign instanceof Sign.Notify) {
            complain(lines.get("ready"), "ready: a launched service cannot use this: write none, log:TEXT or a probe");
        }
        for (String key : lines.keySet()) {
            if (OWN_PROCESS.contains(key) || GroupLimit.isKey(key)) {
                complain(lines.get(key), key + ": a launched service was started by another program: remove it");
            }
        }
        if (!draft.listen.isEmpty()) {
            complain(lines.get("listen"), "listen: a launched service gets no sockets: remove it");
        }
    }

    /** Problems come in the order of lines, except for what concerns several: that is put where it belongs. */
    private void complain(int line, String message) {
        int at = problems.size();
        while (at > 0 && problems.get(at - 1).line() > line) {
            at--;
        }
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(at, new Problem(file, line, message));
        }
    }
}

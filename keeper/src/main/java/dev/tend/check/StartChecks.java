package dev.tend.check;

import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.format.Problem;
import dev.tend.format.Setting;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.proc.LimitedGroups;
import dev.tend.selection.ServiceText;
import dev.tend.service.Address;
import dev.tend.service.Command;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Isolation.Place;
import dev.tend.service.Limit;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.OnMissing;
import dev.tend.service.ServiceSpec;
import dev.tend.spawn.KeeperNeeds;
import dev.tend.spawn.ServiceEnvironment;
import dev.tend.text.EnvText;
import dev.tend.text.EnvTextException;
import dev.tend.tool.ZoneFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Checks what a service needs when it is started: its folder, its program and that one's interpreter, its environment
 * files. What is missing may appear later, so it is a warning; an environment file that cannot be read as one is a
 * problem.
 */
final class StartChecks {

    private static final String SYSLOG = "/dev/log"; // _PATH_LOG, <syslog.h>

    /** As much of a first line as the kernel reads. */
    private static final int LONGEST_FIRST_LINE = 256;

    private static final int EXECUTABLE = 0111;

    private static final int LONGEST_NUMBER = 32;

    private final Host host;
    private final Files files;
    private final Streams streams;
    private final PortChecks ports;
    private final ZoneFiles zones;
    private final DirectoryChecks directories;
    private final List<Problem> notes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    StartChecks(Host host) {
        this.host = host;
        files = host.files();
        streams = host.streams();
        ports = new PortChecks(files);
        zones = new ZoneFiles(files);
        directories = new DirectoryChecks(files, host::variable);
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }

    /** Returns what is good to know. */
    List<Problem> notes() {
        return notes;
    }

    void add(ServiceText service, ServiceSpec spec) {
        for (EnvFile file : spec.environment().files()) {
            environment(service, file);
        }
        if (spec.confinement().chroot().isEmpty()) { // where all paths are others
            folder(service, spec.cwd());
            program(service, spec);
            for (Hook hook : Hook.values()) {
                spec.hooks().action(hook).ifPresent(action -> hook(service, hook, action));
            }
        }
        if (!spec.directories().isEmpty()) {
            for (String problem : directories.problems(spec)) {
                warn(service, "directories", "directories: " + problem);
            }
            notes.add(new Problem(
                    service.path(), line(service, "directories"), "directories: makes " + directories.paths(spec)));
        }
        for (Limit limit : spec.confinement().limits()) {
            limit(service, limit);
        }
        isolation(service, spec);
        limits(service, spec);
        if (spec.log().target() == Target.SYSLOG && files.facts(SYSLOG).isEmpty()) {
            warn(service, "log", "log: there is no " + SYSLOG + ": the output waits until a log daemon is there");
        }
        spec.appointment().flatMap(at -> at.timetable().zone()).ifPresent(zone -> zone(service, zone));
        for (Address address : spec.listen()) {
            if (address instanceof Address.Inet inet) {
                ports.problem(inet).ifPresent(text -> warn(service, "listen", text));
            }
        }
        for (var setting : service.settings()) {
            NoShell.warning(setting).ifPresent(text -> warn(service, setting.key(), text));
        }
    }

    private void environment(ServiceText service, EnvFile file) {
        try {
            EnvText.parse(files.read(file.path(), ServiceEnvironment.FILE_LIMIT), new HashMap<>());
        } catch (EnvTextException wrong) {
            problems.add(new Problem(file.path(), wrong.line(), wrong.getMessage()));
        } catch (KernelException unreadable) {
            if (!file.optional()) {
                warn(service, "env-file", unreadable.getMessage() + ": the service cannot start without it");
            }
        }
    }

    /** A keeper goes by UTC then, which nobody has asked for. */
    private void zone(ServiceText service, String name) {
        try {
            zones.named(name);
        } catch (KernelException missing) {
            problems.add(new Problem(service.path(), line(service, "schedule"), "schedule: " + missing.getMessage()));
        }
    }

    private void folder(ServiceText service, String path) {
        var facts = files.facts(path);
        if (facts.isEmpty()) {
            warn(service, "cwd", "the folder " + path + " does not exist: make it, or the service cannot start");
        } else if (facts.get().kind() != Kind.FOLDER) {
            warn(service, "cwd", path + " is no folder: the service cannot start there");
        }
    }

    private void program(ServiceText service, ServiceSpec spec) {
        if (!(spec.command() instanceof Command.Words(var words))
                || words.getFirst().equals(Command.STEWARD)) {
            return;
        }
        String word = words.getFirst();
        var path = path(spec);
        boolean isName = word.indexOf('/') < 0;
        if (isName && path.isEmpty()) {
            return;
        }
        var found = isName ? searched(path.orElseThrow(), word) : atPath(spec, word);
        if (found.isEmpty()) {
            String where = isName ? " in the service's PATH" : "";
            warn(service, "cmd", "there is no program " + word + where + ": the service cannot start");
        } else if ((files.facts(found.get()).orElseThrow().mode() & EXECUTABLE) == 0) {
            warn(service, "cmd", found.get() + " is not executable: chmod +x " + found.get());
        } else {
            interpreter(service, found.get());
        }
    }

    private void hook(ServiceText service, Hook hook, Action action) {
        if (!(action.command() instanceof Command.Words(var words))
                || action.optional()
                || !words.getFirst().startsWith("/")) {
            return;
        }
        String program = words.getFirst();
        if (!isFile(program)) {
            warn(service, hook.key(), hook.key() + ": there is no program " + program);
        } else if ((files.facts(program).orElseThrow().mode() & EXECUTABLE) == 0) {
            warn(service, hook.key(), hook.key() + ": " + program + " is not executable: chmod +x " + program);
        }
    }

    private void limit(ServiceText service, Limit limit) {
        String most =
                files.readIfPossible(KeeperNeeds.OPEN_FILES, LONGEST_NUMBER).trim();
        if (limit.resource() == Limit.Resource.NOFILE && !most.isEmpty() && exceeds(limit.hard(), most)) {
            warn(
                    service,
                    "limit.nofile",
                    "limit.nofile: no process may have more than " + most + " descriptors here, see "
                            + KeeperNeeds.OPEN_FILES + ": the service cannot start");
        }
    }

    private void limits(ServiceText service, ServiceSpec spec) {
        if (!spec.groupLimits().isEmpty()) {
            var missing = host.missing(spec.groupLimits().keySet(), "self");
            if (!missing.isEmpty()) {
                warn(service, missing.getFirst(), LimitedGroups.sentence(missing) + "; " + without(spec));
            }
        }
    }

    private void isolation(ServiceText service, ServiceSpec spec) {
        var isolation = spec.confinement().isolation();
        if (isolation.isNone()) {
            return;
        }
        host.obstacle(isolation).ifPresent(why -> warn(service, "private", why + "; " + without(spec)));
        places(service, "read-only", isolation.readOnly());
        places(service, "hidden", isolation.hidden());
    }

    private static String without(ServiceSpec spec) {
        return spec.onMissing() == OnMissing.REFUSE ? "the service cannot start" : "the service starts without that";
    }

    private void places(ServiceText service, String key, List<Place> places) {
        for (Place place : places) {
            try {
                if (!place.optional() && files.facts(place.path()).isEmpty()) {
                    warn(
                            service,
                            key,
                            key + ": " + place.path() + " does not exist: the service cannot start; write -"
                                    + place.path() + " if it may be missing");
                }
            } catch (KernelException hidden) { // from who looks, not from the keeper
                warn(service, key, key + ": " + hidden.getMessage());
            }
        }
    }

    private static boolean exceeds(long limit, String most) {
        try {
            return limit == Limit.UNLIMITED || limit > Long.parseLong(most);
        } catch (NumberFormatException unknown) {
            return false;
        }
    }

    private Optional<String> atPath(ServiceSpec spec, String word) {
        String relative = word.startsWith("./") ? word.substring(2) : word;
        return Optional.of(word.startsWith("/") ? word : Names.below(spec.cwd(), relative))
                .filter(this::isFile);
    }

    private Optional<String> searched(String path, String word) {
        int from = 0;
        while (from <= path.length()) {
            int colon = path.indexOf(':', from);
            int end = colon < 0 ? path.length() : colon;
            String candidate = Names.below(path.substring(from, end), word);
            if (candidate.startsWith("/") && isFile(candidate)) {
                return Optional.of(candidate);
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** Returns the PATH of a service; empty where only the keeper or an environment file knows it. */
    private static Optional<String> path(ServiceSpec spec) {
        boolean isKnown =
                !spec.environment().inherit() && spec.environment().files().isEmpty();
        return variable(spec, "PATH").or(() -> isKnown ? Optional.of(ServiceEnvironment.PATH) : Optional.empty());
    }

    private static Optional<String> variable(ServiceSpec spec, String wanted) {
        var values = new ArrayList<String>();
        spec.environment().variables().forEach((name, value) -> {
            if (name.equals(wanted)) {
                values.add(value);
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    private boolean isFile(String path) {
        return files.facts(path).filter(facts -> facts.kind() == Kind.FILE).isPresent();
    }

    private void interpreter(ServiceText service, String program) {
        String line = firstLine(program);
        if (!line.startsWith("#!")) {
            return;
        }
        String words = line.substring(2).trim();
        int blank = words.indexOf(' ');
        String interpreter = blank < 0 ? words : words.substring(0, blank);
        if (line.endsWith("\r")) {
            warn(
                    service,
                    "cmd",
                    program + ":1: the line ends with a carriage return (\\r), which becomes a part of the"
                            + " interpreter's name: save the file with Unix line ends");
        } else if (!isFile(interpreter)) {
            warn(service, "cmd", program + ":1: there is no interpreter " + interpreter);
        }
    }

    private String firstLine(String program) {
        byte[] beginning = new byte[LONGEST_FIRST_LINE];
        int count = streams.readAt(program, 0, beginning);
        int end = 0;
        while (end < count && beginning[end] != '\n') {
            end++;
        }
        return end < count ? new String(beginning, 0, end, StandardCharsets.ISO_8859_1) : "";
    }

    private void warn(ServiceText service, String key, String text) {
        warnings.add(new Problem(service.path(), line(service, key), text));
    }

    private static int line(ServiceText service, String key) {
        int line = 0;
        for (Setting setting : service.settings()) {
            line = setting.key().equals(key) ? service.line(setting) : line;
        }
        return line;
    }
}

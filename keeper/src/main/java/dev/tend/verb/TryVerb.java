package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Remarks;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.format.tend.DirectorySource;
import dev.tend.format.tend.ServiceFile;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.Keeper;
import dev.tend.selection.Selection;
import dev.tend.selection.ServiceText;
import dev.tend.selection.Sources;
import dev.tend.selection.UpVerb;
import dev.tend.service.GroupLimit;
import dev.tend.service.Isolation;
import dev.tend.service.Isolation.Place;
import dev.tend.service.Kind;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code try}: runs one service alone, with a keeper of its own that ends with it, in a process that is isolated as a whole: what
 * the service, its hooks and its probes do is seen by nobody and gone afterwards.
 */
public final class TryVerb implements Verb {

    private static final String RUN = "/tmp/tend-try";
    private static final long LIMIT = 30 * Durations.SECOND;

    /** The directories in which programs write temporary files and data. */
    private static final List<String> EMPTY =
            List.of("/tmp", "/var/tmp", "/dev/shm", "/run", "/var/run", "/var/log", "/var/lock");

    /** Other services are not there, nobody starts it again, and its output is to be seen. */
    private static final List<String> LEFT_OUT = List.of(
            "after",
            "requires",
            "binds-to",
            "wants",
            "conflicts",
            "restart",
            "enabled",
            "schedule",
            "catch-up",
            "schedule-overlap",
            "start-on",
            "idle-timeout",
            "instances",
            "log",
            "input",
            "runit",
            "critical",
            "give-up",
            "on-missing");

    private static final String INSTEAD = "\nrestart=never\nlog=console\non-missing=ignore\n";

    private static final Option EMPTY_FOLDER =
            Option.valued("private", "", "DIR", "give it an empty folder DIR, too; may be repeated");
    private static final Option FOR = Option.valued("for", "", "TIME", "let it run that long, even when it is ready");
    private static final Option TIMEOUT =
            Option.valued("timeout", "t", "TIME", "stop it if it is not ready in time (default: 30s)");

    private final List<Format> formats;

    public TryVerb(List<Format> formats) {
        this.formats = formats;
    }

    @Override
    public Usage usage() {
        return Usage.of(
                        "try",
                        "NAME",
                        "run one service alone in a sandbox; exits 0 if it becomes ready",
                        Sources.options(formats, TIMEOUT, FOR, EMPTY_FOLDER, UpVerb.FOLDER, Option.RUN_DIR))
                .explained("""
                        Shows its output and what happens to it, and stops it when it is ready, or has ended. It sees no
                        other processes, no network but its own loopback, and can change nothing but what is in /tmp, /run,
                        /var/log and the like, which are empty folders in memory: afterwards, nothing is left of it. Takes
                        root, or user namespaces.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        if (arguments.operands().isEmpty()) {
            throw Failure.usage("which service? tend try NAME");
        }
        var found = Selection.of(arguments.operands(), formats, arguments, host);
        if (found.size() != 1) {
            throw Failure.usage("try one service: " + String.join(", ", found.keySet()) + " are more");
        }
        var service = found.values().iterator().next();
        String text = alone(service);
        for (var problem :
                ServiceFile.parse(service.path(), service.name(), text).problems()) {
            throw new Failure(ExitCode.BAD_CONFIGURATION, problem.toString());
        }
        var spec =
                ServiceFile.parse(service.path(), service.name(), text).spec().orElseThrow();
        var isolation = isolation(spec, arguments.all("private"), host);
        host.obstacle(isolation).ifPresent(why -> {
            throw new Failure(ExitCode.NOT_PERMITTED, "nothing can be tried here: " + why);
        });
        boolean holds = arguments.has("for");
        long limit = time(arguments, holds ? "for" : "timeout");
        return host.sandbox(
                service.name(),
                isolation,
                limit,
                () -> keep(
                        new TryReport(service.name(), spec.kind() == Kind.TASK, holds, host),
                        service.name(),
                        text,
                        isolation,
                        host));
    }

    private static String alone(ServiceText service) {
        var text = new StringBuilder();
        for (var setting : service.settings()) {
            if (setting.line() > 0 && !LEFT_OUT.contains(setting.key()) && !GroupLimit.isKey(setting.key())) {
                text.append(setting.key()).append('=').append(setting.value()).append('\n');
            }
        }
        return text.append(INSTEAD).toString();
    }

    private static Isolation isolation(ServiceSpec spec, List<String> more, Host host) {
        var empty = new ArrayList<String>();
        for (var folder : EMPTY) {
            if (host.isFolder(folder) && host.files().link(folder).isEmpty()) {
                empty.add(folder);
            }
        }
        more.forEach(folder -> empty.add(host.absolute(folder)));
        for (var directory : spec.directories()) {
            directory
                    .path(host.files().userId() == 0, host::variable)
                    .map(path -> existing(path, host))
                    .filter(path -> !isBelow(path, empty))
                    .ifPresent(empty::add);
        }
        return new Isolation(true, true, true, empty, List.of(new Place("/", false)), List.of());
    }

    /** Returns a path, or the nearest folder above it that is there: in it, the service's directory can be made. */
    private static String existing(String path, Host host) {
        String folder = path;
        while (!host.isFolder(folder)) {
            folder = PathNames.parent(folder);
        }
        return folder;
    }

    private static boolean isBelow(String path, List<String> folders) {
        boolean below = path.equals("/");
        for (var folder : folders) {
            below |= PathNames.isWithin(path, folder);
        }
        return below;
    }

    private static long time(Arguments arguments, String option) {
        String text = arguments.value(option).orElse("");
        long micros = text.isEmpty() ? LIMIT : Durations.parse(text).orElse(0);
        if (micros <= 0) {
            throw Failure.usage("--" + option + " \"" + text + "\" is no time: write it as 30s, 1m30s or 500ms");
        }
        return micros;
    }

    /** In the sandbox. Nothing there is anybody else's. */
    private static int keep(TryReport report, String name, String text, Isolation isolation, Host host) {
        String folder = RUN + "/services";
        host.files().makeFolder(RUN, KeeperOptions.RUN_FOLDER_MODE);
        host.files().makeFolder(folder, KeeperOptions.RUN_FOLDER_MODE);
        host.files().replace(folder + "/" + name, text, 0644);
        var options = new KeeperOptions(
                Formats.alone(new DirectorySource(folder)),
                RUN,
                RUN + "/log",
                false,
                new KeeperOptions.OwnOutput(true, false, false),
                Optional.empty(),
                KeeperOptions.Manner.TEND);
        var kernel = host.kernel(RUN);
        new Keeper(kernel, options, List.of(new Remarks(kernel), report)).run();
        return report.finish(written(isolation, host));
    }

    /** Returns what is in the folders that were empty. */
    private static List<String> written(Isolation isolation, Host host) {
        var written = new ArrayList<String>();
        for (var folder : isolation.empty()) {
            for (var name : host.files().namesIfPossible(folder)) {
                String path = Names.below(folder, name);
                if (!path.equals(RUN) && !isolation.empty().contains(path)) {
                    written.add(path);
                }
            }
        }
        return written;
    }
}

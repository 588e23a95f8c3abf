package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.Directories;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Remarks;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.format.ServiceSource;
import dev.tend.format.ServiceSources;
import dev.tend.format.tend.DirectorySource;
import dev.tend.format.tend.ServiceFile;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.EventListener;
import dev.tend.keeper.Keeper;
import dev.tend.kernel.KernelException;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code up}: runs the keeper, in the foreground, until it is ordered to end. */
public final class UpVerb implements Verb {

    /** In the run directory, for what flags ask for. */
    private static final String OWN_SERVICES = "/services";

    private static final String LISTEN = "http.listen: ";

    private static final Option OWN_RUN_DIR = Option.valued(
            "run-dir", "", "DIR", "directory for socket and state (default: $TEND_RUN_DIR, or see above)");

    public static final Option FOLDER = Option.valued("dir", "d", "DIR", "a folder of service files; may be repeated");
    public static final Option LOG_DIR =
            Option.valued("log-dir", "", "DIR", "directory with a log folder for each service");

    private static final Option NO_WATCH =
            Option.flag("no-watch", "", "do not watch the folders: changes wait for HUP or \"tend reload\"");
    private static final Option SYSLOG =
            Option.flag("syslog", "", "send the keeper's events to syslog, facility daemon");
    private static final Option CONTROL_GROUP =
            Option.valued("control-group", "", "GROUP", "let the members of GROUP control the keeper, too");
    private static final Option CONSOLE =
            Option.flag("console", "", "print the services' output, too (default on a terminal and as process 1)");
    private static final Option NO_CONSOLE = Option.flag("no-console", "", "do not print the services' output");
    private static final Option BEFORE =
            Option.valued("before", "", "COMMAND", "run a shell command before the folders are read");

    private static final Option STOP_TOTAL = Option.valued(
            "stop-timeout-total", "", "TIME", "limit for stopping all services (default as process 1: 8s)");

    private static final Option HTTP = Option.valued("http", "", "ADDR", "run the steward, which serves HTTP on ADDR");

    private final List<Format> formats;

    public UpVerb(List<Format> formats) {
        this.formats = formats;
    }

    @Override
    public Usage usage() {
        var options = new ArrayList<>(List.of(FOLDER, OWN_RUN_DIR, LOG_DIR));
        formats.forEach(format -> options.addAll(Sources.options(format.options(), true)));
        options.addAll(List.of(NO_WATCH, SYSLOG, CONTROL_GROUP, CONSOLE, NO_CONSOLE, BEFORE, STOP_TOTAL, HTTP));
        return Usage.of(
                        "up",
                        "[DIR]...",
                        "run the keeper: supervise the services of folders, in the foreground",
                        options.toArray(new Option[0]))
                .explained("""
                        A plain argument is a service folder, as with -d. TERM and INT stop all services in parallel, a
                        second INT kills what is left; HUP reads the folders again. Defaults for root are /etc/tend.d,
                        /run/tend and /var/log/tend; for other users $XDG_CONFIG_HOME/tend.d, $XDG_RUNTIME_DIR/tend and
                        $XDG_STATE_HOME/tend/log. With --procfile, no service folder is needed.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var options = options(arguments, host);
        requireHome(options, host);
        arguments.value("http").ifPresent(UpVerb::requireAddress);
        if (!arguments.has("before")) { // which may make them
            requireSources(options, host);
        }
        var kernel = host.kernel(options.runFolder(), () -> {
            if (!Directories.isHomeless(options.logFolder())) {
                host.claimLogs(options.logFolder(), options.runFolder(), arguments.has("log-dir"));
            }
            arguments.value("before").ifPresent(line -> runBefore(line, host));
            arguments.value("http").ifPresent(address -> ownService(options.runFolder(), address, host));
            requireSources(options, host);
        });
        var listeners = new ArrayList<EventListener>(List.of(new Remarks(kernel)));
        if (arguments.has("syslog")) {
            var syslog = host.syslog("tend");
            listeners.add(entry -> syslog.accept(Remarks.line(entry)));
        }
        return new Keeper(kernel, options, listeners).run();
    }

    /**
     * Checks that all named places exist: one that is missing at the first start is mistyped. Where an earlier keeper has left
     * services, they are taken over in any case, as where a folder vanishes later.
     *
     * @throws Failure that names the first that is missing
     */
    private static void requireSources(KeeperOptions options, Host host) {
        if (hasStates(options.runFolder(), host)) {
            return;
        }
        var folders = new ArrayList<String>();
        for (var source : options.sources().all()) {
            if (source.isFolder()) {
                folders.add(source.path());
            }
        }
        folders.remove(options.runFolder() + OWN_SERVICES); // it is made when it is needed
        for (var folder : folders) {
            boolean isLink = host.files().link(folder).isPresent(); // and perhaps one that is not followed here
            if (!isLink && !host.isFolder(folder)) {
                boolean isThere = host.files().facts(folder).isPresent();
                throw new Failure(
                        ExitCode.NO_FOLDER,
                        folder + (isThere ? " is no folder" : ": no such folder") + ": make it, or name another");
            }
        }
    }

    /** Tells whether there are state files. Where that cannot be seen, the problem is reported when the run directory is claimed. */
    private static boolean hasStates(String runFolder, Host host) {
        String states = runFolder + "/state";
        try {
            return host.isFolder(states) && !host.files().names(states).isEmpty();
        } catch (KernelException unreadable) {
            return true;
        }
    }

    /** @throws Failure where the run directory would be in a home that does not exist */
    private static void requireHome(KeeperOptions options, Host host) {
        String problem = Directories.homeProblem(host.variable("HOME"));
        if (Directories.isHomeless(options.runFolder())) {
            throw new Failure(
                    ExitCode.NOT_PERMITTED,
                    problem + ", so there is no place for a run directory: set HOME or XDG_STATE_HOME to a directory of"
                            + " yours, or choose one with --run-dir and one with --log-dir");
        }
        if (Directories.isHomeless(options.logFolder())) {
            host.terminal().complain(problem + ", so there is no place for log files: choose one with --log-dir");
        }
    }

    /** @throws Failure with its exit code, where that is not 0 */
    private static void runBefore(String line, Host host) {
        int code = host.foreground(List.of("/bin/sh", "-c", line), Optional.of("--before"), OptionalLong.empty());
        if (code != ExitCode.DONE) {
            throw new Failure(code, "--before: \"" + line + "\" exited with " + code + ": nothing was started");
        }
    }

    /** A service that nobody has written a file for. Once it has answered, it has started well: it is back at once. */
    private static void ownService(String runFolder, String address, Host host) {
        String folder = runFolder + OWN_SERVICES;
        host.files().makeFolder(folder, 0755);
        host.files().replace(folder + "/steward", steward(address), 0644);
    }

    private static String steward(String address) {
        return "steward=yes\nstable=2s\nhttp.listen=" + address + "\n";
    }

    /** @throws Failure where the steward could not listen there */
    private static void requireAddress(String address) {
        boolean isLine = address.indexOf('\n') < 0 && address.indexOf('\r') < 0;
        var problems = ServiceFile.parse("--http", "steward", steward(isLine ? address : ""))
                .problems();
        if (!isLine || !problems.isEmpty()) {
            String problem = isLine ? problems.getFirst().message() : "has more than one line";
            throw Failure.usage(
                    "--http: " + (problem.startsWith(LISTEN) ? problem.substring(LISTEN.length()) : problem));
        }
    }

    /** Returns the options of the keeper that the arguments ask for. */
    public KeeperOptions options(Arguments arguments, Host host) {
        var sources = sources(arguments, host);
        boolean console = arguments.has("console") || host.isFirstProcess();
        for (var source : sources) {
            console |= source.isPrinted();
        }
        if (arguments.has("console") && arguments.has("no-console")) {
            throw Failure.usage("--console and --no-console exclude each other");
        }
        var terminal = host.terminal();
        return new KeeperOptions(
                new ServiceSources(sources, Formats.keys(formats)),
                host.runFolder(arguments),
                host.absolute(arguments.value("log-dir").orElse(host.places().logs())),
                !arguments.has("no-watch"),
                new KeeperOptions.OwnOutput(
                        (console || terminal.isTerminal()) && !arguments.has("no-console"),
                        terminal.isTerminal(),
                        terminal.colour()),
                arguments.value("control-group"),
                KeeperOptions.Manner.TEND,
                stopTotal(arguments));
    }

    private static OptionalLong stopTotal(Arguments arguments) {
        var said = arguments.value("stop-timeout-total");
        return said.isEmpty() ? OptionalLong.empty() : OptionalLong.of(stopTotal(said.get()));
    }

    private static long stopTotal(String said) {
        return Durations.parse(said)
                .orElseThrow(() -> Failure.usage(
                        "--stop-timeout-total \"" + said + "\" is no time: write it as 8s, 1m30s or 500ms"));
    }

    private List<ServiceSource> sources(Arguments arguments, Host host) {
        var folders = new ArrayList<>(arguments.all("dir"));
        folders.addAll(arguments.operands());
        var others = Sources.named(formats, arguments, host);
        if (folders.isEmpty() && others.isEmpty()) {
            folders.add(host.places().services());
        }
        if (arguments.has("http")) {
            folders.add(host.runFolder(arguments) + OWN_SERVICES);
        }
        var sources = new ArrayList<ServiceSource>();
        folders.forEach(folder -> sources.add(new DirectorySource(host.absolute(folder))));
        sources.addAll(others);
        return sources;
    }
}

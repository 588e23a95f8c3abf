package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.format.BadValue;
import dev.tend.format.procfile.Formation;
import dev.tend.format.procfile.Procfile;
import dev.tend.format.procfile.ProcfileBundle;
import dev.tend.kernel.Files;
import dev.tend.service.Environment.EnvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of foreman for a Procfile. */
public final class ProcfileOptions {

    static final Option PROCFILE =
            Option.valued("procfile", "", "FILE", "a Procfile, whose process types run as with foreman");
    public static final Option ENV =
            Option.valued("env", "", "FILE", "environment file (default: .env beside the Procfile)");
    public static final Option PORT = Option.valued("port", "", "NUMBER", "the first $PORT (default: 5000)");
    public static final Option FORMATION =
            Option.valued("formation", "", "TYPE=N,...", "number of processes of each type (default: all=1)");

    private static final int LAST_PORT = 65_535;

    private ProcfileOptions() {}

    /**
     * Returns the Procfiles that the arguments name, and how they are to be run.
     *
     * @throws Failure where one of their options is wrong, or none is named that it could be for
     */
    static List<ProcfileBundle> all(boolean together, Arguments arguments, Host host) {
        var procfiles = new ArrayList<ProcfileBundle>();
        for (var file : arguments.all("procfile")) {
            procfiles.add(of(host.absolute(file), together, arguments, host));
        }
        if (procfiles.isEmpty()) {
            for (var option : List.of("env", "port", "formation", "foreground", "foreman")) {
                if (arguments.has(option)) {
                    throw Failure.usage("--" + option + " goes with --procfile");
                }
            }
        }
        return procfiles;
    }

    /**
     * The services of the Procfile at an absolute path.
     *
     * @param together whether the end of one is the end of all; then it is not begun either where one of them is wrong
     * @throws Failure where an option is wrong, or there is no such file
     */
    public static ProcfileBundle of(String path, boolean together, Arguments arguments, Host host) {
        if (host.files().facts(path).isEmpty()) {
            throw new Failure(ExitCode.NO_FOLDER, path + ": no such file: name the Procfile");
        }
        var formation =
                arguments.value("formation").map(ProcfileOptions::formation).orElse(Formation.ONE_EACH);
        var procfile = Procfile.parse(path, host.files().read(path, Host.LARGEST_FILE));
        if (procfile.problems().isEmpty()) {
            formation.stranger(procfile.types()).ifPresent(problem -> {
                throw Failure.usage("--formation: " + problem);
            });
        }
        var port = arguments.value("port").map(ProcfileOptions::port);
        var foreman = new ProcfileBundle(
                path,
                envFiles(path, arguments, host),
                port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty(),
                usualPort(host),
                formation,
                together);
        if (together) {
            check(foreman, host.files());
        }
        return foreman;
    }

    private static void check(ProcfileBundle foreman, Files files) {
        String text = files.read(foreman.path(), Host.LARGEST_FILE);
        var contents = foreman.read(text, other -> files.facts(other).map(_ -> files.read(other, Host.LARGEST_FILE)));
        if (!contents.problems().isEmpty()) {
            throw new Failure(
                    ExitCode.BAD_CONFIGURATION, contents.problems().getFirst().toString());
        }
    }

    private static Formation formation(String text) {
        try {
            return Formation.parse(text);
        } catch (BadValue wrong) {
            throw Failure.usage("--formation: " + wrong.getMessage());
        }
    }

    private static int port(String text) {
        return number(text).orElseThrow(() -> Failure.usage("--port \"" + text + "\" is no port: 1 to " + LAST_PORT));
    }

    private static int usualPort(Host host) {
        return number(host.variable("PORT")).orElse(ProcfileBundle.FIRST_PORT);
    }

    private static Optional<Integer> number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= LAST_PORT ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static List<EnvFile> envFiles(String path, Arguments arguments, Host host) {
        var files = new ArrayList<EnvFile>();
        for (var file : arguments.all("env")) {
            files.add(new EnvFile(host.absolute(file), false));
        }
        return files.isEmpty()
                ? List.of(new EnvFile(path.substring(0, path.lastIndexOf('/') + 1) + ".env", true))
                : files;
    }
}

package dev.tend.format.procfile;

import dev.tend.format.BadValue;
import dev.tend.format.Format;
import dev.tend.format.FormatArguments;
import dev.tend.format.FormatOption;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceFiles;
import dev.tend.service.Environment.EnvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The format of foreman, with its options. */
public final class ProcfileFormat implements Format {

    private static final String PROCFILE = "procfile";
    private static final String FOREGROUND = "foreground";
    private static final String FOREMAN = "foreman";

    private static final List<FormatOption> READING = List.of(
            FormatOption.valued("env", "FILE", "environment file (default: .env beside the Procfile)"),
            FormatOption.valued("port", "NUMBER", "the first $PORT (default: 5000)"),
            FormatOption.valued("formation", "TYPE=N,...", "number of processes of each type (default: all=1)"));

    private static final int LAST_PORT = 65_535;

    /** The one in the list of formats. */
    public ProcfileFormat() {}

    @Override
    public String name() {
        return PROCFILE;
    }

    @Override
    public String key() {
        return ProcfileSource.KEY;
    }

    @Override
    public List<FormatOption> options() {
        var options = new ArrayList<FormatOption>();
        options.add(FormatOption.valued(PROCFILE, "FILE", "a Procfile, whose process types run as with foreman"));
        options.addAll(READING);
        options.add(new FormatOption(
                FOREGROUND, "", "with --procfile: stop all when one process ends, as foreman does", true));
        options.add(new FormatOption(FOREMAN, "", "same as --foreground", true));
        return options;
    }

    @Override
    public List<ServiceSource> sources(FormatArguments arguments) {
        boolean together = arguments.has(FOREGROUND) || arguments.has(FOREMAN);
        var sources = new ArrayList<ServiceSource>();
        for (String file : arguments.all(PROCFILE)) {
            var bundle = bundle(arguments.absolute(file), together, arguments);
            if (together) {
                check(bundle, arguments);
            }
            sources.add(new ProcfileSource(bundle));
        }
        if (sources.isEmpty()) {
            for (FormatOption option : options()) {
                if (arguments.has(option.name())) {
                    throw arguments.misused("--" + option.name() + " goes with --procfile");
                }
            }
        }
        return sources;
    }

    @Override
    public ServiceSource described(String words, String manner) {
        return new ProcfileSource(ProcfileBundle.parse(words));
    }

    @Override
    public Optional<Importer> importer() {
        return Optional.of(new Importer() {
            @Override
            public String operand() {
                return "FILE";
            }

            @Override
            public List<FormatOption> options() {
                return READING;
            }

            @Override
            public void read(String path, FormatArguments arguments, Output output) {
                var bundle = bundle(path, false, arguments);
                Contents contents = ProcfileImport.of(bundle, arguments.files().read(path), beside(arguments.files()));
                contents.problems().forEach(problem -> output.refuse(problem.toString()));
                contents.services().forEach(output::add);
            }
        });
    }

    @Override
    public Optional<Exporter> exporter() {
        return Optional.of(ProcfileExport::of);
    }

    /** Starts nothing if one of the processes that end together is wrong. */
    private static void check(ProcfileBundle bundle, FormatArguments arguments) {
        var contents = bundle.read(arguments.files().read(bundle.path()), beside(arguments.files()));
        if (!contents.problems().isEmpty()) {
            throw arguments.invalid(contents.problems().getFirst().toString());
        }
    }

    private static Function<String, Optional<String>> beside(SourceFiles files) {
        return file -> files.facts(file).map(_ -> files.read(file));
    }

    private static ProcfileBundle bundle(String path, boolean together, FormatArguments arguments) {
        if (arguments.files().facts(path).isEmpty()) {
            throw arguments.missing(path + ": no such file: name the Procfile");
        }
        var formation = arguments
                .value("formation")
                .map(text -> formation(text, arguments))
                .orElse(Formation.ONE_EACH);
        var procfile = Procfile.parse(path, arguments.files().read(path));
        if (procfile.problems().isEmpty()) {
            formation.stranger(procfile.types()).ifPresent(problem -> {
                throw arguments.misused("--formation: " + problem);
            });
        }
        return new ProcfileBundle(
                path, envFiles(path, arguments), port(arguments), usualPort(arguments), formation, together);
    }

    private static Formation formation(String text, FormatArguments arguments) {
        try {
            return Formation.parse(text);
        } catch (BadValue wrong) {
            throw arguments.misused("--formation: " + wrong.getMessage());
        }
    }

    private static OptionalInt port(FormatArguments arguments) {
        var text = arguments.value("port");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(number(text.get())
                .orElseThrow(() -> arguments.misused("--port \"" + text.get() + "\" is no port: 1 to " + LAST_PORT)));
    }

    private static int usualPort(FormatArguments arguments) {
        return number(arguments.variable("PORT")).orElse(ProcfileBundle.FIRST_PORT);
    }

    private static Optional<Integer> number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= LAST_PORT ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static List<EnvFile> envFiles(String path, FormatArguments arguments) {
        var files = new ArrayList<EnvFile>();
        for (String file : arguments.all("env")) {
            files.add(new EnvFile(arguments.absolute(file), false));
        }
        return files.isEmpty()
                ? List.of(new EnvFile(path.substring(0, path.lastIndexOf('/') + 1) + ".env", true))
                : files;
    }
}

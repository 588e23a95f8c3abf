package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.exchange.Imported;
import dev.tend.exchange.OutFile;
import dev.tend.format.Bundle.Contents;
import dev.tend.format.FileNames;
import dev.tend.format.procfile.ProcfileImport;
import dev.tend.format.runit.RunitImport;
import dev.tend.format.tend.ServiceFile;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.selection.ProcfileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code import}: makes service files of a Procfile or of runit's folders. It reports what service files cannot
 * express; nothing is run or changed.
 */
public final class ImportVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "import",
                        "procfile FILE | runit DIR",
                        "convert the services of other supervisors to service files",
                        OutputFiles.OUT,
                        ProcfileOptions.ENV,
                        ProcfileOptions.PORT,
                        ProcfileOptions.FORMATION)
                .explained("""
                        DIR is a service folder of runit, with a script called run, or a folder of them. Warns of each
                        setting that a service file cannot express. Does not overwrite a file with other content.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        if (arguments.operands().size() != 2) {
            throw Failure.usage("import what? Such as: tend import procfile Procfile");
        }
        String path = host.absolute(arguments.operands().get(1));
        var outbox = new OutputFiles(arguments, host);
        switch (arguments.operands().getFirst()) {
            case "procfile" -> procfile(path, arguments, host, outbox);
            case "runit" -> runit(path, host, outbox);
            case "supervisord", "systemd", "monit", "upstart", "going", "s6", "circus", "pm2" ->
                throw Failure.usage(
                        "import knows procfile and runit only: write service files by hand, \"tend check\" names"
                                + " our key for each of theirs");
            default -> throw Failure.usage("import knows procfile and runit");
        }
        return outbox.send();
    }

    private static void procfile(String path, Arguments arguments, Host host, OutputFiles outbox) {
        var files = host.files();
        var foreman = ProcfileOptions.of(path, false, arguments, host);
        Contents contents = ProcfileImport.of(foreman, files.read(path, Host.LARGEST_FILE), other -> files.facts(other)
                .map(_ -> files.read(other, Host.LARGEST_FILE)));
        contents.problems().forEach(problem -> outbox.refuse(problem.toString()));
        contents.services().forEach((name, text) -> outbox.add(new OutFile(name, text, false)));
    }

    private static void runit(String path, Host host, OutputFiles outbox) {
        if (host.files().facts(path).isEmpty()) {
            throw new Failure(ExitCode.NO_FOLDER, path + ": no such folder: name a service folder of runit");
        }
        if (host.isFolder(path) && host.files().facts(path + "/run").isEmpty()) {
            for (var name : host.files().names(path)) {
                if (!name.startsWith(".") && host.isFolder(path + "/" + name)) {
                    service(path + "/" + name, host, outbox);
                }
            }
        } else {
            service(path, host, outbox);
        }
    }

    private static void service(String folder, Host host, OutputFiles outbox) {
        var imported = imported(folder, host);
        if (imported.isEmpty()) {
            outbox.refuse(folder + ": there is no script called run: name a service folder of runit");
            return;
        }
        String name = imported.get().name();
        FileNames.problem(name).ifPresent(problem -> outbox.refuse(folder + ": " + problem + ": rename the folder"));
        ServiceFile.parse(folder, name, imported.get().text())
                .problems()
                .forEach(problem -> outbox.refuse(problem.toString()));
        imported.get().untold().forEach(outbox::tell);
        outbox.add(new OutFile(name, imported.get().text(), false));
    }

    private static Optional<Imported> imported(String folder, Host host) {
        var files = host.files();
        var names = new ArrayList<String>();
        if (host.isFolder(folder)) {
            collect(names, folder, "", files);
        }
        return RunitImport.of(folder, names, name -> files.read(folder + "/" + name, Host.LARGEST_FILE));
    }

    /** The names in a folder, and those in its folders log and control. */
    private static void collect(List<String> names, String folder, String below, Files files) {
        for (var name : files.names(folder + "/" + below)) {
            String path = below + name;
            boolean isFolder = files.facts(folder + "/" + path)
                    .filter(facts -> facts.kind() == Kind.FOLDER)
                    .isPresent();
            if (isFolder && (path.equals("log") || path.equals("control"))) {
                collect(names, folder, path + "/", files);
            } else {
                names.add(path);
            }
        }
    }
}

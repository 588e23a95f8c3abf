package dev.tend.format.runit;

import dev.tend.format.FileNames;
import dev.tend.format.Format;
import dev.tend.format.FormatArguments;
import dev.tend.format.FormatOption;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.format.tend.ServiceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The format of runit: directories of service folders. */
public final class RunitFormat implements Format {

    static final String NAME = "runit";

    /** The one in the list of formats. */
    public RunitFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FormatOption> options() {
        return List.of(FormatOption.valued(NAME, "DIR", "a folder of runit service folders; may be repeated"));
    }

    @Override
    public List<ServiceSource> sources(FormatArguments arguments) {
        var sources = new ArrayList<ServiceSource>();
        for (String folder : arguments.all(NAME)) {
            sources.add(new RunitSource(new RunitFolder(arguments.absolute(folder), false, false)));
        }
        return sources;
    }

    @Override
    public ServiceSource described(String words, String manner) {
        return new RunitSource(new RunitFolder(words, manner.equals("runsv"), !manner.equals("tend")));
    }

    @Override
    public Optional<Importer> importer() {
        return Optional.of(new FolderImporter());
    }

    @Override
    public Optional<Exporter> exporter() {
        return Optional.of((spec, text, _) -> RunitExport.of(spec, text));
    }

    /** Imports a service folder, or a directory of them. */
    private static final class FolderImporter implements Importer {

        @Override
        public String operand() {
            return "DIR";
        }

        @Override
        public void read(String path, FormatArguments arguments, Output output) {
            var files = arguments.files();
            if (files.facts(path).isEmpty()) {
                throw arguments.missing(path + ": no such folder: name a service folder of runit");
            }
            if (!files.is(Kind.FOLDER, path) || files.facts(path + "/run").isPresent()) {
                service(path, files, output);
                return;
            }
            for (String name : files.names(path)) {
                if (!name.startsWith(".") && files.is(Kind.FOLDER, path + "/" + name)) {
                    service(path + "/" + name, files, output);
                }
            }
        }

        private static void service(String folder, SourceFiles files, Output output) {
            var names = new ArrayList<String>();
            if (files.is(Kind.FOLDER, folder)) {
                collect(names, folder, "", files);
            }
            var imported = RunitImport.of(folder, names, name -> files.read(folder + "/" + name));
            if (imported.isEmpty()) {
                output.refuse(folder + ": there is no script called run: name a service folder of runit");
                return;
            }
            String name = imported.get().name();
            FileNames.problem(name)
                    .ifPresent(problem -> output.refuse(folder + ": " + problem + ": rename the folder"));
            ServiceFile.parse(folder, name, imported.get().text())
                    .problems()
                    .forEach(problem -> output.refuse(problem.toString()));
            imported.get().untold().forEach(output::remark);
            output.add(name, imported.get().text());
        }

        /** Collects the names in a folder, and those in its folders log and control. */
        private static void collect(List<String> names, String folder, String below, SourceFiles files) {
            for (String name : files.names(folder + "/" + below)) {
                String path = below + name;
                boolean isFolder = files.is(Kind.FOLDER, folder + "/" + path);
                if (isFolder && (path.equals("log") || path.equals("control"))) {
                    collect(names, folder, path + "/", files);
                } else {
                    names.add(path);
                }
            }
        }
    }
}

package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Exported;
import dev.tend.format.Format;
import dev.tend.format.Format.Exporter;
import dev.tend.format.OutFile;
import dev.tend.format.tend.ServiceFile;
import dev.tend.selection.Selection;
import dev.tend.selection.Sources;
import dev.tend.selection.UpVerb;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code export}: writes services in the format of another supervisor. It reports what that format cannot express; it needs no keeper. */
public final class ExportVerb implements Verb {

    private final List<Format> formats;

    public ExportVerb(List<Format> formats) {
        this.formats = formats;
    }

    @Override
    public Usage usage() {
        return Usage.of(
                        "export",
                        String.join("|", names()) + " [NAME]...",
                        "convert services to the format of another supervisor",
                        Sources.options(formats, OutputFiles.OUT, UpVerb.FOLDER, Option.RUN_DIR))
                .explained("""
                        Reads the files in the folders of the keeper, unless options name others; without names, writes all
                        services. Warns of each setting that the format cannot express. Does not overwrite a file with other
                        content.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var operands = arguments.operands();
        var exporter = exporter(operands.isEmpty() ? "" : operands.getFirst())
                .orElseThrow(() -> Failure.usage("export to what? Name one of " + String.join(", ", names())));
        var names = operands.size() == 1 ? List.of("*") : operands.subList(1, operands.size());
        var outbox = new OutputFiles(arguments, host);
        for (var service : Selection.of(names, formats, arguments, host).values()) {
            var parsed = ServiceFile.parse(service.path(), service.name(), service.text());
            parsed.problems().forEach(problem -> outbox.refuse(problem.toString()));
            parsed.spec().ifPresent(spec -> export(exporter, spec, service.text(), outbox));
        }
        return outbox.send();
    }

    private Optional<Exporter> exporter(String name) {
        for (var format : formats) {
            if (format.name().equals(name)) {
                return format.exporter();
            }
        }
        return Optional.empty();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (var format : formats) {
            format.exporter().ifPresent(_ -> names.add(format.name()));
        }
        return names;
    }

    private static void export(Exporter exporter, ServiceSpec spec, String text, OutputFiles outbox) {
        Exported exported = exporter.export(spec, text, outbox.folder());
        exported.untold().forEach(outbox::tell);
        for (OutFile file : exported.files()) {
            outbox.add(file);
        }
    }
}

package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.exchange.Exported;
import dev.tend.exchange.OutFile;
import dev.tend.format.procfile.ProcfileExport;
import dev.tend.format.runit.RunitExport;
import dev.tend.format.systemd.SystemdExport;
import dev.tend.format.tend.ServiceFile;
import dev.tend.selection.Selection;
import dev.tend.selection.Sources;
import dev.tend.selection.UpVerb;
import dev.tend.service.ServiceSpec;
import java.util.List;

/** {@code export}: writes services in the format of another supervisor. It reports what that format cannot express; it needs no keeper. */
public final class ExportVerb implements Verb {

    private static final List<String> FORMATS = List.of("runit", "systemd", "procfile");

    @Override
    public Usage usage() {
        return Usage.of(
                        "export",
                        "runit|systemd|procfile [NAME]...",
                        "convert services to the format of another supervisor",
                        Sources.options(OutputFiles.OUT, UpVerb.FOLDER, Option.RUN_DIR))
                .explained("""
                        Reads the files in the folders of the keeper, unless options name others; without names, writes all
                        services. Warns of each setting that the format cannot express. Does not overwrite a file with other
                        content.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var operands = arguments.operands();
        if (operands.isEmpty() || !FORMATS.contains(operands.getFirst())) {
            throw Failure.usage("export to what? Name one of " + String.join(", ", FORMATS));
        }
        var names = operands.size() == 1 ? List.of("*") : operands.subList(1, operands.size());
        var outbox = new OutputFiles(arguments, host);
        for (var service : Selection.of(names, arguments, host).values()) {
            var parsed = ServiceFile.parse(service.path(), service.name(), service.text());
            parsed.problems().forEach(problem -> outbox.refuse(problem.toString()));
            parsed.spec().ifPresent(spec -> export(operands.getFirst(), spec, service.text(), outbox));
        }
        return outbox.send();
    }

    private static void export(String format, ServiceSpec spec, String text, OutputFiles outbox) {
        Exported exported =
                switch (format) {
                    case "runit" -> RunitExport.of(spec, text);
                    case "systemd" -> SystemdExport.of(spec, text);
                    default -> ProcfileExport.of(spec, text, outbox.folder());
                };
        exported.untold().forEach(outbox::tell);
        for (OutFile file : exported.files()) {
            outbox.add(file);
        }
    }
}

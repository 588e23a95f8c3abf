package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.format.Format.Importer;
import dev.tend.format.OutFile;
import dev.tend.selection.GivenArguments;
import dev.tend.selection.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code import}: makes service files of files in other formats. It reports what service files cannot express; nothing
 * is run or changed.
 */
public final class ImportVerb implements Verb {

    private final Map<String, Importer> importers = new TreeMap<>();

    public ImportVerb(List<Format> formats) {
        formats.forEach(format -> format.importer().ifPresent(importer -> importers.put(format.name(), importer)));
    }

    @Override
    public Usage usage() {
        var operands = new ArrayList<String>();
        var options = new ArrayList<>(List.of(OutputFiles.OUT));
        importers.forEach((name, importer) -> {
            operands.add(name + " " + importer.operand());
            options.addAll(Sources.options(importer.options(), false));
        });
        return Usage.of(
                        "import",
                        String.join(" | ", operands),
                        "convert the services of other supervisors to service files",
                        options.toArray(new Option[0]))
                .explained("""
                        DIR is a service folder of runit, with a script called run, or a folder of them. Warns of each
                        setting that a service file cannot express. Does not overwrite a file with other content.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        if (arguments.operands().size() != 2) {
            throw Failure.usage("import what? Such as: tend import procfile Procfile");
        }
        var importer = importer(arguments.operands().getFirst());
        var outbox = new OutputFiles(arguments, host);
        importer.read(host.absolute(arguments.operands().get(1)), new GivenArguments(arguments, host), output(outbox));
        return outbox.send();
    }

    private Importer importer(String name) {
        var importer = importers.get(name);
        if (importer != null) {
            return importer;
        }
        String known = "import knows " + String.join(" and ", importers.keySet());
        throw switch (name) {
            case "supervisord", "systemd", "monit", "upstart", "going", "s6", "circus", "pm2" ->
                Failure.usage(known + " only: write service files by hand, \"tend check\" names our key for each of"
                        + " theirs");
            default -> Failure.usage(known);
        };
    }

    private static Importer.Output output(OutputFiles outbox) {
        return new Importer.Output() {
            @Override
            public void add(String name, String text) {
                outbox.add(new OutFile(name, text, false));
            }

            @Override
            public void remark(String line) {
                outbox.tell(line);
            }

            @Override
            public void refuse(String line) {
                outbox.refuse(line);
            }
        };
    }
}

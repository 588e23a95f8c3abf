package dev.tend.cli;

import dev.tend.text.Json;
import dev.tend.text.Table;
import java.util.ArrayList;

/** {@code explain}: every setting of services and where it comes from. Reads the files itself; a keeper is asked only where they are. */
final class ExplainVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "explain",
                        "NAME...",
                        "show every setting of services and where it comes from",
                        Option.ALL,
                        UpVerb.FOLDER,
                        UpVerb.RUNIT,
                        UpVerb.BOSH_JOB,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        The files are looked for in the keeper's folders, unless options name others. Where the keeper reads
                        what was written for others, it shows what it makes of that, and the file.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var found = Selection.of(Names.required(arguments, arguments.operands()), arguments, host);
        var objects = new ArrayList<Json>();
        var text = new StringBuilder();
        for (var service : found.values()) {
            objects.add(json(service));
            text.append(text.isEmpty() ? "" : "\n")
                    .append(text(service, host.terminal().columns()));
        }
        host.terminal().print(arguments.has("json") ? JsonText.lines(objects) : text.toString());
        return ExitCode.DONE;
    }

    private static String text(Described service, int width) {
        var table = new Table(Table.left(service.name()), Table.left("VALUE"), Table.left("FROM"));
        for (var setting : service.settings()) {
            table.row(setting.key(), setting.value(), service.from(setting));
        }
        return Page.of(table, width);
    }

    private static Json json(Described service) {
        var list = new ArrayList<Json>();
        for (var setting : service.settings()) {
            list.add(Json.object()
                    .with("key", setting.key())
                    .with("value", setting.value())
                    .with("from", service.from(setting))
                    .build());
        }
        return Json.object()
                .with("name", service.name())
                .with("file", service.path())
                .with("settings", new Json.Array(list))
                .build();
    }
}

package dev.tend.cli;

import dev.tend.text.Json;
import dev.tend.wire.Codec;
import java.util.ArrayList;
import java.util.List;

/** How {@code tend status --json} shows instances to programs: durations in seconds, sizes in bytes, null for what is not. */
final class StatusJson {

    private StatusJson() {}

    static String of(List<StatusTable.Row> rows) {
        var objects = new ArrayList<Json>();
        for (var row : rows) {
            objects.add(object(row));
        }
        return JsonText.lines(objects);
    }

    /** What the keeper says, and what the process table adds. */
    private static Json object(StatusTable.Row row) {
        var object = Json.object();
        Codec.fields(row.status()).values().forEach(object::with);
        return object.with(
                        "cpu",
                        row.use().map(use -> Json.seconds(use.processor())).orElse(new Json.Null()))
                .with("memory", row.use().map(use -> Json.of(use.memory())).orElse(new Json.Null()))
                .build();
    }
}

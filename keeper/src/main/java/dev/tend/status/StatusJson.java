package dev.tend.status;

import dev.tend.command.JsonText;
import dev.tend.text.Json;
import dev.tend.wire.Codec;
import java.util.ArrayList;
import java.util.List;

/** The output of {@code tend status --json}: durations in seconds, sizes in bytes, null for what does not exist. */
final class StatusJson {

    private StatusJson() {}

    static String of(List<StatusTable.Row> rows) {
        var objects = new ArrayList<Json>();
        for (var row : rows) {
            objects.add(Codec.fields(row.status(), row.usage()));
        }
        return JsonText.lines(objects);
    }
}

package dev.tend.command;

import dev.tend.text.Json;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;

/** The output of {@code --json}: one array, an element a line, so that it can be read by line as well. */
public final class JsonText {

    private JsonText() {}

    public static String lines(List<Json> elements) {
        return Json.lines(elements);
    }

    /** Replies just as the keeper gave them. */
    public static String array(List<Reply> replies) {
        var elements = new ArrayList<Json>();
        for (var reply : replies) {
            elements.add(Codec.fields(reply));
        }
        return lines(elements);
    }
}

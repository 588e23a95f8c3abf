package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Tend;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The lines that the keeper answers with, as docs/protocol.md describes them. */
final class Replies {

    private static final int LONGEST = 1 << 20;

    private static final List<String> KINDS = List.of(
            "status", "outcome", "planned", "wrong", "told", "node", "text", "usage", "keeper", "end", "managed");

    private Replies() {}

    /** Tells whether it is the last line of an answer. A line that is none of the protocol is a failure. */
    static boolean isEnd(String line) {
        assertThat(line.length()).as("length of a reply").isLessThanOrEqualTo(LONGEST);
        JsonNode reply = Tend.json(line);
        assertThat(reply.propertyNames()).as(line).hasSize(1).isSubsetOf(KINDS);
        if (!reply.has("end")) {
            return false;
        }
        assertThat(reply.get("end").get("code").isInt()).as(line).isTrue();
        return true;
    }
}

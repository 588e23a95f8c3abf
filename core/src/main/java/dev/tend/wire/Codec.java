package dev.tend.wire;

import dev.tend.lifecycle.ResourceUse;
import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.util.List;
import java.util.Optional;

/**
 * The protocol of the control socket: each request and each reply is one line of JSON. Durations are decimal seconds, moments
 * ISO 8601 in UTC, signals names. Fields that are not known are ignored, so that old and new may talk to each other.
 */
public final class Codec {

    private Codec() {}

    /** Returns one line, without its newline. */
    public static String encode(Request request) {
        return Requests.fields(request).text();
    }

    /** Returns one line, without its newline: an object whose only field is named after the kind of reply. */
    public static String encode(Reply reply) {
        return Json.object().with(Replies.kind(reply), fields(reply)).build().text();
    }

    /** The reply without its kind: an element of what {@code --json} shows, and, for {@link Reply.HistoryEvent}, a line of the journal. */
    public static Json.Fields fields(Reply reply) {
        return Replies.fields(reply);
    }

    /**
     * An instance as {@code status --json} and the steward show it: its status, with the state that people see, and what it takes of the
     * machine; null for what is not known.
     */
    public static Json.Fields fields(Reply.Status status, Optional<Reply.Usage> usage) {
        var object = Json.object().with(fields(status)).with("state", status.word());
        var fields = usage.filter(known -> known.memory() >= 0).map(Codec::fields);
        for (var name : List.of("cpu", "cpu-percent", "memory")) {
            object.with(name, fields.flatMap(known -> known.field(name)).orElse(new Json.Null()));
        }
        return object.build();
    }

    /** Returns what a run used, as the value of {@code used}. */
    public static Json.Fields fields(ResourceUse use) {
        return UseFields.of(use);
    }

    /** @throws WireException where it is no request */
    public static Request request(String line) {
        return Requests.read(new FieldReader("the request", parsed(line)));
    }

    /** @throws WireException where it is no reply */
    public static Reply reply(String line) {
        return Replies.read(new FieldReader("the reply", parsed(line)));
    }

    /**
     * A line of the journal.
     *
     * @throws WireException where it is none
     */
    public static Reply.HistoryEvent historyEvent(String line) {
        return Replies.historyEvent(new FieldReader("the event", parsed(line)));
    }

    private static Json parsed(String line) {
        try {
            return Json.parse(line);
        } catch (JsonException malformed) {
            throw new WireException("this is no JSON: " + malformed.getMessage());
        }
    }
}

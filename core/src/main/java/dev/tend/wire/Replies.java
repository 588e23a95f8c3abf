package dev.tend.wire;

import dev.tend.format.Problem;
import dev.tend.service.Relations;
import dev.tend.text.Json;
import dev.tend.text.Timestamps;
import java.util.List;

/** {@link Reply}s to and from JSON: one field, named after the kind, holds the rest. */
final class Replies {

    /** A tenth of a percent, which is read as seconds are. */
    private static final int MICROS_OF_TENTH = 100_000;

    /** Stands for a time that is null. */
    private static final int NONE = -1;

    private Replies() {}

    static String kind(Reply reply) {
        return switch (reply) {
            case Reply.Status _ -> "status";
            case Reply.Outcome _ -> "outcome";
            case Reply.Planned _ -> "planned";
            case Reply.Wrong _ -> "wrong";
            case Reply.HistoryEvent _ -> "told";
            case Reply.Node _ -> "node";
            case Reply.Managed _ -> "managed";
            case Reply.Text _ -> "text";
            case Reply.LogPiece _ -> "piece";
            case Reply.Usage _ -> "usage";
            case Reply.Keeper _ -> "keeper";
            case Reply.End _ -> "end";
        };
    }

    static Json.Fields fields(Reply reply) {
        return switch (reply) {
            case Reply.Status status -> fields(status);
            case Reply.Outcome(var name, var good, var text) ->
                Json.object()
                        .with("name", name)
                        .with("good", good)
                        .with("text", text)
                        .build();
            case Reply.Planned(var service, var action, var why) ->
                Json.object()
                        .with("service", service)
                        .with("action", action)
                        .with("why", why)
                        .build();
            case Reply.Wrong(Problem(var file, var line, var message)) ->
                Json.object()
                        .with("file", file)
                        .with("line", line)
                        .with("message", message)
                        .build();
            case Reply.HistoryEvent entry -> fields(entry);
            case Reply.Node node -> fields(node);
            case Reply.Managed(var code, var state, var since) ->
                Json.object()
                        .with("code", code)
                        .with("state", state)
                        .with("since", Json.seconds(since))
                        .build();
            case Reply.Text(var name, var text) ->
                Json.object().with("name", name).with("text", text).build();
            case Reply.LogPiece(var name, var place, var gap, var text) ->
                Json.object()
                        .with("name", name)
                        .with("place", place)
                        .with("gap", gap)
                        .with("text", text)
                        .build();
            case Reply.Usage usage -> fields(usage);
            case Reply.Keeper keeper -> fields(keeper);
            case Reply.End(var code, var error) ->
                Json.object().with("code", code).with("error", error).build();
        };
    }

    private static Json.Fields fields(Reply.Status status) {
        var fields = Json.object()
                .with("name", status.name())
                .with("service", status.service())
                .with("wanted", status.wanted())
                .with("state", status.state())
                .with("pid", status.pid())
                .with("birth", status.birth())
                .with("uptime", Json.seconds(status.uptime()))
                .with("restarts", status.restarts())
                .with("attempt", status.attempt())
                .with("next", secondsOrNull(status.next()))
                .with("why", status.why())
                .with("note", status.note())
                .with("problem", status.problem())
                .with("complaint", status.complaint())
                .with("scheduled", status.scheduled())
                .with("output", status.outputText())
                .with("dropped", status.dropped())
                .with("tags", status.tags());
        return UseFields.with(fields, status.used());
    }

    private static Json.Fields fields(Reply.HistoryEvent entry) {
        var fields = Json.object()
                .with("time", Timestamps.format(entry.time()))
                .with("service", entry.service())
                .with("event", entry.event())
                .with("pid", entry.pid())
                .with("why", entry.why())
                .with("last-words", entry.lastWords());
        return UseFields.with(fields, entry.used());
    }

    private static Json.Fields fields(Reply.Node node) {
        var relations = node.relations();
        return Json.object()
                .with("name", node.name())
                .with("service", node.service())
                .with("state", node.state())
                .with("after", relations.after())
                .with("requires", relations.requires())
                .with("binds-to", relations.bindsTo())
                .with("wants", relations.wants())
                .with("conflicts", relations.conflicts())
                .with("begun", secondsOrNull(node.begun()))
                .with("took", secondsOrNull(node.took()))
                .build();
    }

    private static Json.Fields fields(Reply.Usage usage) {
        var fields = Json.object()
                .with("name", usage.name())
                .with("cpu", secondsOrNull(usage.cpu()))
                .with("cpu-percent", usage.permille() < 0 ? new Json.Null() : new Json.Number(usage.percent()))
                .with("memory", usage.memory());
        if (usage.files() < 0 && usage.healthy() < 0 && usage.latency() < 0) {
            return fields.build(); // they were not requested
        }
        return fields.with("files", usage.files())
                .with("healthy", usage.healthy())
                .with("latency", secondsOrNull(usage.latency()))
                .build();
    }

    private static Json secondsOrNull(long micros) {
        return micros < 0 ? new Json.Null() : Json.seconds(micros);
    }

    private static Json.Fields fields(Reply.Keeper keeper) {
        var fields = Json.object()
                .with("version", keeper.version())
                .with("pid", keeper.pid())
                .with("uptime", Json.seconds(keeper.uptime()));
        keeper.sources().forEach(fields::with);
        return fields.with("manner", keeper.manner())
                .with("run-folder", keeper.runFolder())
                .with("log-folder", keeper.logFolder())
                .with("services", keeper.services())
                .build();
    }

    static Reply read(FieldReader reply) {
        String kind = reply.names().isEmpty() ? "" : reply.names().iterator().next();
        return switch (kind) {
            case "status" -> status(reply.object(kind));
            case "outcome" -> outcome(reply.object(kind));
            case "planned" -> planned(reply.object(kind));
            case "wrong" -> wrong(reply.object(kind));
            case "told" -> historyEvent(reply.object(kind));
            case "node" -> node(reply.object(kind));
            case "managed" -> managed(reply.object(kind));
            case "text" -> text(reply.object(kind));
            case "piece" -> piece(reply.object(kind));
            case "usage" -> usage(reply.object(kind));
            case "keeper" -> keeper(reply.object(kind));
            case "end" -> end(reply.object(kind));
            default -> throw new WireException("unknown reply \"" + kind + "\": is the keeper newer?");
        };
    }

    private static Reply status(FieldReader fields) {
        return new Reply.Status(
                fields.text("name"),
                fields.text("service"),
                fields.text("wanted"),
                fields.text("state"),
                fields.small("pid"),
                fields.whole("birth"),
                fields.micros("uptime"),
                fields.whole("restarts"),
                fields.small("attempt"),
                fields.micros("next", NONE),
                fields.text("why"),
                fields.text("note", ""),
                fields.text("problem"),
                fields.text("complaint", ""),
                fields.truth("scheduled", false),
                OutputObstacle.of(fields.text("output", "")),
                fields.whole("dropped", 0),
                UseFields.read(fields),
                fields.has("tags") ? fields.texts("tags") : List.of());
    }

    private static Reply outcome(FieldReader fields) {
        return new Reply.Outcome(fields.text("name"), fields.truth("good"), fields.text("text"));
    }

    private static Reply planned(FieldReader fields) {
        return new Reply.Planned(fields.text("service"), fields.text("action"), fields.text("why"));
    }

    private static Reply wrong(FieldReader fields) {
        return new Reply.Wrong(new Problem(fields.text("file"), fields.small("line"), fields.text("message")));
    }

    static Reply.HistoryEvent historyEvent(FieldReader fields) {
        return new Reply.HistoryEvent(
                Timestamps.parse(fields.text("time")).orElseGet(() -> fields.wrong("time", "a UTC time in ISO 8601")),
                fields.text("service"),
                fields.text("event"),
                fields.small("pid"),
                fields.text("why"),
                fields.text("last-words"),
                UseFields.read(fields));
    }

    private static Reply node(FieldReader fields) {
        var relations = new Relations(
                fields.texts("after"),
                fields.texts("requires"),
                fields.has("binds-to") ? fields.texts("binds-to") : List.of(),
                fields.texts("wants"),
                fields.texts("conflicts"));
        return new Reply.Node(
                fields.text("name"),
                fields.text("service"),
                fields.text("state"),
                relations,
                fields.micros("begun", NONE),
                fields.micros("took", NONE));
    }

    private static Reply managed(FieldReader fields) {
        return new Reply.Managed(fields.small("code"), fields.text("state"), fields.micros("since"));
    }

    private static Reply text(FieldReader fields) {
        return new Reply.Text(fields.text("name"), fields.text("text"));
    }

    private static Reply piece(FieldReader fields) {
        return new Reply.LogPiece(fields.text("name"), fields.text("place"), fields.truth("gap"), fields.text("text"));
    }

    private static Reply usage(FieldReader fields) {
        return new Reply.Usage(
                fields.text("name"),
                fields.micros("cpu", NONE),
                fields.has("cpu-percent") ? fields.micros("cpu-percent") / MICROS_OF_TENTH : -1,
                fields.whole("memory"),
                fields.whole("files", -1),
                fields.has("healthy") ? fields.small("healthy") : -1,
                fields.micros("latency", NONE));
    }

    private static Reply keeper(FieldReader fields) {
        return new Reply.Keeper(
                fields.text("version"),
                fields.small("pid"),
                fields.micros("uptime"),
                fields.lists(),
                fields.text("manner", "tend"),
                fields.text("run-folder"),
                fields.text("log-folder"),
                fields.small("services"));
    }

    private static Reply end(FieldReader fields) {
        return new Reply.End(fields.small("code"), fields.text("error"));
    }
}

package dev.tend.wire;

import dev.tend.lifecycle.Signals;
import dev.tend.manager.ManagerAction;
import dev.tend.text.Json;
import dev.tend.text.Suggest;
import dev.tend.wire.Request.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Request}s to and from JSON: {@code "ask"} says which it is. */
final class Requests {

    private static final List<String> ASKS = List.of(
            "status",
            "start",
            "stop",
            "drain",
            "restart",
            "kill",
            "signal",
            "reload",
            "reload-service",
            "plan",
            "deploy",
            "run-hook",
            "follow",
            "logs",
            "read-logs",
            "usage",
            "graph",
            "manage",
            "info",
            "shutdown");

    private Requests() {}

    static Json.Fields fields(Request request) {
        return switch (request) {
            case Request.Status(var names) -> ask("status").with("names", names).build();
            case Request.Change change -> fields(change);
            case Request.Signal(var names, var signal) ->
                ask("signal")
                        .with("names", names)
                        .with("signal", Signals.name(signal))
                        .build();
            case Request.Reload() -> ask("reload").build();
            case Request.Plan() -> ask("plan").build();
            case Request.Deploy(var names, var packages, var dry, var patience) ->
                ask("deploy")
                        .with("names", names)
                        .with("packages", packages)
                        .with("dry-run", dry)
                        .with("patience", Json.seconds(patience))
                        .build();
            case Request.RunHook(var job, var script) ->
                ask("run-hook").with("job", job).with("script", script).build();
            case Request.Follow() -> ask("follow").build();
            case Request.Logs(var names, var lines, var follow) ->
                ask("logs")
                        .with("names", names)
                        .with("lines", lines)
                        .with("follow", follow)
                        .build();
            case Request.ReadLogs(var places) -> {
                var object = Json.object();
                places.forEach((name, place) -> object.with(name, place));
                yield ask("read-logs").with("places", object.build()).build();
            }
            case Request.Usage(var names, var files) -> usage(names, files);
            case Request.Graph() -> ask("graph").build();
            case Request.Manage(var demand) ->
                ask("manage").with("action", demand.word()).build();
            case Request.Info() -> ask("info").build();
            case Request.Shutdown(var patience) ->
                ask("shutdown").with("patience", Json.seconds(patience)).build();
        };
    }

    private static Json.Fields fields(Request.Change change) {
        var fields = ask(word(change.verb()))
                .with("names", change.names())
                .with("patience", Json.seconds(change.patience()));
        if (change.verb() == Verb.STOP_UNDRAINED) {
            return fields.with("drain", false).build();
        }
        if (change.verb() == Verb.RELOAD_OR_RESTART) {
            fields.with("or-restart", true);
        }
        return change.rolling() ? fields.with("rolling", true).build() : fields.build();
    }

    private static Json.Fields usage(List<String> names, boolean files) {
        var fields = ask("usage").with("names", names);
        return (files ? fields : fields.with("files", false)).build();
    }

    private static Json.ObjectBuilder ask(String what) {
        return Json.object().with("ask", what);
    }

    private static String word(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case STOP, STOP_UNDRAINED -> "stop";
            case DRAIN -> "drain";
            case RESTART -> "restart";
            case RELOAD, RELOAD_OR_RESTART -> "reload-service";
            case KILL -> "kill";
        };
    }

    static Request read(FieldReader fields) {
        String ask = fields.text("ask");
        return switch (ask) {
            case "status" -> new Request.Status(names(fields));
            case "start" -> change(Verb.START, fields);
            case "stop" -> change(drains(fields) ? Verb.STOP : Verb.STOP_UNDRAINED, fields);
            case "drain" -> change(Verb.DRAIN, fields);
            case "restart" -> change(Verb.RESTART, fields);
            case "reload-service" ->
                change(fields.truth("or-restart", false) ? Verb.RELOAD_OR_RESTART : Verb.RELOAD, fields);
            case "kill" -> change(Verb.KILL, fields);
            case "signal" -> new Request.Signal(names(fields), signal(fields));
            case "reload" -> new Request.Reload();
            case "plan" -> new Request.Plan();
            case "deploy" ->
                new Request.Deploy(
                        names(fields),
                        fields.has("packages") ? fields.texts("packages") : List.of(),
                        fields.truth("dry-run", false),
                        patience(fields));
            case "run-hook" -> new Request.RunHook(fields.text("job"), fields.text("script"));
            case "follow" -> new Request.Follow();
            case "logs" -> new Request.Logs(names(fields), lines(fields), fields.truth("follow", false));
            case "read-logs" -> new Request.ReadLogs(places(fields.object("places")));
            case "usage" -> new Request.Usage(names(fields), fields.truth("files", true));
            case "graph" -> new Request.Graph();
            case "manage" -> new Request.Manage(demand(fields));
            case "info" -> new Request.Info();
            case "shutdown" -> new Request.Shutdown(patience(fields));
            default -> throw new WireException(unknown(ask));
        };
    }

    private static String unknown(String ask) {
        String shown = ask.length() > 40 ? ask.substring(0, 40) + "..." : ask;
        return "unknown request \"" + shown + "\"" + Suggest.didYouMean(ask, ASKS);
    }

    private static Request change(Verb verb, FieldReader fields) {
        boolean rolling = fields.truth("rolling", false);
        long patience = patience(fields);
        boolean rolls = verb == Verb.RESTART || verb == Verb.RELOAD || verb == Verb.RELOAD_OR_RESTART;
        if (rolling && !(rolls && patience > 0)) {
            throw new WireException("\"rolling\" is for a restart or reload that has patience");
        }
        return new Request.Change(verb, names(fields), patience, rolling);
    }

    private static boolean drains(FieldReader fields) {
        return fields.truth("drain", true);
    }

    private static int lines(FieldReader fields) {
        int lines = fields.small("lines");
        return lines >= 0 && lines <= Request.Logs.MOST_LINES
                ? lines
                : fields.wrong("lines", "a number from 0 to " + Request.Logs.MOST_LINES);
    }

    private static Map<String, String> places(FieldReader fields) {
        var places = new LinkedHashMap<String, String>();
        fields.names().forEach(name -> places.put(name, fields.text(name)));
        return places;
    }

    private static List<String> names(FieldReader fields) {
        return fields.has("names") ? fields.texts("names") : List.of();
    }

    private static long patience(FieldReader fields) {
        long patience = fields.micros("patience", 0);
        return patience >= 0 ? patience : fields.wrong("patience", "a time to come");
    }

    private static ManagerAction demand(FieldReader fields) {
        String word = fields.text("action");
        for (ManagerAction demand : ManagerAction.values()) {
            if (demand.word().equals(word)) {
                return demand;
            }
        }
        return fields.wrong("action", "status, start, stop or kill");
    }

    private static int signal(FieldReader fields) {
        return Signals.number(fields.text("signal")).orElseGet(() -> fields.wrong("signal", "the name of a signal"));
    }
}

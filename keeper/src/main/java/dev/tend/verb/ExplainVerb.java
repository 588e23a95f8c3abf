package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Page;
import dev.tend.command.Terminal;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.format.Setting;
import dev.tend.history.LogPlace;
import dev.tend.history.LogsVerb;
import dev.tend.selection.Selection;
import dev.tend.selection.ServiceText;
import dev.tend.selection.Sources;
import dev.tend.selection.UpVerb;
import dev.tend.text.Columns;
import dev.tend.text.Json;
import dev.tend.text.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code explain}: every setting of services and where it comes from. Reads the files itself; a keeper is asked only where they are. */
public final class ExplainVerb implements Verb {

    private final List<Format> formats;

    public ExplainVerb(List<Format> formats) {
        this.formats = formats;
    }

    private static final Option SET = Option.flag("set", "", "show only keys that are set, with their whole values");

    @Override
    public Usage usage() {
        return Usage.of(
                        "explain",
                        "NAME...",
                        "show all settings of services and where they come from",
                        Sources.options(formats, Option.ALL, SET, UpVerb.FOLDER, Option.JSON, Option.RUN_DIR))
                .explained("""
                        Reads the files in the folders of the keeper, unless options name others. For a foreign format, shows
                        the settings that the keeper derives from it, and the file.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var found = Selection.of(Names.required(arguments, arguments.operands()), formats, arguments, host);
        var objects = new ArrayList<Json>();
        var text = new StringBuilder();
        boolean set = arguments.has("set");
        int width = set ? Terminal.UNLIMITED : host.terminal().columns();
        for (var service : found.values()) {
            var settings = settings(service, set);
            String log = log(service, arguments, host);
            objects.add(json(service, settings, log));
            text.append(text.isEmpty() ? "" : "\n")
                    .append(text(service, settings, width))
                    .append(log.startsWith("/") ? "Its log: " + log + "\n" : "");
        }
        host.terminal().print(arguments.has("json") ? JsonText.lines(objects) : text.toString());
        return ExitCode.DONE;
    }

    /** Each instance has its own. */
    private static String log(ServiceText service, Arguments arguments, Host host) {
        boolean several = false;
        for (var setting : service.settings()) {
            several |= setting.key().equals("instances") && !setting.value().equals("1");
        }
        String folder = LogsVerb.noted(arguments, host).orElse(host.places().logs());
        return LogPlace.of(service, several ? service.name() + "@*" : service.name(), folder);
    }

    private static List<Setting> settings(ServiceText service, boolean set) {
        var settings = new ArrayList<>(service.settings());
        settings.removeIf(setting -> set && setting.line() == 0);
        return settings;
    }

    /** The source of a setting is not cut as long as its value can be. */
    private static String text(ServiceText service, List<Setting> settings, int width) {
        var table = new Table(Table.left(service.name()), Table.left("VALUE"), Table.left("FROM"));
        int longest = 0;
        for (var setting : settings) {
            String from = service.from(setting);
            table.row(setting.key(), setting.value(), from);
            longest = Math.max(longest, Columns.width(from));
        }
        return Page.of(table.readable(longest), width);
    }

    private static Json json(ServiceText service, List<Setting> settings, String log) {
        var list = new ArrayList<Json>();
        for (var setting : settings) {
            list.add(Json.object()
                    .with("key", setting.key())
                    .with("value", setting.value())
                    .with("from", service.from(setting))
                    .build());
        }
        return Json.object()
                .with("name", service.name())
                .with("file", service.path())
                .with("log", log)
                .with("settings", new Json.Array(list))
                .build();
    }
}

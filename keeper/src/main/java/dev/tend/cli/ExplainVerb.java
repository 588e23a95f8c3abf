package dev.tend.cli;

import dev.tend.dialect.ServiceFile;
import dev.tend.dialect.Setting;
import dev.tend.text.Json;
import dev.tend.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("The files are looked for in the keeper's folders, unless -d names others.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.required(arguments, arguments.operands());
        var found = files(patterns, arguments, host);
        var objects = new ArrayList<Json>();
        var text = new StringBuilder();
        for (var file : found.entrySet()) {
            var settings = ServiceFile.explain(host.files().read(file.getValue(), Host.LARGEST_FILE));
            objects.add(json(file.getKey(), file.getValue(), settings));
            text.append(text.isEmpty() ? "" : "\n")
                    .append(text(
                            file.getKey(),
                            file.getValue(),
                            settings,
                            host.terminal().columns()));
        }
        host.terminal().print(arguments.has("json") ? JsonText.lines(objects) : text.toString());
        return ExitCode.DONE;
    }

    /** The paths of the service files that the patterns name, by the services' names. @throws Failure where one names none */
    static Map<String, String> files(List<String> patterns, Arguments arguments, Host host) {
        return found(patterns, files(folders(arguments, host), host));
    }

    /** Where there is no keeper, its usual folder. */
    private static List<String> folders(Arguments arguments, Host host) {
        var folders = new ArrayList<String>();
        for (var folder : arguments.all("dir")) {
            folders.add(host.absolute(folder));
        }
        return folders.isEmpty() ? Session.folders(arguments, host) : folders;
    }

    /** The service files of all folders by name; the first folder that has one wins. */
    private static Map<String, String> files(List<String> folders, Host host) {
        var files = new TreeMap<String, String>();
        for (var folder : folders) {
            for (var name : host.isFolder(folder) ? host.files().names(folder) : List.<String>of()) {
                if (ServiceFile.isServiceFile(name) && !host.isFolder(folder + "/" + name)) {
                    files.putIfAbsent(name, folder + "/" + name);
                }
            }
        }
        return files;
    }

    /** Those that the patterns name. @throws Failure where one names none */
    private static Map<String, String> found(List<String> patterns, Map<String, String> files) {
        var found = new TreeMap<String, String>();
        for (var pattern : patterns) {
            boolean known = false;
            for (var file : files.entrySet()) {
                if (Names.match(List.of(pattern), file.getKey()) || pattern.startsWith(file.getKey() + "@")) {
                    found.put(file.getKey(), file.getValue());
                    known = true;
                }
            }
            if (!known && !pattern.equals("*")) {
                throw new Failure(
                        ExitCode.FAILED,
                        "no service is called " + pattern + Names.meant(pattern, new ArrayList<>(files.keySet()), ""));
            }
        }
        return found;
    }

    static String text(String name, String file, List<Setting> settings, int width) {
        var table = new Table(Table.left(name), Table.left("VALUE"), Table.left("FROM"));
        for (var setting : settings) {
            table.row(setting.key(), setting.value(), setting.line() == 0 ? "default" : file + ":" + setting.line());
        }
        return Page.of(table, width);
    }

    private static Json json(String name, String file, List<Setting> settings) {
        var list = new ArrayList<Json>();
        for (var setting : settings) {
            list.add(Json.object()
                    .with("key", setting.key())
                    .with("value", setting.value())
                    .with("from", setting.line() == 0 ? "default" : file + ":" + setting.line())
                    .build());
        }
        return Json.object()
                .with("name", name)
                .with("file", file)
                .with("settings", new Json.Array(list))
                .build();
    }
}

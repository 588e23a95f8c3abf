package dev.tend.cli;

import dev.tend.dialect.Problem;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code check}: says what is wrong with service files before a keeper meets them. Needs none; where one runs, it is asked which files are its. */
final class CheckVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "check",
                        "[DIR|FILE]...",
                        "say what is wrong with service files",
                        UpVerb.FOLDER,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        Prints FILE:LINE: what: what to do, and exits 78 if there is anything. Without arguments, looks at the
                        folders of the keeper, or, where none runs, at the usual one.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var paths = new ArrayList<>(arguments.all("dir"));
        paths.addAll(arguments.operands());
        if (paths.isEmpty()) {
            paths.addAll(Session.folders(arguments, host));
        }
        var check = new Check(host.files());
        for (var path : paths) {
            check.add(path, host.absolute(path));
        }
        host.terminal().print(arguments.has("json") ? json(check.problems()) : text(check));
        return check.problems().isEmpty() ? ExitCode.DONE : ExitCode.BAD_CONFIGURATION;
    }

    private static String text(Check check) {
        var text = new StringBuilder();
        for (var problem : check.problems()) {
            text.append(problem).append('\n');
        }
        return text.isEmpty()
                ? check.files() + (check.files() == 1 ? " file is fine\n" : " files are fine\n")
                : text.toString();
    }

    private static String json(List<Problem> problems) {
        var objects = new ArrayList<Json>();
        for (var problem : problems) {
            objects.add(Json.object()
                    .with("file", problem.file())
                    .with("line", problem.line())
                    .with("message", problem.message())
                    .build());
        }
        return JsonText.lines(objects);
    }
}

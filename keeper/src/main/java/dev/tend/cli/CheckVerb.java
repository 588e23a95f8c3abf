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
                        UpVerb.RUNIT,
                        UpVerb.BOSH_JOB,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        Prints FILE:LINE: what: what to do, and exits 78 if there is anything. Without arguments, looks at the
                        folders of the keeper, or, where none runs, at the usual one. Services that name others have to be looked at
                        together with them: in a circle, or naming one that has no file, they are refused.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var sources = Sources.of(arguments, arguments.operands(), host);
        var check = new Check(host.files(), host.memory());
        for (var path : sources.folders()) {
            check.add(path, host.absolute(path));
        }
        var descriptions = new Descriptions(host.files(), sources);
        check.add(descriptions);
        for (var remark : descriptions.remarks()) {
            host.terminal().complain(remark.toString());
        }
        var problems = check.problems();
        host.terminal().print(arguments.has("json") ? json(problems) : text(problems, check.files()));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.BAD_CONFIGURATION;
    }

    private static String text(List<Problem> problems, int files) {
        var text = new StringBuilder();
        for (var problem : problems) {
            text.append(problem).append('\n');
        }
        return text.isEmpty() ? files + (files == 1 ? " file is fine\n" : " files are fine\n") : text.toString();
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

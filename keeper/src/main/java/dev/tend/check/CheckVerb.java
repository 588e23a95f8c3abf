package dev.tend.check;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.format.Problem;
import dev.tend.selection.ServiceTextReader;
import dev.tend.selection.Sources;
import dev.tend.selection.UpVerb;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code check}: says what is wrong with service files before a keeper meets them. Needs none; where one runs, it is
 * asked which files are its.
 */
public final class CheckVerb implements Verb {

    private final List<Format> formats;

    public CheckVerb(List<Format> formats) {
        this.formats = formats;
    }

    @Override
    public Usage usage() {
        return Usage.of(
                        "check",
                        "[DIR|FILE]...",
                        "check service files for errors",
                        Sources.options(formats, UpVerb.FOLDER, Option.JSON, Option.RUN_DIR))
                .explained("""
                        Prints FILE:LINE: what: what to do for each error, and exits 78 if there is one, or 72 if a file or
                        folder is missing. Warns on standard error of what a start would miss now, and of shell syntax where
                        no shell runs, and notes the directories that it makes. Without arguments, checks the folders of the keeper, or the default folder if none
                        runs. Services that depend on each other must be checked together: an unknown name or a cycle is an
                        error.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var sources = Sources.of(formats, arguments, arguments.operands(), host);
        var check = new Check(host);
        for (var path : sources.folders()) {
            check.add(path, host.absolute(path));
        }
        var descriptions = new ServiceTextReader(host, sources);
        check.add(descriptions);
        for (var remark : descriptions.remarks()) {
            host.terminal().complain(remark.toString());
        }
        var problems = check.problems();
        if (arguments.has("json")) {
            host.terminal().print(json(problems, check.warnings(), check.notes()));
        } else {
            check.warnings().forEach(warning -> host.terminal().complain("warning: " + warning));
            check.notes().forEach(note -> host.terminal().complain("note: " + note));
            host.terminal().print(text(problems, check.files(), sources));
        }
        if (check.isMissing()) {
            return ExitCode.NO_FOLDER;
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.BAD_CONFIGURATION;
    }

    private static String text(List<Problem> problems, int files, Sources sources) {
        var text = new StringBuilder();
        for (var problem : problems) {
            text.append(problem).append('\n');
        }
        if (text.isEmpty() && files == 0) {
            return "no service file in " + String.join(", ", sources.folders()) + "\n";
        }
        return text.isEmpty() ? files + (files == 1 ? " file is fine\n" : " files are fine\n") : text.toString();
    }

    private static String json(List<Problem> problems, List<Problem> warnings, List<Problem> notes) {
        var objects = new ArrayList<Json>();
        problems.forEach(problem -> objects.add(json(problem, "error")));
        warnings.forEach(problem -> objects.add(json(problem, "warning")));
        notes.forEach(problem -> objects.add(json(problem, "note")));
        return JsonText.lines(objects);
    }

    private static Json json(Problem problem, String severity) {
        return Json.object()
                .with("file", problem.file())
                .with("line", problem.line())
                .with("severity", severity)
                .with("message", problem.message())
                .build();
    }
}

package dev.tend.format.procfile;

import dev.tend.exchange.Shell;
import dev.tend.exchange.Subject;
import dev.tend.format.Exported;
import dev.tend.format.OutFile;
import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service as a line of a Procfile. The folder and the variables that foreman would not give it are part of its command. */
public final class ProcfileExport {

    /** foreman kills what has not ended by then. */
    private static final long FOREMANS_PATIENCE = 5 * Durations.SECOND;

    private static final String FORMAT = "a Procfile";

    private ProcfileExport() {}

    /** Returns the text that marks the lines of a service's own file. */
    static String mark(String name) {
        return "#= " + name + ": ";
    }

    /**
     * The lines of the service, whose file would be called Procfile.
     *
     * @param text of its service file
     * @param folder where the Procfile is to be, absolute
     */
    public static Exported of(ServiceSpec spec, String text, String folder) {
        var subject = new Subject(spec, text);
        if (!Procfile.isType(spec.name())) {
            return refused(subject, "the name is none for a process type: use letters, digits, _ and -");
        }
        if (spec.enabled().equals(new Condition.Constant(false))) {
            return refused(subject, "enabled=no: " + FORMAT + " cannot say it, so it is left out");
        }
        String line = spec.name() + ": " + command(subject, folder) + "\n";
        return new Exported(
                List.of(new OutFile("Procfile", subject.origin(mark(spec.name())) + line, false)),
                subject.untold(FORMAT));
    }

    private static Exported refused(Subject subject, String why) {
        return new Exported(List.of(), List.of(subject.name() + ": " + why));
    }

    static String command(Subject subject, String folder) {
        var spec = subject.spec();
        var line = new StringBuilder();
        subject.says("cwd", "env.", "env-inherit");
        if (!spec.cwd().equals(folder)) {
            line.append("cd ").append(ShellWords.join(List.of(spec.cwd()))).append(" || exit 111; ");
        }
        variables(subject, line);
        if (spec.environment().files().equals(List.of(new EnvFile(folder + "/.env", true)))) {
            subject.says("env-file");
        }
        if (spec.stop().timeout() == FOREMANS_PATIENCE) {
            subject.says("stop-timeout");
        }
        return line + last(subject);
    }

    private static void variables(Subject subject, StringBuilder line) {
        var variables = subject.spec().environment().variables().toMap();
        boolean foremans = (subject.name() + ".1").equals(variables.get("PS"));
        var words = new ArrayList<String>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            boolean given = foremans && List.of("PORT", "PS").contains(variable.getKey());
            if (!given && Shell.isName(variable.getKey())) {
                words.add(Shell.assignment(variable.getKey(), variable.getValue()));
            } else if (!given) {
                subject.tell("env." + variable.getKey() + ": a shell has no variable of that name");
            }
        }
        if (!words.isEmpty()) {
            line.append("export ").append(String.join(" ", words)).append("; ");
        }
    }

    private static String last(Subject subject) {
        return switch (subject.spec().command()) {
            case Command.Words(var words) -> "exec " + ShellWords.join(words);
            case Command.Shell(var text) -> withoutNumbers(subject, text);
        };
    }

    /** foreman numbers instances itself. */
    private static String withoutNumbers(Subject subject, String line) {
        int instances = subject.spec().labels().isEmpty() ? subject.spec().instances() : 1;
        String rest = instances > 1 ? ProcfileBundle.unnumbered(subject.name(), line) : line;
        if (!rest.equals(line)) {
            subject.says("instances");
            subject.tell("for its " + instances + " instances, say --formation " + subject.name() + "=" + instances);
        }
        return rest;
    }
}

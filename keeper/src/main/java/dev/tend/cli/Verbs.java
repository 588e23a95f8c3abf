package dev.tend.cli;

import dev.tend.check.CheckVerb;
import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Verb;
import dev.tend.doctor.DoctorVerb;
import dev.tend.formats.Formats;
import dev.tend.history.EventsVerb;
import dev.tend.history.LogsVerb;
import dev.tend.selection.UpVerb;
import dev.tend.status.GraphVerb;
import dev.tend.status.StatusVerb;
import dev.tend.status.WhyVerb;
import dev.tend.verb.ChangeVerb;
import dev.tend.verb.DeployVerb;
import dev.tend.verb.ExplainVerb;
import dev.tend.verb.ExportVerb;
import dev.tend.verb.ImportVerb;
import dev.tend.verb.PlanVerb;
import dev.tend.verb.ProbeVerb;
import dev.tend.verb.ReloadVerb;
import dev.tend.verb.RunVerb;
import dev.tend.verb.ShutdownVerb;
import dev.tend.verb.SignalVerb;
import dev.tend.verb.TryVerb;
import dev.tend.verb.VersionVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All verbs, in the order of the help. */
public final class Verbs {

    public static final List<Verb> ALL = List.of(
            new UpVerb(Formats.ALL),
            new RunVerb(),
            new StatusVerb(),
            new WhyVerb(),
            new GraphVerb(),
            new LogsVerb(),
            new EventsVerb(),
            ChangeVerb.start(),
            ChangeVerb.stop(),
            ChangeVerb.drain(),
            ChangeVerb.restart(),
            ChangeVerb.kill(),
            new SignalVerb(),
            new PlanVerb(),
            new ReloadVerb(),
            new DeployVerb(),
            new CheckVerb(Formats.ALL),
            new ExplainVerb(Formats.ALL),
            new TryVerb(Formats.ALL),
            new DoctorVerb(),
            new ProbeVerb(),
            new PidfileVerb(),
            new ImportVerb(Formats.ALL),
            new ExportVerb(Formats.ALL),
            new ShutdownVerb(),
            new VersionVerb(),
            new HelpVerb());

    /** Verbs of other supervisors and of the shell, and what does the same here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("ls", "status"),
            Map.entry("list", "status"),
            Map.entry("list-units", "status"),
            Map.entry("ps", "status"),
            Map.entry("top", "status"),
            Map.entry("summary", "status"),
            Map.entry("avail", "status"),
            Map.entry("show", "explain NAME"),
            Map.entry("cat", "explain NAME"),
            Map.entry("tail", "logs NAME"),
            Map.entry("log", "logs NAME"),
            Map.entry("fg", "logs -f NAME"),
            Map.entry("journal", "events"),
            Map.entry("daemon-reload", "reload"),
            Map.entry("reread", "plan"),
            Map.entry("update", "reload"),
            Map.entry("add", "reload"),
            Map.entry("validate", "check"),
            Map.entry("verify", "check"),
            Map.entry("configtest", "check"),
            Map.entry("supervise", "up"),
            Map.entry("daemon", "up"),
            Map.entry("poweroff", "shutdown"),
            Map.entry("quit", "shutdown"),
            Map.entry("once", "start NAME"));

    private Verbs() {}

    /** @throws Failure where there is no such verb */
    static Verb named(String name) {
        var names = new ArrayList<String>();
        for (var verb : ALL) {
            if (verb.usage().verb().equals(name)) {
                return verb;
            }
            names.add(verb.usage().verb());
        }
        if (name.equals("enable") || name.equals("disable")) {
            throw Failure.usage("unknown verb \"" + name
                    + "\": each file in a service folder is a service that runs; enabled=no" + " in it keeps it down");
        }
        String own = ELSEWHERE.getOrDefault(name, "");
        throw Failure.usage("unknown verb \"" + name + "\""
                + (own.isEmpty() ? orHelp(Names.meant(name, names, "")) : ": here it is \"tend " + own + "\""));
    }

    /** Does as a verb says, or shows how it is called. @param words behind it */
    static int run(Verb verb, List<String> words, Host host) {
        var usage = verb.usage();
        var arguments = Arguments.parse(usage, words);
        if (arguments.has("help")) {
            host.terminal().print(usage.help());
            return ExitCode.DONE;
        }
        return verb.run(arguments, host);
    }

    private static String orHelp(String meant) {
        return meant.isEmpty() ? ": see \"tend help\"" : meant;
    }
}

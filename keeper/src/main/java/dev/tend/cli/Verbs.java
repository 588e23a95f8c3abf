package dev.tend.cli;

import java.util.ArrayList;
import java.util.List;

/** All verbs, in the order of the help. */
final class Verbs {

    static final List<Verb> ALL = List.of(
            new UpVerb(),
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
            new CheckVerb(),
            new ExplainVerb(),
            new DoctorVerb(),
            new ProbeVerb(),
            new PidfileVerb(),
            new ImportVerb(),
            new ExportVerb(),
            new ShutdownVerb(),
            new VersionVerb(),
            new HelpVerb());

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
        throw Failure.usage("unknown verb \"" + name + "\"" + orHelp(Names.meant(name, names, "")));
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

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
            new LogsVerb(),
            new EventsVerb(),
            ChangeVerb.start(),
            ChangeVerb.stop(),
            ChangeVerb.restart(),
            ChangeVerb.kill(),
            new SignalVerb(),
            new PlanVerb(),
            new ReloadVerb(),
            new CheckVerb(),
            new ExplainVerb(),
            new DoctorVerb(),
            new ProbeVerb(),
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

    private static String orHelp(String meant) {
        return meant.isEmpty() ? ": see \"tend help\"" : meant;
    }
}

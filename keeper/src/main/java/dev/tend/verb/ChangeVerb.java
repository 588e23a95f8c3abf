package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Outcomes;
import dev.tend.command.Patience;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;

/** {@code start}, {@code stop}, {@code restart} and {@code kill}: they differ in a word only. */
public final class ChangeVerb implements Verb {

    static final Option ROLLING =
            Option.flag("rolling", "", "one by one, each when the previous one is ready; stop at the first that fails");

    private final Usage usage;
    private final Request.Verb change;

    private static final Option NO_DRAIN = Option.flag("no-drain", "", "skip drains, and end a running drain");

    private ChangeVerb(Request.Verb change, String verb, String summary, String details, Option... more) {
        this.change = change;
        var options = new ArrayList<Option>(List.of(Option.ALL, Patience.WAIT, Patience.NO_WAIT, Patience.TIMEOUT));
        options.addAll(List.of(more));
        options.addAll(List.of(Option.JSON, Option.RUN_DIR));
        usage = Usage.of(verb, "NAME...", summary, options.toArray(new Option[0]))
                .explained(details);
    }

    public static ChangeVerb start() {
        return new ChangeVerb(Request.Verb.START, "start", "start services", """
                        Returns when all of them are ready; if one cannot become ready, prints the reason and exits 1. A
                        task with a schedule runs at once if it is named; with --all or a pattern, it waits for its time.""");
    }

    public static ChangeVerb stop() {
        return new ChangeVerb(Request.Verb.STOP, "stop", "stop services", """
                        Returns when no process of them is left. Stopped services stay down until "tend start", or until
                        the keeper has been shut down and started again; enabled=no in its file keeps a service down.""", NO_DRAIN);
    }

    public static ChangeVerb drain() {
        return new ChangeVerb(
                Request.Verb.DRAIN,
                "drain",
                "drain services, then stop them",
                "Same as \"tend stop\", but fails if a service has no drain. \"tend start\" cancels it.");
    }

    public static ChangeVerb restart() {
        return new ChangeVerb(Request.Verb.RESTART, "restart", "restart services", """
                        Returns when all of them are ready. With --rolling, --timeout applies to each of them. A task with a
                        schedule runs at once if it is named; otherwise it waits for its time.""", ROLLING);
    }

    public static ChangeVerb kill() {
        return new ChangeVerb(
                Request.Verb.KILL,
                "kill",
                "kill services immediately (SIGKILL)",
                "Killed services stay down until \"tend start\". \"tend signal\" sends any other signal.");
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var names = Names.required(arguments, arguments.operands());
        var verb = arguments.has("no-drain") ? Request.Verb.STOP_UNDRAINED : change;
        return Outcomes.of(change(verb, names, arguments), arguments, host);
    }

    /** The request that the options make of a verb and names. */
    static Request change(Request.Verb verb, List<String> names, Arguments arguments) {
        long patience = Patience.of(arguments);
        boolean rolling = arguments.has("rolling");
        if (rolling && patience == 0) {
            throw Failure.usage("--rolling excludes --no-wait: the keeper goes on only while the command waits");
        }
        return new Request.Change(verb, names, patience, rolling);
    }
}

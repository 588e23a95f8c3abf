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

/** {@code reload}: has services reread their configuration; without names, the keeper its folders. */
public final class ReloadVerb implements Verb {

    private static final Option OR_RESTART =
            Option.flag("or-restart", "", "restart services that have no reload=; skip those that are not up");

    @Override
    public Usage usage() {
        return Usage.of(
                        "reload",
                        "[NAME...]",
                        "reload services; without names, read the service folders again",
                        Option.ALL,
                        OR_RESTART,
                        ChangeVerb.ROLLING,
                        Patience.WAIT,
                        Patience.NO_WAIT,
                        Patience.TIMEOUT,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        With names, has each service reread its configuration, as reload= in its file says, and exits 1 if
                        one fails, is not up, or has no reload=. With --all, --tag or a pattern, those are skipped.
                        Without, reads the service folders and applies changes; "tend plan" shows what that would do. An
                        invalid file leaves its service unchanged.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        if (arguments.operands().isEmpty() && !arguments.has("all")) {
            return Outcomes.of(files(arguments), arguments, host);
        }
        var names = Names.required(arguments, arguments.operands());
        var verb = arguments.has("or-restart") ? Request.Verb.RELOAD_OR_RESTART : Request.Verb.RELOAD;
        return Outcomes.of(ChangeVerb.change(verb, names, arguments), arguments, host);
    }

    private static Request files(Arguments arguments) {
        for (Option option : new Option[] {OR_RESTART, ChangeVerb.ROLLING, Patience.NO_WAIT, Patience.TIMEOUT}) {
            if (arguments.has(option.name())) {
                throw Failure.usage("--" + option.name() + " is for services: name them, or say --all");
            }
        }
        return new Request.Reload();
    }
}

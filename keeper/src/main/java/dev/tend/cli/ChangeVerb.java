package dev.tend.cli;

import dev.tend.wire.Request;

/** {@code start}, {@code stop}, {@code restart} and {@code kill}: they differ in a word only. */
final class ChangeVerb implements Verb {

    private final Usage usage;
    private final Request.Verb change;

    private ChangeVerb(Request.Verb change, String verb, String summary, String details) {
        this.change = change;
        usage = Usage.of(
                        verb,
                        "NAME...",
                        summary,
                        Option.ALL,
                        Patience.WAIT,
                        Patience.NO_WAIT,
                        Patience.TIMEOUT,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained(details);
    }

    static ChangeVerb start() {
        return new ChangeVerb(
                Request.Verb.START,
                "start",
                "want services up",
                "Returns when all of them are ready; where one is not going to be, says why and exits 1.");
    }

    static ChangeVerb stop() {
        return new ChangeVerb(
                Request.Verb.STOP, "stop", "want services down", "Returns when nothing is left of any of them.");
    }

    static ChangeVerb restart() {
        return new ChangeVerb(
                Request.Verb.RESTART,
                "restart",
                "stop services and start them again",
                "Returns when all of them are ready.");
    }

    static ChangeVerb kill() {
        return new ChangeVerb(
                Request.Verb.KILL,
                "kill",
                "want services down at once, without asking them",
                "To send another signal and leave them wanted as they are, see \"tend help signal\".");
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var names = Names.required(arguments, arguments.operands());
        long patience = Patience.of(arguments);
        return Outcomes.of(new Request.Change(change, names, patience), arguments, host);
    }
}

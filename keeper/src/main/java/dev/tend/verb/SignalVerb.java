package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Outcomes;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Request;
import java.util.List;

/** {@code signal}: hands a signal to services, and changes nothing about what is wanted of them. */
public final class SignalVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "signal",
                        "SIGNAL NAME...",
                        "send a signal to services",
                        Option.ALL,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained(
                        "SIGNAL is a name or a number: HUP, SIGHUP or 1. It is sent to the main process of each service.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var operands = arguments.operands();
        if (operands.isEmpty()) {
            throw Failure.usage("which signal? Such as: tend signal HUP NAME");
        }
        int signal = number(operands.getFirst());
        var names = Names.required(arguments, operands.subList(1, operands.size()));
        return Outcomes.of(new Request.Signal(List.copyOf(names), signal), arguments, host);
    }

    private static int number(String text) {
        return Signals.number(text)
                .orElseThrow(
                        () -> Failure.usage("\"" + text + "\" is no signal" + Names.meant(text, Signals.names(), "")));
    }
}

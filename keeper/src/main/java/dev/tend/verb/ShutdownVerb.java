package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Outcomes;
import dev.tend.command.Patience;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.wire.Request;

/** {@code shutdown}: the end of all services, and then of their keeper. */
public final class ShutdownVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "shutdown",
                        "",
                        "stop all services, then the keeper",
                        Patience.WAIT,
                        Patience.NO_WAIT,
                        Patience.TIMEOUT,
                        Option.JSON,
                        Option.RUN_DIR)
                .forOneService("stop");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        return Outcomes.of(new Request.Shutdown(Patience.of(arguments)), arguments, host);
    }
}

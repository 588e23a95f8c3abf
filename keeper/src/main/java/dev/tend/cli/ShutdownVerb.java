package dev.tend.cli;

import dev.tend.wire.Request;

/** {@code shutdown}: the end of all services, and then of their keeper. */
final class ShutdownVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "shutdown",
                        "",
                        "stop all services, and then the keeper",
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

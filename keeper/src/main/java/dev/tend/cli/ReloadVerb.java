package dev.tend.cli;

import dev.tend.wire.Request;

/** {@code reload}: has the keeper read its folders now, watched or not. */
final class ReloadVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "reload",
                        "",
                        "read the service folders again and carry out what has changed",
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("What it would do, \"tend plan\" shows. A file that is wrong leaves its service as it is.")
                .forOneService("restart");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        return Outcomes.of(new Request.Reload(), arguments, host);
    }
}

package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Outcomes;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.wire.Request;

/** {@code reload}: has the keeper read its folders now, watched or not. */
public final class ReloadVerb implements Verb {

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

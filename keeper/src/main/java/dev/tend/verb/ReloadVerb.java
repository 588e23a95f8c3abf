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
        return Usage.of("reload", "", "read the service folders again and apply changes", Option.JSON, Option.RUN_DIR)
                .explained("\"tend plan\" shows what it would do. An invalid file leaves its service unchanged.")
                .forOneService("restart");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        return Outcomes.of(new Request.Reload(), arguments, host);
    }
}

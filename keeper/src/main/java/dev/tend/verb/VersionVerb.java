package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.keeper.Keeper;
import dev.tend.text.Json;

/** {@code version}: which Tend this is. */
public final class VersionVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of("version", "", "show the version of Tend", Option.JSON);
    }

    @Override
    public int run(Arguments arguments, Host host) {
        host.terminal().print(arguments.has("json") ? json() : "tend " + Keeper.VERSION + "\n");
        return ExitCode.DONE;
    }

    private static String json() {
        return Json.object().with("version", Keeper.VERSION).build().text() + "\n";
    }
}

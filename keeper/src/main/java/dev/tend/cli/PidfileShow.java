package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.pidfile.PidfileReport;
import dev.tend.text.Ascii;
import dev.tend.text.Json;
import dev.tend.text.Timestamps;
import java.util.List;

/** {@code pidfile show}: says whether the process of a pidfile runs. Its exit codes are those of init scripts. */
final class PidfileShow implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "pidfile show",
                        "",
                        "show whether the process of a pidfile is running",
                        PidfileVerb.FILE,
                        Option.JSON)
                .explained(
                        "Exits 0 if it is running, 1 if the file is stale, 3 if there is no file, 4 if it is uncertain.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        String path = PidfileVerb.file(arguments, host);
        var sighting = host.pidfiles().look(path);
        host.terminal().print(arguments.has("json") ? json(path, sighting) : text(path, sighting));
        return code(sighting.state());
    }

    private static int code(PidfileReport.State state) {
        return switch (state) {
            case RUNNING -> ExitCode.DONE;
            case STALE -> ExitCode.FAILED;
            case MISSING -> ExitCode.NOT_UP;
            case DOUBTFUL -> ExitCode.UNKNOWN;
        };
    }

    private static String text(String path, PidfileReport sighting) {
        var text = new StringBuilder(path).append(": ").append(state(sighting));
        if (sighting.started() != 0) {
            text.append(": pid ")
                    .append(sighting.pid())
                    .append(" (")
                    .append(sighting.command())
                    .append("), since ")
                    .append(Timestamps.format(sighting.started()));
        }
        return text.append(sighting.why().isEmpty() ? "" : ": " + sighting.why())
                .append('\n')
                .toString();
    }

    private static String state(PidfileReport sighting) {
        return Ascii.lower(sighting.state().name());
    }

    private static String json(String path, PidfileReport sighting) {
        var fields = Json.object().with("file", path).with("state", state(sighting));
        if (sighting.pid() != 0) {
            fields.with("pid", sighting.pid());
        }
        if (sighting.started() != 0) {
            fields.with("command", sighting.command()).with("since", Timestamps.format(sighting.started()));
        }
        return JsonText.lines(List.of(fields.with("why", sighting.why()).build()));
    }
}

package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Patience;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.BadValue;
import dev.tend.format.tend.Probes;
import dev.tend.probe.Answer;
import dev.tend.probe.Answer.Healthy;
import dev.tend.probe.Answer.Unhealthy;
import dev.tend.service.Probe;
import dev.tend.text.Durations;
import dev.tend.text.Json;

/** {@code probe}: asks once whether something answers. */
public final class ProbeVerb implements Verb {

    private static final long PATIENCE = 5 * Durations.SECOND;

    private static final String PROBES = """
            PROBE is one of:
              tcp:HOST:PORT          a TCP connection succeeds
              http://HOST/PATH ...   a GET succeeds; options may follow: status 204,
                                     text "all is well", redirects
              https://HOST/PATH ...  the same, through curl; also: ca-file PATH, insecure
              file:PATH              the file exists
              exec:COMMAND           the command exits with 0""";

    @Override
    public Usage usage() {
        return Usage.of(
                        "probe",
                        "PROBE",
                        "run one health probe; exits 0 if it succeeds",
                        Option.valued("timeout", "t", "TIME", "time limit of the probe (default: 5s)"),
                        Option.JSON)
                .explained(PROBES);
    }

    @Override
    public int run(Arguments arguments, Host host) {
        if (arguments.operands().size() != 1) {
            throw Failure.usage("probe one thing, in quotes where it has blanks: see \"tend help probe\"");
        }
        Probe probe = probe(arguments.operands().getFirst());
        long timeout = arguments.has("timeout") ? Patience.of(arguments) : PATIENCE;
        host.obstacle(probe).ifPresent(why -> {
            throw new Failure(ExitCode.FAILED, why);
        });
        Answer answer = host.ask(probe, timeout);
        host.terminal().print(arguments.has("json") ? json(answer) : text(answer));
        return answer instanceof Healthy ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Healthy() -> "healthy\n";
            case Unhealthy(var reason) -> "unhealthy: " + reason + "\n";
        };
    }

    private static String json(Answer answer) {
        var object = Json.object().with("healthy", answer instanceof Healthy);
        if (answer instanceof Unhealthy(var reason)) {
            object.with("reason", reason);
        }
        return object.build().text() + "\n";
    }

    private static Probe probe(String text) {
        try {
            return Probes.parse(text);
        } catch (BadValue wrong) {
            throw Failure.usage("probe: " + wrong.getMessage());
        }
    }
}

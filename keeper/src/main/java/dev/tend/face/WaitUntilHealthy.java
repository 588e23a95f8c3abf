package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.probe.Answer;
import dev.tend.probe.Answer.Unhealthy;
import dev.tend.service.Probe;
import dev.tend.service.Probe.Trust;
import dev.tend.text.Durations;
import dev.tend.text.Url;
import dev.tend.text.UrlException;
import java.util.Optional;

/**
 * {@code sipid wait-until-healthy}: asks a web server until it answers with 200 and nothing else. It asks at once, and then each
 * period, counted from the beginning of the attempt before.
 *
 * @param url as it was written, for the message
 * @param timeout when to give up, in microseconds
 * @param period between attempts, in microseconds
 */
record WaitUntilHealthy(String url, long timeout, long period, Trust trust) {

    static final long TIMEOUT = Durations.MINUTE;
    static final long PERIOD = 5 * Durations.SECOND;

    /** No single attempt takes longer. */
    private static final long PATIENCE = 30 * Durations.SECOND;

    private static final int HEALTHY = 200;

    /** @throws Failure with 1 where it does not become healthy in time, or never can */
    int run(Host host) {
        Probe probe = probe();
        host.obstacle(probe).ifPresent(why -> {
            throw failed(why);
        });
        long end = host.now() + timeout;
        int attempts = 0;
        String reason = "";
        while (host.now() < end) {
            long next = Math.min(host.now() + period, end);
            attempts++;
            Answer answer = host.ask(probe, Math.min(PATIENCE, end - host.now()));
            if (!(answer instanceof Unhealthy(var why))) {
                return ExitCode.DONE;
            }
            reason = why;
            pause(host, next - host.now());
        }
        throw failed("healthcheck unhealthy (url '" + url + "' was not healthy after " + attempts
                + (attempts == 1 ? " attempt): " : " attempts): ") + reason);
    }

    private Probe probe() {
        try {
            return new Probe.Http(Url.parse(url), HEALTHY, Optional.empty(), true, trust);
        } catch (UrlException wrong) {
            throw failed("url '" + url + "' " + wrong.getMessage());
        }
    }

    private static void pause(Host host, long micros) {
        if (micros > 0) {
            host.terminal().pause((int) Math.min((micros + 999) / 1000, Integer.MAX_VALUE));
        }
    }

    private static Failure failed(String why) {
        return new Failure(ExitCode.FAILED, "sipid: " + why);
    }
}

package dev.tend.consul;

import dev.tend.consul.ConsulException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Asks Consul, no faster than its pace: with the token, with the freshness that is wanted, and only for so long. For any thread. */
final class ConsulClient implements AutoCloseable {

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    /** The part of a wait that Consul adds to it at most, so that not all answers come at the same time. */
    private static final int EXTRA_PART = 16;

    private static final int ERRORS = 500;

    private final ConsulSettings settings;
    private final Transport transport;
    private final Token token;
    private final Pace pace;

    ConsulClient(ConsulSettings settings, Transport transport, Pace pace) {
        this.settings = settings;
        this.transport = transport;
        this.pace = pace;
        this.token = new Token(settings.token(), settings.tokenFile());
    }

    String target(Query query) {
        return Targets.of(query, settings.namespace());
    }

    /**
     * Asks, and waits until the answer differs from the one with that index, or the wait is over.
     *
     * @param index 0 for an answer at once
     * @return an answer with status 200 or 404
     */
    Reply ask(String target, long index) throws ConsulException, InterruptedException {
        boolean stale = !settings.maxStale().isZero();
        var reply = send(target, index, stale);
        if (stale && reply.lastContactMillis() > settings.maxStale().toMillis()) {
            return send(target, index, false);
        }
        return reply;
    }

    private Reply send(String target, long index, boolean stale) throws ConsulException, InterruptedException {
        var parameters = new StringBuilder(target);
        if (index > 0) {
            add(
                    parameters,
                    "index=" + Long.toUnsignedString(index) + "&wait="
                            + settings.hold().toMillis() + "ms");
        }
        if (stale) {
            add(parameters, "stale");
        }
        pace.await();
        Map<String, String> headers =
                token.current().map(value -> Map.of("X-Consul-Token", value)).orElse(Map.of());
        try {
            return checked(transport.get(parameters.toString(), headers, timeout(index)));
        } catch (OversizedException tooLarge) {
            throw new ConsulException(Kind.SIZE, tooLarge.getMessage());
        } catch (IOException failed) {
            throw new ConsulException(Kind.OUTAGE, failed.getMessage());
        }
    }

    private static void add(StringBuilder target, String parameter) {
        target.append(target.indexOf("?") < 0 ? '?' : '&').append(parameter);
    }

    private Duration timeout(long index) {
        var hold = settings.hold();
        return index > 0 ? hold.plus(hold.dividedBy(EXTRA_PART)).plus(TO_ANSWER) : TO_ANSWER;
    }

    private static Reply checked(Reply reply) throws ConsulException {
        return switch (reply.status()) {
            case Reply.OK, Reply.NOT_FOUND -> reply;
            case Reply.FORBIDDEN ->
                throw new ConsulException(
                        Kind.REFUSAL,
                        "permission denied: " + reply.reason() + "; the token needs the right to read it");
            default -> throw new ConsulException(isOutage(reply) ? Kind.OUTAGE : Kind.REFUSAL, reply.reason());
        };
    }

    /** An error of the server, unless it is about one datacenter or one token. */
    private static boolean isOutage(Reply reply) {
        String text = reply.body();
        return reply.status() >= ERRORS && !text.contains("datacenter") && !text.contains("ermission denied");
    }

    @Override
    public void close() {
        transport.close();
    }
}

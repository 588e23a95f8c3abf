package dev.tend.consul;

import dev.tend.catalog.MalformedException;
import dev.tend.consul.ConsulException.Kind;
import dev.tend.retry.Backoff;
import dev.tend.template.data.Dependency;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * Asks one query again and again, for as long as it is not interrupted: each time with the index of the answer before, so that Consul
 * answers when something has changed. After a failure it begins anew.
 */
final class Watch implements Runnable {

    /** The time between two requests of a watch whose answers change all the time. */
    private static final Duration SPACING = Duration.ofMillis(50);

    /** Consul cannot hold the question for the datacenters. */
    private static final Duration DATACENTERS = Duration.ofSeconds(15);

    private final Query query;
    private final Optional<Duration> period;
    private final ConsulClient client;
    private final Outage outage;
    private final Backoff backoff;
    private final Results results;
    private final ReplyReader reader;
    private long index;

    /** The findings of a watch. */
    interface Results {

        void answered(Map<Dependency<?>, Object> answers);

        /** Called when Consul has said that nothing has changed. */
        void confirmed();

        void failed(Dependency<?> dependency, ConsulException reason);

        /** Called when the answer is too large to be read as a whole. */
        void tooLarge();

        /** Returns whether a question has an answer that is not empty. */
        boolean hasSome(Dependency<?> dependency);
    }

    /**
     * @param period the time between two requests that Consul does not hold; empty where it holds them
     * @param reading is held while an answer is read, which takes memory
     */
    Watch(
            Query query,
            Optional<Duration> period,
            ConsulClient client,
            Outage outage,
            Backoff backoff,
            Results results,
            Lock reading) {
        this.query = query;
        this.period = isHeld(query) ? period : Optional.of(DATACENTERS);
        this.client = client;
        this.outage = outage;
        this.backoff = backoff;
        this.results = results;
        this.reader = new ReplyReader(client, reading);
    }

    /** Consul holds no question for the datacenters, and none for what its agent knows of itself. */
    private static boolean isHeld(Query query) {
        return !(query instanceof Query.Single(var one)
                && (one instanceof Dependency.Datacenters
                        || one instanceof Dependency.NodeServices node
                                && node.name().isEmpty()));
    }

    @Override
    public void run() {
        try {
            while (true) {
                round();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            var reply = client.ask(client.target(query), index);
            outage.answered(reply.isLeaderless());
            Thread.sleep(receive(reply));
            backoff.reset();
        } catch (ConsulException failed) {
            fail(failed);
        } catch (MalformedException garbage) {
            fail(new ConsulException(Kind.REFUSAL, "invalid answer: " + garbage.getMessage()));
        }
    }

    private void fail(ConsulException failed) throws InterruptedException {
        index = 0;
        if (failed.kind() == Kind.OUTAGE) {
            outage.begins(failed.getMessage());
        }
        query.dependencies().forEach(dependency -> results.failed(dependency, failed));
        if (failed.kind() == Kind.SIZE) {
            results.tooLarge();
        }
        outage.pause(backoff.next());
    }

    /** Takes an answer; returns the time until the next request. */
    private Duration receive(Reply reply) throws ConsulException, InterruptedException {
        if (period.isPresent()) {
            return deliver(reply).orElse(period.get());
        }
        long now = Math.max(
                1,
                reply.index().orElseThrow(() -> new ConsulException(Kind.REFUSAL, "the answer has no X-Consul-Index")));
        if (index > 0 && now < index) {
            outage.isReset();
            index = 0;
            return SPACING;
        }
        if (now == index) {
            results.confirmed();
            return SPACING;
        }
        var unsettled = deliver(reply);
        index = unsettled.isPresent() ? 0 : now;
        return unsettled.orElse(SPACING);
    }

    /** Passes the answers on, but not those that are not to be trusted yet; returns when to ask for these again. */
    private Optional<Duration> deliver(Reply reply) throws ConsulException, InterruptedException {
        var answered = reader.read(query, reply);
        answered.refused().forEach(results::failed);
        var answers = new HashMap<>(answered.answers());
        var unsettled = outage.unsettled();
        boolean isHeldBack = unsettled.isPresent()
                && answers.entrySet().removeIf(each -> isEmpty(each.getValue()) && results.hasSome(each.getKey()));
        results.answered(answers);
        return isHeldBack ? unsettled : Optional.empty();
    }

    static boolean isEmpty(Object answer) {
        return answer instanceof Optional<?> one && one.isEmpty() || answer instanceof List<?> list && list.isEmpty();
    }
}

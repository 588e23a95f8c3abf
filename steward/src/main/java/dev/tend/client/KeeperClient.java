package dev.tend.client;

import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keeper, as everything here knows it: what can be asked over its control socket, and nothing else. For any thread. */
public interface KeeperClient {

    /**
     * Asks, and waits for the whole answer.
     *
     * @throws KeeperException where no keeper answers
     */
    Answer ask(Request request);

    /**
     * Begins a request that is answered bit by bit. After a request to follow, all events from the return of this
     * method on are received.
     *
     * @throws KeeperException if no keeper answers
     */
    ReplyStream begin(Request request);

    /** The replies to one request, until it is closed. One thread reads; any may close it, which ends the reading. */
    interface ReplyStream extends AutoCloseable {

        /** Waits for the next reply; empty after the last one, or once it is closed. */
        Optional<Reply> next();

        @Override
        void close();
    }

    /** Returns the status of the instances that the patterns name; none means all. */
    default List<Reply.Status> status(String... patterns) {
        return ask(new Request.Status(List.of(patterns))).all(Reply.Status.class);
    }

    /** Returns the keeper's description of itself. */
    default Reply.Keeper about() {
        var answer = ask(new Request.Info());
        return answer.all(Reply.Keeper.class).stream()
                .findFirst()
                .orElseThrow(() -> new KeeperException(
                        "the keeper does not say what it is: " + answer.end().error()));
    }

    /** Changes what is wanted of a service, and waits until it is so, for as long as the patience lasts. */
    default Answer change(Verb verb, String name, Duration patience) {
        return ask(new Request.Change(verb, List.of(name), patience.toNanos() / 1000));
    }

    /** Sends a signal, by its number, to the main processes of a service. */
    default Answer signal(String name, int signal) {
        return ask(new Request.Signal(List.of(name), signal));
    }
}

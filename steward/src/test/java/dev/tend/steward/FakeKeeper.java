package dev.tend.steward;

import dev.tend.client.Answer;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A keeper of two services: {@code web}, of two instances, and {@code db}. It records its requests. */
public final class FakeKeeper implements KeeperClient {

    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Optional<Reply>> told = new LinkedBlockingQueue<>();
    private final Semaphore closed = new Semaphore(0);
    private volatile boolean gone;
    private volatile Answer nextAnswer = answer(0, "");

    /** A row of the status. */
    public static Reply.Status row(String name, String service, String state) {
        return new Reply.Status(
                name,
                service,
                "up",
                state,
                4711,
                1,
                2_000_000,
                3,
                0,
                -1,
                "the keeper started",
                "",
                "",
                "",
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of());
    }

    public static Answer answer(int code, String error, Reply... replies) {
        return new Answer(List.of(replies), new Reply.End(code, error));
    }

    /** Does not answer any more. */
    public void goAway() {
        gone = true;
        told.add(Optional.empty());
    }

    public void comeBack() {
        gone = false;
    }

    /** Sets the answer to changes, plans and reloads. */
    public void answers(Answer answer) {
        nextAnswer = answer;
    }

    /** Sends a reply to all clients that follow events or logs. */
    public void tells(Reply reply) {
        told.add(Optional.of(reply));
    }

    /** Waits until one more conversation without an end has been closed. */
    public void awaitClosed() throws InterruptedException {
        closed.acquire();
    }

    /** Returns the requests so far. */
    public List<Request> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer ask(Request request) {
        note(request);
        return switch (request) {
            case Request.Status _ ->
                answer(0, "", row("web@1", "web", "ready"), row("web@2", "web", "ready"), row("db", "db", "starting"));
            case Request.Info _ ->
                answer(
                        0,
                        "",
                        new Reply.Keeper(
                                "1.2", 7, 1_000_000, Map.of("folders", List.of("/d")), "tend", "/run", "/log", 3));
            case Request.Usage _ ->
                answer(
                        0,
                        "",
                        new Reply.Usage("", 10_000, -1, 1, 2, -1, -1),
                        new Reply.Usage("db", 2_500_000, 123, 4096, 9, 1, 1500));
            default -> nextAnswer;
        };
    }

    private void note(Request request) {
        asked.add(request);
        if (gone) {
            throw new KeeperException("no keeper answers on /run/control: connection refused");
        }
    }

    @Override
    public ReplyStream begin(Request request) {
        note(request);
        return request instanceof Request.Logs logs && !logs.follow() ? of(nextAnswer.replies()) : new Told();
    }

    private static ReplyStream of(List<Reply> replies) {
        var left = new ArrayList<>(replies);
        return new ReplyStream() {
            @Override
            public Optional<Reply> next() {
                return left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
            }

            @Override
            public void close() {
                left.clear();
            }
        };
    }

    private final class Told implements ReplyStream {

        @Override
        public Optional<Reply> next() {
            try {
                return told.take();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            closed.release(); // an interruption ends the reader
        }
    }
}

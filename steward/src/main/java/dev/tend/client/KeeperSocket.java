package dev.tend.client;

import dev.tend.client.ConnectionLimits.Place;
import dev.tend.client.Deadlines.Deadline;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/**
 * The keeper behind its control socket. Connections for questions are kept and used again; what changes something, and what takes
 * long, gets one of its own. When the keeper is replaced, the next request finds the new one: a question is simply asked again, a
 * change never twice.
 */
public final class KeeperSocket implements KeeperClient {

    private static final int MOST_IDLE = 4;

    /** For a keeper that does not answer for an unknown reason. A busy one needs milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For probes of health, which give up soon themselves. */
    private static final Duration PATIENCE_OF_PROBES = Duration.ofSeconds(5);

    /** The codes with which the keeper turns a connection away. */
    private static final int TEMPORARY_FAILURE = 75;

    private static final int NOT_PERMITTED = 77;

    private final boolean isForProbes;
    private final Path socket;
    private final Duration patience;
    private final Deadlines deadlines;
    private final ConnectionLimits limits = new ConnectionLimits();
    private final Deque<ReplyReader> idle = new ArrayDeque<>();

    /** @param socket the path of the control socket */
    public KeeperSocket(Path socket) {
        this(socket, PATIENCE, false);
    }

    KeeperSocket(Path socket, Duration patience) {
        this(socket, patience, false);
    }

    private KeeperSocket(Path socket, Duration patience, boolean isForProbes) {
        this.isForProbes = isForProbes;
        this.socket = socket;
        this.patience = patience;
        deadlines = new Deadlines(patience);
    }

    /** Returns a client for questions about health: with connections of its own, and soon impatient. */
    public static KeeperSocket forProbes(Path socket) {
        return new KeeperSocket(socket, PATIENCE_OF_PROBES, true);
    }

    @Override
    public Answer ask(Request request) {
        var place = isLong(request) ? limits.forWait() : limits.forRequest();
        try (place) {
            return switch (request) {
                case Request.Status _, Request.Plan _, Request.Graph _, Request.Info _ -> question(request);
                default -> change(request);
            };
        }
    }

    private static boolean isLong(Request request) {
        return request instanceof Request.Change change && change.patience() > 0;
    }

    private Answer change(Request request) {
        try (var line = connect()) {
            return answer(line, request);
        } catch (IOException lost) {
            throw gone(lost);
        }
    }

    private Answer question(Request request) {
        try {
            var kept = kept();
            return kept.isPresent() ? questionOver(kept.get(), request) : questionOver(connect(), request);
        } catch (IOException replaced) {
            try {
                return questionOver(connect(), request);
            } catch (IOException lost) {
                throw gone(lost);
            }
        }
    }

    private Answer questionOver(ReplyReader line, Request request) throws IOException {
        try {
            var answer = answer(line, request);
            keep(line);
            return answer;
        } catch (IOException | RuntimeException lost) {
            line.close();
            throw lost;
        }
    }

    private Answer answer(ReplyReader line, Request request) throws IOException {
        return inTime(line, patience(request), deadline -> {
            line.send(Codec.encode(request));
            return answer(line, deadline);
        });
    }

    private Answer answer(ReplyReader line, Deadline deadline) throws IOException {
        var replies = new ArrayList<Reply>();
        while (true) {
            var reply = reply(heard(line));
            if (reply instanceof Reply.End end) {
                if (replies.isEmpty()) {
                    refuse(end);
                }
                return new Answer(replies, end);
            }
            replies.add(reply);
            deadline.postpone(patience);
        }
    }

    /**
     * Handles a connection that the keeper refuses before it reads the request. A probe only needs to know whether it
     * answers.
     */
    private void refuse(Reply.End end) {
        if (end.code() == TEMPORARY_FAILURE && !isForProbes) {
            throw new BusyException("the keeper accepts no more connections: " + end.error(), "keeper-connections", 0);
        }
        if (end.code() == NOT_PERMITTED || end.code() == TEMPORARY_FAILURE) {
            throw new KeeperException("the keeper refuses the steward: " + end.error());
        }
    }

    /** Returns the longest silence of the keeper: a request for a change may contain a time to wait for the change. */
    private Duration patience(Request request) {
        return request instanceof Request.Change change ? patience.plusNanos(change.patience() * 1000) : patience;
    }

    private static String heard(ReplyReader line) throws IOException {
        return line.receive().orElseThrow(() -> new IOException("it has hung up"));
    }

    private static Reply reply(String line) {
        try {
            return Codec.reply(line);
        } catch (WireException garbage) {
            throw new KeeperException("the keeper speaks strangely: " + garbage.getMessage(), garbage);
        }
    }

    @Override
    public ReplyStream begin(Request request) {
        var place = request instanceof Request.Logs
                ? limits.forStream()
                : Place.UNCOUNTED; // there is one conversation about events, and it is ours
        try {
            return new Open(said(request), request instanceof Request.Logs logs && !logs.follow(), place);
        } catch (IOException lost) {
            place.close();
            throw gone(lost);
        } catch (KeeperException silent) {
            place.close();
            throw silent;
        }
    }

    private ReplyReader said(Request request) throws IOException {
        var line = connect();
        try {
            return inTime(line, patience, deadline -> {
                if (request instanceof Request.Follow) {
                    follow(line, deadline);
                } else {
                    line.send(Codec.encode(request));
                }
                return line;
            });
        } catch (IOException | KeeperException lost) {
            line.close();
            throw lost;
        }
    }

    /**
     * The keeper does not say when it has begun to tell what happens. But it answers one request after the other and looks at nothing
     * else in between, so when the one right before has its answer, nothing will be missed.
     */
    private void follow(ReplyReader line, Deadline deadline) throws IOException {
        line.send(Codec.encode(new Request.Info()) + "\n" + Codec.encode(new Request.Follow()));
        var _ = answer(line, deadline);
    }

    private final class Open implements ReplyStream {

        private final ReplyReader line;
        private final boolean hasAnEnd;
        private final Place place;
        private boolean closed;

        /** @param hasAnEnd whether replies are expected in time, rather than only when something happens */
        Open(ReplyReader line, boolean hasAnEnd, Place place) {
            this.line = line;
            this.hasAnEnd = hasAnEnd;
            this.place = place;
        }

        @Override
        public Optional<Reply> next() {
            try {
                var said = hasAnEnd ? Optional.of(inTime(line, patience, _ -> heard(line))) : line.receive();
                var reply = said.map(KeeperSocket::reply);
                if (reply.isPresent() && reply.get() instanceof Reply.End end) {
                    refuse(end);
                    return Optional.empty();
                }
                return reply;
            } catch (IOException lost) {
                return Optional.empty();
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                line.close();
                place.close();
            }
        }
    }

    // ---- connections

    private ReplyReader connect() throws IOException {
        return new ReplyReader(socket);
    }

    private synchronized Optional<ReplyReader> kept() {
        return Optional.ofNullable(idle.poll());
    }

    private synchronized void keep(ReplyReader line) {
        if (idle.size() < MOST_IDLE) {
            idle.push(line);
        } else {
            line.close();
        }
    }

    /** An operation that waits for the keeper. */
    private interface Exchange<T> {
        T over(Deadline deadline) throws IOException;
    }

    private <T> T inTime(ReplyReader line, Duration time, Exchange<T> exchange) throws IOException {
        try (var deadline = deadlines.begin(time, line::close)) {
            return inTime(exchange, deadline);
        }
    }

    private <T> T inTime(Exchange<T> exchange, Deadline deadline) throws IOException {
        try {
            return exchange.over(deadline);
        } catch (IOException lost) {
            if (deadline.isOver()) {
                throw new KeeperException("the keeper on " + socket + " has not answered in time: is it frozen?", lost);
            }
            throw lost;
        }
    }

    private KeeperException gone(IOException why) {
        return new KeeperException("no keeper answers on " + socket + ": " + why.getMessage(), why);
    }
}

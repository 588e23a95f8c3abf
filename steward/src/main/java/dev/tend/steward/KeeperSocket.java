package dev.tend.steward;

import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The keeper behind its control socket. Connections for questions are kept and used again; what changes something, and what takes
 * long, gets one of its own. When the keeper is replaced, the next request finds the new one: a question is simply asked again, a
 * change never twice.
 */
public final class KeeperSocket implements KeeperClient {

    /** The keeper takes 256 in all, and others want to talk to it, too. */
    private static final int MOST_CONNECTIONS = 128;

    private static final int MOST_IDLE = 4;

    private final Path socket;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Deque<Line> idle = new ArrayDeque<>();

    /** @param socket the path of the control socket */
    public KeeperSocket(Path socket) {
        this.socket = socket;
    }

    @Override
    public Answer ask(Request request) {
        acquire();
        try {
            return switch (request) {
                case Request.Status _, Request.Plan _, Request.Graph _, Request.Info _ -> question(request);
                default -> change(request);
            };
        } finally {
            free.release();
        }
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

    private Answer questionOver(Line line, Request request) throws IOException {
        try {
            var answer = answer(line, request);
            keep(line);
            return answer;
        } catch (IOException | RuntimeException lost) {
            line.close();
            throw lost;
        }
    }

    private static Answer answer(Line line, Request request) throws IOException {
        line.send(Codec.encode(request));
        var replies = new ArrayList<Reply>();
        while (true) {
            var reply = reply(line.receive().orElseThrow(() -> new IOException("it has hung up")));
            if (reply instanceof Reply.End end) {
                return new Answer(replies, end);
            }
            replies.add(reply);
        }
    }

    private static Reply reply(String line) {
        try {
            return Codec.reply(line);
        } catch (WireException garbage) {
            throw new KeeperException("the keeper speaks strangely: " + garbage.getMessage(), garbage);
        }
    }

    @Override
    public Conversation begin(Request request) {
        acquire();
        try {
            var line = connect();
            line.send(Codec.encode(request));
            return new Open(line);
        } catch (IOException lost) {
            free.release();
            throw gone(lost);
        }
    }

    private final class Open implements Conversation {

        private final Line line;
        private boolean closed;

        Open(Line line) {
            this.line = line;
        }

        @Override
        public Optional<Reply> next() {
            try {
                return line.receive().map(KeeperSocket::reply).filter(reply -> !(reply instanceof Reply.End));
            } catch (IOException lost) {
                return Optional.empty();
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                line.close();
                free.release();
            }
        }
    }

    // ---- connections

    private void acquire() {
        if (!free.tryAcquire()) {
            throw new BusyException("too many requests are waiting for the keeper: more than " + MOST_CONNECTIONS);
        }
    }

    private Line connect() throws IOException {
        return Line.connect(socket);
    }

    private synchronized Optional<Line> kept() {
        return Optional.ofNullable(idle.poll());
    }

    private synchronized void keep(Line line) {
        if (idle.size() < MOST_IDLE) {
            idle.push(line);
        } else {
            line.close();
        }
    }

    private KeeperException gone(IOException why) {
        return new KeeperException("no keeper answers on " + socket + ": " + why.getMessage(), why);
    }
}

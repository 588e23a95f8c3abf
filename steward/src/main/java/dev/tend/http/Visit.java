package dev.tend.http;

import dev.tend.http1.MalformedRequestException;
import dev.tend.http1.RequestReader;
import dev.tend.steward.Deadlines.Deadline;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection, from its first byte to its last. What comes first says whether it is HTTP/2; everything else is left to HTTP/1.1,
 * which refuses what it does not understand. As long as a request is under way it may take its time. Before that there is little, and
 * it is for the whole of the headers.
 */
final class Visit implements ServerConnection, InterruptableTask<Void> {

    /** How HTTP/2 begins, and no request of HTTP/1.1 does. */
    private static final String PREFACE = "PRI ";

    private final Reception reception;
    private final Watched context;
    private final Deadline deadline;
    private volatile Optional<ServerConnection> spoken = Optional.empty();
    private boolean isHttp2;
    private int underWay;
    private boolean isIdle;

    /** Begins, for the thread that calls this. */
    Visit(ConnectionContext context, Reception reception) {
        this.reception = reception;
        this.context = new Watched(context, reception, this::hear);
        deadline = reception.deadline();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try (deadline) {
            isHttp2 = beginsAsHttp2(context.dataReader());
            var connection = isHttp2 ? reception.http2().connection(context) : http1();
            spoken = Optional.of(connection);
            connection.handle(new Requests(limit));
            spoken = Optional.empty();
            deadline.postpone(reception.patience());
            linger();
        } catch (DataReader.InsufficientDataAvailableException hungUp) {
            throw new CloseConnectionException("nobody is there any more", hungUp);
        }
    }

    private static boolean beginsAsHttp2(DataReader reader) {
        return reader.lookup() == PREFACE.charAt(0)
                && reader.getBuffer(PREFACE.length())
                        .readString(PREFACE.length())
                        .equals(PREFACE);
    }

    /** The server gets each request as {@link RequestReader} writes it, and never what the client has sent. */
    private ServerConnection http1() {
        var requests = new RequestReader(() -> context.dataReader().read() & 0xff, this::beginBody);
        return reception.http1().connection(context.reading(() -> next(requests)));
    }

    private static byte[] next(RequestReader requests) {
        try {
            return requests.next();
        } catch (MalformedRequestException refused) {
            throw Refusals.refused(refused);
        }
    }

    /** A body has as much time as the header had. */
    private void beginBody(boolean awaitsContinue) {
        deadline.postpone(reception.patience());
        if (awaitsContinue) {
            context.dataWriter().writeNow(BufferData.create("HTTP/1.1 100 Continue\r\n\r\n"));
        }
    }

    /** To close what there is still something to read from would have the other side lose what it has been told last. */
    private void linger() {
        var reader = context.dataReader();
        while (true) {
            reader.skip(reader.available());
            reader.pullData();
        }
    }

    // ---- time

    /** Something came. */
    private synchronized void hear() {
        if (isIdle && !isHttp2) {
            isIdle = false;
            deadline.postpone(reception.patience());
        }
    }

    private synchronized void begin() {
        underWay++;
        isIdle = false;
        deadline.suspend();
    }

    private synchronized void end() {
        underWay--;
        if (underWay == 0) {
            isIdle = true;
            deadline.postpone(reception.idle());
        }
    }

    /** Knows when a request is under way: each asks for leave, and gives it back. */
    @SuppressWarnings("removal") // what is to go is still abstract
    private final class Requests implements Limit {

        private final Limit limit;

        Requests(Limit limit) {
            this.limit = limit;
        }

        @Override
        public Optional<Token> tryAcquire() {
            return tryAcquire(true);
        }

        @Override
        public Optional<Token> tryAcquire(boolean wait) {
            return limit.tryAcquire(wait).map(token -> {
                begin();
                return new Leave(token);
            });
        }

        @Override
        public Limit copy() {
            return new Requests(limit.copy());
        }

        @Override
        public String name() {
            return limit.name();
        }

        @Override
        public String type() {
            return limit.type();
        }
    }

    private final class Leave implements LimitAlgorithm.Token {

        private final LimitAlgorithm.Token token;

        Leave(LimitAlgorithm.Token token) {
            this.token = token;
        }

        @Override
        public void success() {
            end();
            token.success();
        }

        @Override
        public void ignore() {
            end();
            token.ignore();
        }

        @Override
        public void dropped() {
            end();
            token.dropped();
        }
    }

    // ---- the server's view

    /** It is not the server who looks after that. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public boolean canInterrupt() {
        return spoken.map(connection -> connection instanceof InterruptableTask<?> task && task.canInterrupt())
                .orElse(true);
    }

    @Override
    public void close(boolean interrupt) {
        spoken.ifPresentOrElse(connection -> connection.close(interrupt), context::hangUp);
    }
}

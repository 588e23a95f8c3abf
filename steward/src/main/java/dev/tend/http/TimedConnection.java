package dev.tend.http;

import dev.tend.client.Deadlines.Deadline;
import dev.tend.http1.MalformedRequestException;
import dev.tend.http1.RequestReader;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection, from its first byte to its last. Its first bytes decide whether it is HTTP/2; everything else is left
 * to HTTP/1.1, which refuses what it does not understand. A request under way has no time limit here. Before it there
 * is a short one, for all headers together.
 */
final class TimedConnection implements ServerConnection, InterruptableTask<Void> {

    /** The beginning of HTTP/2, which no request of HTTP/1.1 has. */
    private static final String PREFACE = "PRI ";

    private final TimedConnections reception;
    private final TimedContext context;
    private final Deadline deadline;
    private volatile Optional<ServerConnection> spoken = Optional.empty();
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean isHttp2;
    private volatile boolean isLast;
    private int underWay;
    private boolean isIdle;
    private long waitingSince = System.nanoTime();

    /** Begins, for the thread that calls this. */
    TimedConnection(ConnectionContext context, TimedConnections reception) {
        this.reception = reception;
        this.context = new TimedContext(context, reception, this);
        deadline = reception.deadline();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        reception.connections().add(this);
        try (deadline) {
            isHttp2 = beginsAsHttp2(context.dataReader());
            var connection = isHttp2 ? reception.http2().connection(context) : http1();
            spoken = Optional.of(connection);
            connection.handle(new CountedRequests(limit, this::begin, this::end));
            spoken = Optional.empty();
            deadline.postpone(reception.patience());
            linger();
        } catch (DataReader.InsufficientDataAvailableException hungUp) {
            throw new CloseConnectionException("the client has closed the connection", hungUp);
        } catch (IllegalArgumentException malformed) {
            // The server's parser of HTTP/2 throws it for a method or a path, after it has said so to the client.
            throw new CloseConnectionException("the client sent a request that is not valid", malformed);
        } finally {
            reception.connections().remove(this);
            followers.forEach(Thread::interrupt);
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

    /** Virtual threads are not preempted: one that has many requests waiting lets others have their turn in between. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how long others wait
    private byte[] next(RequestReader requests) {
        Thread.yield();
        if (isLast) {
            throw new CloseConnectionException("the client has followed something");
        }
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

    /**
     * Reads what is left before the connection is closed. Else the close would reset the connection, and the client
     * would lose the last answer.
     */
    private void linger() {
        var reader = context.dataReader();
        while (true) {
            reader.skip(reader.available());
            reader.pullData();
        }
    }

    // ---- time

    /** Bytes were received. */
    synchronized void hear() {
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
            waitingSince = System.nanoTime();
            deadline.postpone(reception.idle());
        }
    }

    /** Returns since when it is the client's turn, on the clock of {@link System#nanoTime}; empty where it is ours. */
    synchronized OptionalLong idleSince() {
        return underWay == 0 ? OptionalLong.of(waitingSince) : context.writingSince();
    }

    /** Closes the connection for the sake of others. */
    void evict() {
        context.hangUp();
    }

    // ---- answers without an end

    boolean isHttp2() {
        return isHttp2;
    }

    /**
     * Interrupts the thread that calls this once the client has gone. A client that follows something has nothing more
     * to say, so over HTTP/1.1
     * this is the last request of the connection.
     */
    void interruptWhenGone() {
        var follower = Thread.currentThread();
        followers.add(follower);
        if (!isHttp2) {
            isLast = true;
            Thread.ofVirtual().start(this::interruptFollowersAtEnd);
        }
    }

    private void interruptFollowersAtEnd() {
        try {
            linger();
        } catch (RuntimeException gone) {
            followers.forEach(Thread::interrupt);
        }
    }

    /** Is to be called when nothing is followed any more. */
    void followsNoMore() {
        followers.remove(Thread.currentThread());
    }

    // ---- the server's view

    /** Disables the server's own idle time; the deadlines replace it. */
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

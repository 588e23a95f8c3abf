package dev.tend.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A connection of the server that closes when its client takes too long to read what is sent to it, and reports each
 * read.
 */
final class TimedContext implements ConnectionContext {

    private final ConnectionContext connection;
    private final TimedConnections reception;
    private final TimedConnection timedConnection;
    private final Thread thread;
    private final DataReader reader;
    private final DataWriter writer;
    private final AtomicInteger writers = new AtomicInteger();
    private volatile long writingSince;

    /** @param timedConnection is called whenever bytes were received */
    TimedContext(ConnectionContext connection, TimedConnections reception, TimedConnection timedConnection) {
        this.connection = connection;
        this.reception = reception;
        this.timedConnection = timedConnection;
        thread = Thread.currentThread();
        reader = DataReader.create(() -> read(connection.dataReader(), timedConnection));
        writer = new Writer(connection.dataWriter());
    }

    private TimedContext(TimedContext other, DataReader reader) {
        connection = other.connection;
        reception = other.reception;
        timedConnection = other.timedConnection;
        thread = other.thread;
        writer = other.writer;
        this.reader = reader;
    }

    /** Returns this connection with other bytes to read. */
    TimedContext reading(Supplier<byte[]> bytes) {
        return new TimedContext(this, DataReader.create(bytes));
    }

    private static byte[] read(DataReader reader, TimedConnection timedConnection) {
        reader.pullData();
        timedConnection.hear();
        return reader.readBytes(reader.available());
    }

    /** Returns since when something is being written, on the clock of {@link System#nanoTime}; empty where nothing is. */
    OptionalLong writingSince() {
        return writers.get() > 0 ? OptionalLong.of(writingSince) : OptionalLong.empty();
    }

    /** Ends the thread that it was made in. */
    void hangUp() {
        thread.interrupt();
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    private final class Writer implements DataWriter {

        private final DataWriter writer;

        Writer(DataWriter writer) {
            this.writer = writer;
        }

        private void inTime(Runnable writing) {
            if (writers.getAndIncrement() == 0) {
                writingSince = System.nanoTime();
            }
            try (var _ = reception.deadline()) {
                writing.run();
            } finally {
                writers.decrementAndGet();
            }
        }

        @Override
        public void write(BufferData... buffers) {
            inTime(() -> writer.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            inTime(() -> writer.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            inTime(() -> writer.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            inTime(() -> writer.writeNow(buffer));
        }

        @Override
        public void flush() {
            inTime(writer::flush);
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    // ---- as the server made it

    @Override
    public ListenerContext listenerContext() {
        return connection.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return connection.executor();
    }

    @Override
    public Router router() {
        return connection.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return connection.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return connection.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return new Peer(connection.remotePeer(), timedConnection);
    }

    @Override
    public PeerInfo localPeer() {
        return connection.localPeer();
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String socketId() {
        return connection.socketId();
    }

    @Override
    public String childSocketId() {
        return connection.childSocketId();
    }
}

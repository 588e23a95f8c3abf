package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A connection to a server under attack, which reads and writes only on request, and waits only where its methods say
 * so.
 */
final class Connection implements AutoCloseable {

    /** Bounds every wait for the server. It says nothing about how long answers take. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);

    private Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
    }

    static Connection to(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new Connection(channel);
    }

    /** @param port of this machine */
    static Connection to(int port) throws IOException {
        return new Connection(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /** Writes what is taken without waiting. Returns false where not everything was. */
    boolean offer(byte[] bytes) {
        var rest = ByteBuffer.wrap(bytes);
        try {
            int count = 1;
            while (rest.hasRemaining() && count > 0) {
                count = channel.write(rest);
            }
            return !rest.hasRemaining();
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** Writes everything, and waits where it is not taken. */
    void write(byte[] bytes) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0) {
                assertThat(await(SelectionKey.OP_WRITE, PATIENCE_MILLIS))
                        .as("the server takes what is sent")
                        .isTrue();
            }
        }
    }

    /** Reads what is there, at most {@code limit} bytes, without waiting. Returns false where the server has hung up. */
    boolean drain(int limit) {
        try {
            int left = limit;
            while (left > 0) {
                int count = take(left);
                if (count <= 0) {
                    return count == 0;
                }
                left -= count;
            }
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** Waits for some bytes. Returns none where the server has hung up. */
    byte[] read() throws IOException {
        int count = take(buffer.capacity());
        while (count == 0) {
            assertThat(await(SelectionKey.OP_READ, PATIENCE_MILLIS))
                    .as("the server answers")
                    .isTrue();
            count = take(buffer.capacity());
        }
        return Arrays.copyOf(buffer.array(), Math.max(count, 0));
    }

    /** Reads until the server hangs up, or says nothing for some time, or has said a megabyte. */
    byte[] readUntilSilence(long millis) {
        var received = new ByteArrayOutputStream();
        try {
            while (received.size() < 1 << 20) {
                int count = take(buffer.capacity());
                if (count < 0 || count == 0 && !await(SelectionKey.OP_READ, millis)) {
                    break;
                }
                received.write(buffer.array(), 0, count);
            }
        } catch (IOException reset) {
            return received.toByteArray();
        }
        return received.toByteArray();
    }

    private int take(int limit) throws IOException {
        buffer.clear().limit(Math.min(limit, buffer.capacity()));
        return channel.read(buffer);
    }

    private boolean await(int operation, long millis) throws IOException {
        try (var selector = Selector.open()) {
            channel.register(selector, operation);
            return selector.select(millis) > 0;
        }
    }

    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    /** Closes a connection over TCP so that the server gets an error instead of an end. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

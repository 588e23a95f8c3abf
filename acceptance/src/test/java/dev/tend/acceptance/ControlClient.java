package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** One connection to a control socket, by which a test speaks to the keeper as it likes. */
final class ControlClient implements AutoCloseable {

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
    }

    static ControlClient of(Tend tend) throws IOException {
        return of(tend.run().resolve("control"));
    }

    static ControlClient of(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new ControlClient(channel);
    }

    /** Sends all of a text, however long that takes. */
    ControlClient send(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** Sends what is taken at once. Returns whether anything was. */
    boolean offer(ByteBuffer bytes) throws IOException {
        channel.configureBlocking(false);
        boolean any = bytes.hasRemaining() && channel.write(bytes) > 0;
        channel.configureBlocking(true);
        return any;
    }

    /** Sends no more, and reads on. */
    void endRequests() throws IOException {
        channel.shutdownOutput();
    }

    /** Returns the next line; "" where there is none any more. */
    String line() throws IOException {
        var line = new StringBuilder();
        for (int next = read(); next >= 0 && next != '\n'; next = read()) {
            line.append((char) next); // what a test looks for is ASCII
        }
        return line.toString();
    }

    /** Returns the next line that ends an answer; "" where there is none any more. */
    String end() throws IOException {
        String line = line();
        while (!line.isEmpty() && !line.startsWith("{\"end\"")) {
            line = line();
        }
        return line;
    }

    private int read() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int count = receive();
            buffer.flip();
            if (count <= 0) {
                return -1;
            }
        }
        return buffer.get() & 0xff;
    }

    /** A reset because the keeper has not read everything is no failure here. */
    private int receive() throws IOException {
        try {
            return channel.read(buffer);
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

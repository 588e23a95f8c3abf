package dev.tend.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A connection over a Unix socket on which lines are said. It knows nothing of what they mean. Any thread may close it, which ends
 * whatever another one waits for.
 */
final class ReplyReader implements AutoCloseable {

    /** The longest reply that the protocol allows, in bytes. */
    private static final int LONGEST = 1 << 20;

    private final Path socket;
    private final SocketChannel channel;
    private final ByteBuffer incoming = ByteBuffer.allocate(16 << 10).flip();

    /** Creates a reader that connects when the first request is sent. */
    ReplyReader(Path socket) throws IOException {
        this.socket = socket;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    void send(String line) throws IOException {
        if (!channel.isConnected()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
        }
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The next line; empty where the other side, or ours, has hung up. */
    Optional<String> receive() throws IOException {
        var line = new ByteArrayOutputStream(512);
        while (true) {
            if (takeUntilNewline(line)) {
                return Optional.of(line.toString(UTF_8));
            }
            if (line.size() > LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    private boolean takeUntilNewline(ByteArrayOutputStream line) {
        byte[] bytes = incoming.array();
        for (int i = incoming.position(); i < incoming.limit(); i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, incoming.position(), i - incoming.position());
                incoming.position(i + 1);
                return true;
            }
        }
        line.write(bytes, incoming.position(), incoming.remaining());
        return false;
    }

    private boolean fill() throws IOException {
        incoming.clear();
        try {
            int count = channel.read(incoming);
            incoming.flip();
            return count > 0;
        } catch (ClosedChannelException ours) {
            incoming.flip();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            return; // a failure to close has no consequence
        }
    }
}

package dev.tend.forward;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Sends messages over a connection, with TLS or without, each with its length before it: RFC 5425 and RFC 6587, octet counting. The
 * collector says nothing; a thread reads, to notice that it has hung up.
 */
final class StreamCollector implements Collector {

    /** The longest message, in bytes, that rsyslog and syslog-ng accept by default. */
    private static final int LONGEST = 8000;

    private static final int BUFFER = 64 << 10;

    private final Socket socket;
    private final OutputStream out;
    private volatile boolean gone;

    /** @param hungUp called once the collector has closed the connection */
    StreamCollector(Socket socket, Runnable hungUp) throws IOException {
        this.socket = socket;
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        Thread.ofVirtual().name("collector").start(() -> {
            awaitEnd();
            gone = true;
            hungUp.run();
        });
    }

    private void awaitEnd() {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream()); // it has nothing to say
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void send(Iterable<byte[]> messages) throws IOException {
        if (gone) {
            throw new SocketException("it has closed the connection");
        }
        for (byte[] message : messages) {
            out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
        }
        out.flush();
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            gone = true;
        }
    }
}

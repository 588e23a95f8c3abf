package dev.tend.consul;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Consul over a Unix socket, which Java's client does not know: HTTP/1.1, one connection for each request. It reads lengths and chunks, and
 * refuses everything else.
 */
final class UnixTransport implements Transport {

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;

    private final UnixDomainSocketAddress address;
    private final Timer timer = new Timer("consul-timeouts", true);

    UnixTransport(Path socket) {
        address = UnixDomainSocketAddress.of(socket);
    }

    @Override
    public Reply get(String target, Map<String, String> headers, Duration timeout)
            throws IOException, InterruptedException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var end = closeAfter(channel, timeout);
            try {
                channel.connect(address);
                send(channel, target, headers);
                return read(new BufferedInputStream(Channels.newInputStream(channel)));
            } catch (ClosedByInterruptException ended) {
                throw new InterruptedException();
            } finally {
                end.cancel();
            }
        }
    }

    private TimerTask closeAfter(SocketChannel channel, Duration timeout) {
        var end = new TimerTask() {
            @Override
            public void run() {
                try {
                    channel.close();
                } catch (IOException closed) {
                    // the reader notices
                }
            }
        };
        timer.schedule(end, timeout.toMillis());
        return end;
    }

    private static void send(SocketChannel channel, String target, Map<String, String> headers) throws IOException {
        var head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var bytes = ByteBuffer.wrap(head.append("\r\n").toString().getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Reply read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("the answer is no HTTP");
        }
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() >= MOST_HEADERS) {
                throw new IOException("the answer has invalid headers");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(number(status[1], 10), headers, new String(body(in, headers), UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        if (!headers.containsKey("content-length")) {
            throw new IOException("the answer has no length");
        }
        return exactly(in, number(headers.get("content-length"), 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            if (size > LARGEST - body.size()) {
                throw new OversizedException();
            }
            body.write(exactly(in, size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        String line = line(in);
        int end = line.indexOf(';');
        return number(end < 0 ? line : line.substring(0, end), 16);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        if (size > LARGEST) {
            throw new OversizedException();
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number < 0) {
                throw new IOException("the answer is no HTTP");
            }
            return number;
        } catch (NumberFormatException garbage) {
            throw new IOException("the answer is no HTTP", garbage);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the answer ends early");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("the answer has a line that is too long");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        timer.cancel();
    }
}

package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some clients of a web server, each with one request after the other, over a new connection each; no request is
 * repeated.
 */
final class Load implements AutoCloseable {

    private static final int GUESTS = 4;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final int port;
    private final List<Thread> guests = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private volatile boolean over;

    Load(int port) {
        this.port = port;
        for (int i = 0; i < GUESTS; i++) {
            guests.add(Thread.ofPlatform().start(this::visit));
        }
    }

    private void visit() {
        while (!over) {
            try {
                String answer = ask(port);
                if (answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.matches("(?s).*\r\n\r\npid \\d+\n")) {
                    served.incrementAndGet();
                } else {
                    failures.add("broken: " + answer);
                }
            } catch (IOException refused) {
                failures.add(refused.toString());
            }
        }
    }

    static String ask(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    int served() {
        return served.get();
    }

    /** Waits for so many requests more. */
    Load awaitMore(int count) {
        int before = served();
        Tend.awaiting().until(() -> served() >= before + count || !failures.isEmpty());
        return this;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        for (Thread guest : guests) {
            try {
                guest.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

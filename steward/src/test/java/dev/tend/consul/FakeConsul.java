package dev.tend.consul;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A key-value store that answers as Consul does, blocking queries too, and badly where a test wants it to. */
final class FakeConsul implements AutoCloseable {

    /** A request as it came. */
    record Asked(String target, Map<String, String> headers) {

        String path() {
            return target.replaceAll("\\?.*", "");
        }

        Optional<String> parameter(String name) {
            for (String each : target.replaceAll("^[^?]*\\??", "").split("&")) {
                if (each.equals(name) || each.startsWith(name + "=")) {
                    return Optional.of(each.substring(Math.min(each.length(), name.length() + 1)));
                }
            }
            return Optional.empty();
        }
    }

    private final ServerSocket server;
    private final TreeMap<String, String> pairs = new TreeMap<>();
    private final Map<String, Long> modified = new HashMap<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private long index = 10;
    private volatile boolean isClosed;

    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Raw answers instead of ours, for as long as they are there. */
    volatile Function<Asked, Optional<String>> fault = request -> Optional.empty();

    /** Further headers. */
    final Map<String, String> headers = new ConcurrentHashMap<>();

    FakeConsul() throws IOException {
        this(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
    }

    /** @param server where it listens, which it closes */
    FakeConsul(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    synchronized FakeConsul put(String key, String value) {
        pairs.put(key, value);
        modified.put(key, ++index);
        notifyAll();
        return this;
    }

    /** Loses everything and counts from the start, as a restarted server without a disk. */
    synchronized void reset() {
        pairs.clear();
        modified.clear();
        index = 1;
        notifyAll();
    }

    /** Answers all that is held, with whatever there is. */
    void hangUp() {
        connections.forEach(FakeConsul::close);
        connections.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is no longer used
        }
    }

    private void accept() {
        while (!isClosed) {
            try {
                var socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (var request = read(in); request.isPresent(); request = read(in)) {
                asked.add(request.get());
                var raw = fault.apply(request.get());
                String answer = raw.isPresent() ? raw.get() : answer(request.get());
                socket.getOutputStream().write(answer.getBytes(UTF_8));
                socket.getOutputStream().flush();
                if (raw.isPresent()) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            return;
        }
    }

    private static Optional<Asked> read(BufferedReader in) throws IOException {
        var first = Optional.ofNullable(in.readLine());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var headers = new HashMap<String, String>();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            headers.put(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        return Optional.of(new Asked(first.get().split(" ")[1], headers));
    }

    private synchronized String answer(Asked request) throws InterruptedException {
        String key = request.path().replace("/v1/kv/", "");
        boolean recurse = request.parameter("recurse").isPresent();
        long wanted = request.parameter("index").map(Long::valueOf).orElse(0L);
        while (wanted > 0 && indexOf(key, recurse) <= wanted && !isClosed) {
            wait();
        }
        var found = new ArrayList<String>();
        pairs.forEach((name, value) -> {
            if (recurse ? name.startsWith(key) : name.equals(key)) {
                found.add("{\"Key\":\"" + name + "\",\"Value\":\""
                        + Base64.getEncoder().encodeToString(value.getBytes(UTF_8))
                        + "\",\"Flags\":18446744073709551615,\"ModifyIndex\":"
                        + modified.get(name) + "}");
            }
        });
        return found.isEmpty()
                ? reply(404, indexOf(key, recurse), "")
                : reply(200, indexOf(key, recurse), "[" + String.join(",", found) + "]");
    }

    private long indexOf(String key, boolean recurse) {
        return modified.entrySet().stream()
                .filter(each ->
                        recurse ? each.getKey().startsWith(key) : each.getKey().equals(key))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(index);
    }

    String reply(int status, long replied, String body) {
        String more = headers.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue() + "\r\n")
                .collect(Collectors.joining());
        return "HTTP/1.1 " + status + " X\r\nX-Consul-Index: " + replied + "\r\n" + more + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            server.close();
        } catch (IOException closed) {
            // it is no longer used
        }
        hangUp();
        synchronized (this) {
            notifyAll();
        }
    }
}

package dev.tend.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.certificate.UnusableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Consul over TCP, with TLS or without. With TLS all requests may share one connection. */
final class HttpTransport implements Transport {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final URI base;
    private final HttpClient client;

    /** @throws UnusableException where its certificates cannot be used */
    HttpTransport(ConsulSettings settings) throws GeneralSecurityException, IOException {
        base = URI.create(settings.address());
        boolean tls = "https".equals(base.getScheme());
        var builder = HttpClient.newBuilder()
                .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .connectTimeout(TO_CONNECT);
        if (tls) {
            builder.sslContext(settings.tls().context());
        }
        client = builder.build();
    }

    @Override
    public Reply get(String target, Map<String, String> headers, Duration timeout)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(target)).GET();
        headers.forEach(request::header);
        var pending = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return reply(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw new IOException("no whole answer within " + timeout.toSeconds() + " s", slow);
        } catch (ExecutionException failed) {
            throw exception(failed.getCause());
        } finally {
            pending.cancel(true);
        }
    }

    private static IOException exception(Throwable cause) {
        String message = Optional.ofNullable(cause.getMessage()).orElse("");
        if (cause instanceof IOException && message.contains("exceeds capacity")) {
            return new OversizedException();
        }
        if (cause instanceof ConnectException) {
            return new IOException("cannot connect" + (message.isEmpty() ? "" : ": " + message), cause);
        }
        return new IOException(message.isEmpty() ? cause.getClass().getSimpleName() : message, cause);
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        var headers = new HashMap<String, String>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Reply(response.statusCode(), headers, new String(response.body(), UTF_8));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

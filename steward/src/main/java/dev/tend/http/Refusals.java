package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.http1.MalformedRequestException;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** The answers of the server to requests that it refuses before they reach the routes. */
final class Refusals {

    private Refusals() {}

    static DirectHandlers all() {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, Refusals::refuse);
        }
        return handlers.build();
    }

    /** Returns the server's exception for a request that it is not to see: the answer is sent, and the connection closed. */
    static RequestException refused(MalformedRequestException why) {
        var status = Status.create(why.status());
        var problem = new Problem(status, why.getMessage());
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(status)
                .setKeepAlive(false)
                .message(why.getMessage())
                .request(new Refused(problem))
                .build();
    }

    /** Stands for a request that was refused, so that its problem gets to {@link #refuse}. */
    private record Refused(Problem problem) implements TransportRequest {

        @Override
        public String protocolVersion() {
            return "";
        }

        @Override
        public String method() {
            return "";
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public ServerRequestHeaders headers() {
            return ServerRequestHeaders.create();
        }
    }

    private static String detail(Status status) {
        return switch (status.code()) {
            case Status.REQUEST_ENTITY_TOO_LARGE_413_CODE -> "the body is too large: nothing here wants one";
            case Status.INTERNAL_SERVER_ERROR_500_CODE -> "this is a mistake of the steward: see its log";
            case Status.HTTP_VERSION_NOT_SUPPORTED_505_CODE -> "this speaks HTTP/1.1 and HTTP/2";
            default -> "this is no request that can be read, or one with too much in its headers";
        };
    }

    /** @param message is not shown: it may quote the request */
    private static TransportResponse refuse(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        var problem = request instanceof Refused refused ? refused.problem() : new Problem(status, detail(status));
        if (status.code() == Status.METHOD_NOT_ALLOWED_405_CODE) {
            headers.set(HeaderNames.ALLOW, "GET, HEAD, POST");
        }
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .header(Bodies.NOT_STORED)
                .entity((problem.json().text() + "\n").getBytes(UTF_8))
                .keepAlive(type.keepAlive())
                .build();
    }
}

package dev.tend.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes the connection after the answer to a request that its client marks as the last one, as HTTP/1.1 requires. The
 * server only says that it will, and a client that reads until then waits for a minute or more.
 */
final class LastRequests implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            response.whenSent(LastRequests::hangUp);
        }
        chain.proceed();
    }

    /** An interrupted thread that goes on to read closes what it reads from; to throw here would be taken for a failed answer. */
    private static void hangUp() {
        Thread.currentThread().interrupt();
    }
}

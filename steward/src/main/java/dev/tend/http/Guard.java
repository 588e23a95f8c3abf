package dev.tend.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.function.Predicate;

/**
 * Runs before everything else. It refuses requests that a browser was tricked into sending: for a name that is not ours
 * (DNS rebinding), or from a page that is not ours. Then it identifies the client, and checks whether it may change
 * anything.
 */
final class Guard implements Filter {

    /** For clients that need not show anything, or have shown it already. */
    static final Credentials ANYBODY = request -> Caller.ofAddress(Right.FULL, request.remotePeer());

    private final Predicate<String> hosts;
    private final Credentials credentials;

    /** The permissions of a client. */
    enum Right {
        NONE,
        READ,
        FULL
    }

    /** Identifies the client. */
    interface Credentials {
        Caller caller(RoutingRequest request);
    }

    Guard(Predicate<String> hosts, Credentials credentials) {
        this.hosts = hosts;
        this.credentials = credentials;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        checkHost(request);
        checkOrigin(request);
        checkRight(request);
        chain.proceed();
    }

    private void checkHost(RoutingRequest request) {
        String host = HostNames.withoutPort(request.authority());
        if (!hosts.test(host)) {
            String detail = "unknown host " + host + ": use localhost, an address, or one of http.names";
            throw new Problem(Status.MISDIRECTED_REQUEST_421, detail).thrown();
        }
    }

    private static void checkOrigin(RoutingRequest request) {
        var origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !isOwn(origin.get(), request.authority())) {
            throw new Problem(Status.FORBIDDEN_403, "pages of " + origin.get() + " may not ask here").thrown();
        }
    }

    private static boolean isOwn(String origin, String authority) {
        try {
            return authority.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private void checkRight(RoutingRequest request) {
        var caller = credentials.caller(request);
        request.context().register(caller);
        var right = caller.right();
        if (right == Right.NONE) {
            var challenge = HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"tend\"");
            throw new Problem(Status.UNAUTHORIZED_401, "this needs a token of http.token-file", challenge).thrown();
        }
        var method = request.prologue().method();
        boolean reads = method.equals(Method.GET) || method.equals(Method.HEAD);
        if (right == Right.READ && !reads) {
            throw new Problem(Status.FORBIDDEN_403, "this token is for reading only").thrown();
        }
    }
}

package dev.tend.http1;

import static dev.tend.http1.MalformedRequestException.METHOD_NOT_ALLOWED;
import static dev.tend.http1.MalformedRequestException.VERSION_NOT_SUPPORTED;
import static dev.tend.http1.MalformedRequestException.bad;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The first line of a request.
 *
 * @param path with its query, as an origin server is asked for it
 * @param authority that of a target in absolute form, which counts instead of the Host field (RFC 9112, 3.2.2)
 */
record RequestLine(String method, String path, Optional<String> authority) {

    private static final String VERSION = "HTTP/1.1";

    /** Methods for proxies and tests: CONNECT would open a tunnel, and TRACE would return credentials to scripts. */
    private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE");

    static RequestLine parse(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0 || line.indexOf(' ', second + 1) >= 0) {
            throw bad("the first line is not METHOD TARGET VERSION, with one blank between them");
        }
        String method = line.substring(0, first);
        if (!Syntax.isToken(method)) {
            throw bad("the method is not a token");
        }
        checkVersion(line.substring(second + 1));
        return of(method, line.substring(first + 1, second));
    }

    private static void checkVersion(String version) {
        if (!version.equals(VERSION)) {
            boolean isOther = version.length() == VERSION.length()
                    && version.startsWith("HTTP/")
                    && Syntax.isDigit(version.charAt(5))
                    && version.charAt(6) == '.'
                    && Syntax.isDigit(version.charAt(7));
            throw isOther
                    ? new MalformedRequestException(VERSION_NOT_SUPPORTED, "this server supports HTTP/1.1 and HTTP/2")
                    : bad("the first line does not end with a version of HTTP");
        }
    }

    private static RequestLine of(String method, String target) {
        boolean isForServer = method.equals("OPTIONS") && target.equals("*");
        if (REFUSED_METHODS.contains(method) || isForServer) {
            throw new MalformedRequestException(METHOD_NOT_ALLOWED, "this server supports GET, HEAD and POST");
        }
        if (Syntax.isOriginForm(target)) {
            return new RequestLine(method, target, Optional.empty());
        }
        return absolute(method, target);
    }

    private static RequestLine absolute(String method, String target) {
        int scheme = target.indexOf("://");
        if (scheme < 0) {
            throw bad("the target is neither a path nor an absolute URI");
        }
        String name = target.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!name.equals("http") && !name.equals("https")) {
            throw bad("the target's scheme is neither http nor https");
        }
        String rest = target.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        String path = rest.startsWith("/", end) ? rest.substring(end) : "/" + rest.substring(end);
        if (!Syntax.isHost(authority) || !Syntax.isOriginForm(path)) {
            throw bad("the target is not a valid URI");
        }
        return new RequestLine(method, path, Optional.of(authority));
    }
}

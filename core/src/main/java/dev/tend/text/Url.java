package dev.tend.text;

import java.util.Optional;

/**
 * A URL of the web, as a client needs it (RFC 3986). It refuses other schemes, and every character that could end a
 * line or a word of a request early.
 *
 * @param secure whether it is {@code https}
 * @param user the part before the {@code @}, decoded: {@code name:password}
 * @param host a name or an address, an IPv6 one without its brackets
 * @param port 1 to 65535
 * @param target path and query, beginning with {@code /}; a fragment is dropped
 */
public record Url(boolean secure, Optional<String> user, String host, int port, String target) {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST = 8 << 10;

    /** @throws UrlException where it is none, or none of the web */
    public static Url parse(String text) {
        requireGraphic(text);
        boolean secure = begins(text, HTTPS);
        if (!secure && !begins(text, HTTP)) {
            throw new UrlException("does not begin with http:// or https://");
        }
        int start = secure ? HTTPS.length() : HTTP.length();
        int end = firstOf(text, "/?#", start);
        int at = text.lastIndexOf('@', end - 1);
        var user = at >= start ? Optional.of(decoded(text.substring(start, at))) : Optional.<String>empty();
        String authority = text.substring(Math.max(start, at + 1), end);
        int colon = colon(authority);
        String number = authority.substring(Math.min(colon + 1, authority.length()));
        int port = number.isEmpty() ? secure ? HTTPS_PORT : HTTP_PORT : port(number);
        return new Url(secure, user, host(authority.substring(0, colon)), port, target(text, end));
    }

    private static void requireGraphic(String text) {
        if (text.length() > LONGEST) {
            throw new UrlException("is longer than " + LONGEST + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                throw new UrlException("has a blank or a control character: write it as %20 and the like");
            }
        }
    }

    private static boolean begins(String text, String scheme) {
        return text.length() >= scheme.length()
                && Ascii.lower(text.substring(0, scheme.length())).equals(scheme);
    }

    private static int firstOf(String text, String characters, int from) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Returns the index where the host ends and the port, if there is one, begins. */
    private static int colon(String authority) {
        int close = authority.startsWith("[") ? authority.indexOf(']') : -1;
        if (authority.startsWith("[") && close < 0) {
            throw new UrlException("has a [ that is never closed");
        }
        int colon = close >= 0 ? close + 1 : authority.indexOf(':');
        if (close >= 0 && colon < authority.length() && authority.charAt(colon) != ':') {
            throw new UrlException("has something other than a port after its address");
        }
        return colon < 0 ? authority.length() : colon;
    }

    private static String host(String written) {
        String host = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
        String decoded = decoded(host);
        if (decoded.isEmpty()) {
            throw new UrlException("has no host");
        }
        if (firstOf(decoded, "[]@\\/?# ", 0) < decoded.length() || decoded.startsWith("-")) {
            throw new UrlException("has a host that is neither a name nor an address");
        }
        return decoded;
    }

    private static int port(String number) {
        int port = 0;
        for (int i = 0; i < number.length() && port <= LAST_PORT; i++) {
            char digit = number.charAt(i);
            port = digit >= '0' && digit <= '9' ? port * 10 + digit - '0' : LAST_PORT + 1;
        }
        if (port == 0 || port > LAST_PORT) {
            throw new UrlException("has a port that is not between 1 and " + LAST_PORT);
        }
        return port;
    }

    private static String target(String text, int from) {
        int fragment = text.indexOf('#', from);
        String target = text.substring(from, fragment < 0 ? text.length() : fragment);
        return target.startsWith("/") ? target : "/" + target;
    }

    /** Replaces each {@code %41} by its byte, which must be a visible ASCII character. */
    private static String decoded(String text) {
        var decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                decoded.append(text.charAt(i));
                continue;
            }
            int code = i + 2 < text.length()
                    ? Ascii.digit(text.charAt(i + 1), 16) << 4 | Ascii.digit(text.charAt(i + 2), 16)
                    : -1;
            if (code < ' ' || code >= 0x7f) {
                throw new UrlException("has a % that is not followed by the code of a plain character");
            }
            decoded.append((char) code);
            i += 2;
        }
        return decoded.toString();
    }

    /**
     * Returns the target of a redirection, be it a whole URL or one relative to this.
     *
     * @throws UrlException if it is no URL of the web
     */
    public Url resolve(String location) {
        int colon = location.indexOf(':');
        if (colon > 0 && colon < firstOf(location, "/?#", 0)) {
            return parse(location);
        }
        if (location.startsWith("//")) {
            return parse((secure ? "https:" : "http:") + location);
        }
        requireGraphic(location);
        return new Url(secure, user, host, port, withoutDots(target(joined(location), 0)));
    }

    private String joined(String location) {
        String path = target.substring(0, firstOf(target, "?", 0));
        if (location.startsWith("/")) {
            return location;
        }
        boolean samePath = location.isEmpty() || location.startsWith("?") || location.startsWith("#");
        return (samePath ? path : path.substring(0, path.lastIndexOf('/') + 1)) + location;
    }

    /** Without the {@code .} and {@code ..} of a path. */
    private static String withoutDots(String target) {
        int end = firstOf(target, "?", 0);
        var path = new StringBuilder();
        int at = 1;
        while (at <= end) {
            int slash = Math.min(firstOf(target, "/", at), end);
            String part = target.substring(at, slash);
            if (part.equals("..")) {
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            } else if (!part.equals(".")) {
                path.append('/').append(part);
            }
            if (slash == end && (part.equals(".") || part.equals(".."))) {
                path.append('/');
            }
            at = slash + 1;
        }
        return path + target.substring(end);
    }

    /** Host and port as a request's {@code Host} has them: the port only where it is not the usual one. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }

    /** Without user and password, for messages and for those that are not to know them. */
    @Override
    public String toString() {
        return (secure ? HTTPS : HTTP) + authority() + target;
    }
}

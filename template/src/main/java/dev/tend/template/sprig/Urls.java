package dev.tend.template.sprig;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** URLs as maps: scheme, userinfo, host, hostname, path, query, opaque, fragment. */
final class Urls {

    private Urls() {}

    /** @throws FunctionException if the text is no URL */
    static GoMap parse(GoString raw) {
        // Each byte is a character, so that bytes that are no UTF-8 stay as they are.
        String url = new String(raw.toBytes(), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) < ' ' || url.charAt(i) == 0x7f) {
                throw failure(url, "net/url: invalid control character in URL");
            }
        }
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        String rest = hash < 0 ? url : url.substring(0, hash);
        int colon = scheme(url, rest);
        String scheme = rest.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        rest = rest.substring(colon < 0 ? 0 : colon + 1);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);

        String opaque = "";
        if (!rest.startsWith("/") && !scheme.isEmpty()) {
            opaque = rest;
            rest = "";
        } else if (!rest.startsWith("/") && rest.split("/", 2)[0].indexOf(':') >= 0) {
            throw failure(url, "first path segment in URL cannot contain colon");
        }
        String authority = "";
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = rest.substring(2, slash < 0 ? rest.length() : slash);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        int at = authority.lastIndexOf('@');
        String host = unescaped(url, authority.substring(at + 1));
        GoMap map = GoMap.of(GoType.OBJECT);
        put(map, "scheme", scheme);
        put(map, "userinfo", at < 0 ? "" : authority.substring(0, at));
        put(map, "host", host);
        put(map, "hostname", hostname(url, host));
        put(map, "path", unescaped(url, rest));
        put(map, "query", query);
        put(map, "opaque", opaque);
        put(map, "fragment", unescaped(url, fragment));
        return map;
    }

    private static FunctionException failure(String url, String why) {
        return new FunctionException(
                "unable to parse url: parse " + Quotes.quote(bytes(url)).utf8() + ": " + why);
    }

    private static void put(GoMap map, String key, String value) {
        map.put(key, bytes(value));
    }

    private static GoString bytes(String text) {
        return GoString.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns where the scheme ends, or -1 without one. */
    private static int scheme(String url, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (c == ':') {
                if (i == 0) {
                    throw failure(url, "missing protocol scheme");
                }
                return i;
            }
            if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
                return -1;
            }
        }
        return -1;
    }

    private static String hostname(String url, String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.lastIndexOf(':');
        boolean port = colon > bracket;
        for (int i = colon + 1; port && i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                throw failure(url, "invalid port " + Quotes.quote(host.substring(colon)) + " after host");
            }
        }
        String name = port ? host.substring(0, colon) : host;
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static String unescaped(String url, String text) {
        var bytes = new GoStringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.appendByte(text.charAt(i));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                String escape = text.substring(i, Math.min(text.length(), i + 3));
                throw failure(url, "invalid URL escape " + Quotes.quote(escape));
            }
            bytes.appendByte(high << 4 | low);
            i += 2;
        }
        return new String(bytes.toGoString().toBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the URL of a map as {@link #parse} returns it. */
    static String join(GoMap map) {
        String scheme = part(map, "scheme");
        String opaque = part(map, "opaque");
        String userinfo = part(map, "userinfo");
        String host = part(map, "host");
        String path = escaped(part(map, "path"));
        var url = new StringBuilder(scheme.isEmpty() ? "" : scheme + ":");
        if (!opaque.isEmpty()) {
            url.append(opaque);
        } else {
            if (!scheme.isEmpty() || !host.isEmpty() || !userinfo.isEmpty()) {
                boolean authority = !host.isEmpty() || !userinfo.isEmpty() || path.startsWith("//");
                url.append(authority ? "//" : "")
                        .append(userinfo.isEmpty() ? "" : userinfo + "@")
                        .append(host);
            }
            url.append(!path.isEmpty() && !path.startsWith("/") && !host.isEmpty() ? "/" : "")
                    .append(path);
        }
        String query = part(map, "query");
        String fragment = escaped(part(map, "fragment"));
        url.append(query.isEmpty() ? "" : "?" + query);
        return url.append(fragment.isEmpty() ? "" : "#" + fragment).toString();
    }

    private static String part(GoMap map, String key) {
        Object value = map.get(key);
        if (map.containsKey(key) && !(value instanceof GoString)) {
            throw new FunctionException("unable to parse " + key + " key, must be of type string, but "
                    + Conversions.kind(value) + " found");
        }
        return value instanceof GoString text ? text.utf8() : "";
    }

    private static String escaped(String text) {
        GoString bytes = GoString.of(text);
        var escaped = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            int c = bytes.at(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.~$&+,/:;=@!*'()".indexOf(c) >= 0);
            if (plain) {
                escaped.append((char) c);
            } else {
                escaped.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
            }
        }
        return escaped.toString();
    }
}

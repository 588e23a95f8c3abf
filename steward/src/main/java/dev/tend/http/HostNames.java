package dev.tend.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which the steward may be asked for. Addresses are always allowed: an attacker whose own name leads to
 * this machine still makes the browser ask for that name.
 */
final class HostNames {

    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    HostNames(Collection<String> more) {
        more.forEach(name -> names.add(lower(name)));
    }

    boolean contains(String host) {
        return isAddress(host) || names.contains(lower(host));
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || !host.isEmpty() && host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }

    /** Returns the part before the port in {@code HOST:PORT} or {@code [HOST]:PORT}. */
    static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

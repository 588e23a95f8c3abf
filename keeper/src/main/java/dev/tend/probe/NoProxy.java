package dev.tend.probe;

import dev.tend.text.Ascii;
import dev.tend.text.Url;
import java.util.Optional;

/**
 * The variable {@code no_proxy}, read as Go's {@code net/http} does: names, which mean those below them too, {@code .example.com}
 * for only those below, addresses, {@code 10.0.0.0/8}, each perhaps with a port, and {@code *}. This machine itself is never asked
 * through a proxy.
 */
final class NoProxy {

    private final String list;

    NoProxy(String list) {
        this.list = Ascii.lower(list);
    }

    boolean covers(Url url) {
        String host = Ascii.lower(url.host());
        var address = InternetAddress.parse(host);
        if (host.equals("localhost")
                || address.filter(InternetAddress::isLoopback).isPresent()) {
            return true;
        }
        int at = 0;
        while (at <= list.length()) {
            int comma = list.indexOf(',', at);
            int end = comma < 0 ? list.length() : comma;
            if (matches(list.substring(at, end).trim(), host, address, url.port())) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean matches(String entry, String host, Optional<InternetAddress> address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return inBlock(entry.substring(0, slash), entry.substring(slash + 1), address);
        }
        int colon = portAt(entry);
        String name = unbracketed(entry.substring(0, colon));
        if (name.isEmpty()
                || (colon < entry.length() && !entry.substring(colon + 1).equals(String.valueOf(port)))) {
            return false;
        }
        var named = InternetAddress.parse(name);
        if (named.isPresent()) {
            return address.isPresent() && address.get().matches(named.get(), InternetAddress.BITS);
        }
        return isAtOrBelow(host, name.startsWith("*.") ? name.substring(1) : name);
    }

    private static boolean isAtOrBelow(String host, String name) {
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inBlock(String start, String length, Optional<InternetAddress> address) {
        var block = InternetAddress.parse(start);
        int bits = 0;
        for (int i = 0; i < length.length() && bits <= InternetAddress.BITS; i++) {
            bits = length.charAt(i) >= '0' && length.charAt(i) <= '9'
                    ? bits * 10 + length.charAt(i) - '0'
                    : InternetAddress.BITS + 1;
        }
        if (block.isEmpty() || address.isEmpty() || length.isEmpty()) {
            return false;
        }
        int all = bits + (block.get().isV4() ? InternetAddress.BITS_BEFORE_V4 : 0);
        return all <= InternetAddress.BITS && address.get().matches(block.get(), all);
    }

    /** Returns the position of the colon before a port; an IPv6 address without brackets has many colons and no port. */
    private static int portAt(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean one =
                colon >= 0 && (entry.indexOf(':') == colon || entry.startsWith("[") && entry.indexOf(']') == colon - 1);
        return one ? colon : entry.length();
    }

    private static String unbracketed(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}

package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.Address;
import dev.tend.text.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the address of a service: {@code tcp:8080}, {@code tcp:127.0.0.1:8080}, {@code tcp:[::1]:8080}, the same with
 * {@code udp}, {@code unix:/run/web.sock}, with {@code :0660} behind it for the file's mode. Names are refused, because
 * a look-up can block.
 */
final class Addresses {

    /** A service that needs more has another problem. */
    private static final int MOST = 32;

    private static final int LAST_PORT = 65_535;
    private static final int UNIX_MODE = 0660;

    private Addresses() {}

    static List<Address> parse(String value) {
        var addresses = new ArrayList<Address>();
        for (String item : Values.words(value)) {
            var address = address(item);
            if (addresses.contains(address)) {
                throw new BadValue(BadValue.quoted(item) + " is given twice: keep one of them");
            }
            addresses.add(address);
        }
        if (addresses.size() > MOST) {
            throw new BadValue("has more than " + MOST + " addresses");
        }
        return List.copyOf(addresses);
    }

    private static Address address(String item) {
        int colon = item.indexOf(':');
        String rest = item.substring(colon + 1);
        return switch (item.substring(0, Math.max(colon, 0))) {
            case "tcp" -> inet(true, rest);
            case "udp" -> inet(false, rest);
            case "unix" -> unix(rest);
            default -> throw BadValue.no("address", item, "one such as tcp:8080, udp:53 or unix:/run/web.sock");
        };
    }

    private static Address inet(boolean stream, String text) {
        int colon = text.lastIndexOf(':');
        int port = Values.whole(text.substring(colon + 1), 1, LAST_PORT);
        if (colon < 0) {
            return new Address.Inet(stream, "", port);
        }
        String host = text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        String ip = brackets ? host.substring(1, host.length() - 1) : host;
        if (brackets != ip.indexOf(':') >= 0 || IpAddress.parse(ip).isEmpty()) {
            throw BadValue.no("IP address", host, "one such as 127.0.0.1 or [::1]: names are not looked up");
        }
        return new Address.Inet(stream, ip, port);
    }

    private static Address unix(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasMode = colon >= 0 && text.indexOf('/', colon) < 0;
        String path = Values.socketPath(hasMode ? text.substring(0, colon) : text);
        int mode = hasMode ? Values.mode(text.substring(colon + 1)) : UNIX_MODE;
        return new Address.Unix(path, mode);
    }
}

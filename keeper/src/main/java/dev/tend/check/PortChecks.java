package dev.tend.check;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.service.Address;
import dev.tend.text.IpAddress;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks in {@code /proc/net} whether another program has a port at which a keeper is to listen for a service. */
final class PortChecks {

    /** See {@code tcp_states.h} of the kernel: it listens, and the same for UDP. */
    private static final String LISTENS = "0A";

    private static final String UNCONNECTED = "07";

    /** Columns of the table, see {@code proc_pid_net(5)}. */
    private static final int LOCAL = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;

    private static final int LIMIT = 8 << 20;
    private static final String KEEPER = "tend";
    private static final String DIGITS = "0123456789ABCDEF";
    private static final String MAPPED = "0000000000000000FFFF0000";
    private static final int WORD = 4;
    private static final int PORT_DIGITS = 4;

    private final Files files;

    PortChecks(Files files) {
        this.files = files;
    }

    /** Returns what is in the way now, as a sentence; empty where nothing is, or a keeper has the port. */
    Optional<String> problem(Address.Inet address) {
        String table = address.stream() ? "/proc/net/tcp" : "/proc/net/udp";
        for (String path : List.of(table, table + "6")) {
            for (String line : lines(path)) {
                var columns = ShellWords.split(line);
                if (columns.size() > INODE && isTaken(columns, address)) {
                    return owner(columns.get(INODE))
                            .filter(owner -> !owner.endsWith("(" + KEEPER + ")"))
                            .map(owner -> "port " + address.port() + " is taken by " + owner
                                    + " now: the service cannot start while it is");
                }
            }
        }
        return Optional.empty();
    }

    private List<String> lines(String path) {
        var lines = new ArrayList<String>();
        String table = files.readIfPossible(path, LIMIT);
        int from = table.indexOf('\n') + 1; // behind the names of the columns
        for (int end = table.indexOf('\n', from); end >= 0; end = table.indexOf('\n', from)) {
            lines.add(table.substring(from, end));
            from = end + 1;
        }
        return lines;
    }

    private static boolean isTaken(List<String> columns, Address.Inet address) {
        String local = columns.get(LOCAL);
        int colon = local.indexOf(':');
        String ip = local.substring(0, Math.max(0, colon));
        return columns.get(STATE).equals(address.stream() ? LISTENS : UNCONNECTED)
                && local.substring(colon + 1).equals(hex(address.port()))
                && (isAny(ip) || address.ip().isEmpty() || isAny(hex(address.ip())) || isSame(ip, hex(address.ip())));
    }

    /** Also where an IPv6 socket has an IPv4 address. */
    private static boolean isSame(String ip, String other) {
        return ip.equals(other) || ip.equals(MAPPED + other);
    }

    private static boolean isAny(String ip) {
        return ip.replace("0", "").isEmpty();
    }

    private static String hex(int port) {
        var text = new StringBuilder();
        for (int i = PORT_DIGITS - 1; i >= 0; i--) {
            text.append(DIGITS.charAt(port >> 4 * i & 0xf));
        }
        return text.toString();
    }

    /** As the kernel shows it on a machine whose words begin with their lowest byte. */
    private static String hex(String ip) {
        byte[] bytes = IpAddress.parse(ip).orElse(new byte[0]);
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i - i % WORD + WORD - 1 - i % WORD];
            text.append(DIGITS.charAt(b >> 4 & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
        return text.toString();
    }

    /** The process that has the socket, as far as we may know. */
    private Optional<String> owner(String inode) {
        String socket = "socket:[" + inode + "]";
        for (String pid : files.namesIfPossible("/proc")) {
            if (pid.charAt(0) <= '9' && has(pid, socket)) {
                return Optional.of("process " + pid + " ("
                        + files.readIfPossible("/proc/" + pid + "/comm", LIMIT).trim() + ")");
            }
        }
        return Optional.of("another process");
    }

    private boolean has(String pid, String socket) {
        String folder = "/proc/" + pid + "/fd";
        for (String descriptor : files.namesIfPossible(folder)) {
            if (link(folder + "/" + descriptor).filter(socket::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> link(String path) {
        try {
            return files.link(path);
        } catch (KernelException hidden) {
            return Optional.empty();
        }
    }
}

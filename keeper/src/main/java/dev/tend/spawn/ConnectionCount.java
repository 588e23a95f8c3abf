package dev.tend.spawn;

import dev.tend.kernel.KernelException;
import dev.tend.path.GuardedPaths;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Text;
import dev.tend.service.Address;
import dev.tend.text.Ascii;
import java.util.List;

/** Finds out, in a child of the keeper's, whether anybody is connected to some listen sockets, as {@code /proc/net} tells. */
final class ConnectionCount {

    private static final int PIECE = 64 << 10;
    private static final int COLUMNS = 8;

    private final List<Address> addresses;
    private boolean found;

    ConnectionCount(List<Address> addresses) {
        this.addresses = addresses;
    }

    /** @throws KernelException where that cannot be known */
    boolean isAnybodyConnected() {
        for (String table : List.of("tcp", "tcp6", "unix")) {
            read("/proc/self/net/" + table, table.equals("unix"));
        }
        return found;
    }

    /** Reads a table, which may be large, piece by piece. A machine without IPv6 has no table for it. */
    private void read(String path, boolean unix) {
        int fd = Paths.open(path, Paths.O_RDONLY, 0);
        byte[] piece = new byte[PIECE];
        int held = 0;
        for (int count = 1; fd >= 0 && count > 0 && !found; ) {
            count = Descriptors.read(fd, piece, held, PIECE - held);
            held += Math.max(0, count);
            int from = 0;
            for (int i = 0; i < held; i++) {
                if (piece[i] == '\n') {
                    line(Text.decode(piece, from, i), unix);
                    from = i + 1;
                }
            }
            held -= from;
            System.arraycopy(piece, from, piece, 0, held);
        }
        Descriptors.close(fd);
    }

    private void line(String text, boolean unix) {
        String[] columns = new String[COLUMNS];
        int at = 0;
        for (int i = 0; i < COLUMNS; i++) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int end = i < COLUMNS - 1 || !unix ? text.indexOf(' ', at) : text.length();
            columns[i] = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end;
        }
        for (Address address : addresses) {
            found |= switch (address) {
                case Address.Inet inet -> !unix && inet.stream() && isTcp(columns, inet.port());
                case Address.Unix(var path, var _) -> unix && columns[5].equals("03") && isPath(columns[7], path);
            };
        }
    }

    /** Tells whether a line of {@code /proc/net/tcp} is of a connection to a port that has not ended on both sides. */
    private static boolean isTcp(String[] columns, int port) {
        boolean open =
                switch (columns[3]) {
                    case "01", "03", "04", "05", "08", "09" ->
                        true; // <net/tcp_states.h>: not closed, TIME_WAIT, LISTEN
                    default -> false;
                };
        String hex = Ascii.upper(Integer.toHexString(0x10000 | port));
        return open && columns[1].endsWith(":" + hex.substring(1));
    }

    private static boolean isPath(String found, String path) {
        return found.equals(path)
                || found.startsWith(GuardedPaths.HELD) && found.endsWith(path.substring(path.lastIndexOf('/')));
    }
}

package dev.tend.linux;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Sockets;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import java.util.List;

/** The socket of the system's log daemon. Never waits for it. A daemon that was restarted is found again. */
public final class SyslogSocket {

    public static final String PATH = "/dev/log"; // _PATH_LOG, <syslog.h>

    private static final int EAGAIN = 11;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final String path;
    private int descriptor = -1;

    public SyslogSocket(String path) {
        this.path = path;
    }

    /**
     * Sends one message.
     *
     * @param priority facility and severity, as {@code syslog(3)} has them
     * @param text {@code NAME[PID]: MESSAGE}, of which the first {@code count} bytes are sent
     * @return a negated errno, EAGAIN where the daemon has to read first; else a number that is not negative
     */
    public int send(int priority, byte[] text, int count) {
        byte[] head = Text.encode(head(priority, Times.localtime(Times.micros(Times.CLOCK_REALTIME) / 1_000_000)));
        byte[] message = new byte[head.length + count];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(text, 0, message, head.length, count);
        int sent = descriptor < 0 ? -1 : Sockets.send(descriptor, message, 0, message.length);
        if (sent >= 0 || sent == -EAGAIN) {
            return sent;
        }
        int connected = connect();
        return connected < 0 ? connected : Sockets.send(descriptor, message, 0, message.length);
    }

    private int connect() {
        close();
        descriptor = Sockets.datagram();
        int connected = descriptor < 0 ? descriptor : Sockets.connect(descriptor, path);
        if (connected < 0) {
            close();
        }
        return connected;
    }

    private void close() {
        if (descriptor >= 0) {
            Descriptors.close(descriptor);
        }
        descriptor = -1;
    }

    /** As RFC 3164 has it, with a blank at its end: {@code <30>Nov  1 07:43:43 }. */
    static String head(int priority, int[] date) {
        String day = (date[3] < 10 ? " " : "") + date[3];
        return "<" + priority + ">" + MONTHS.get(date[4]) + " " + day + " " + two(date[2]) + ":" + two(date[1]) + ":"
                + two(date[0]) + " ";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}

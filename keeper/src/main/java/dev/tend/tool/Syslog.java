package dev.tend.tool;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Sockets;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import dev.tend.text.Escapes;
import java.util.List;

/**
 * Tells the system's log daemon. Never waits for it: what it can't take now is lost, and the next message that it takes is
 * preceded by one that says how many were. A daemon that was restarted is found again.
 */
public final class Syslog {

    public static final int ERROR = 3; // LOG_ERR, <syslog.h>
    public static final int WARNING = 4; // LOG_WARNING
    public static final int NOTICE = 5; // LOG_NOTICE
    public static final int INFO = 6; // LOG_INFO

    private static final String SOCKET = "/dev/log"; // _PATH_LOG, <syslog.h>
    private static final int DAEMON = 3 << 3; // LOG_DAEMON, <syslog.h>
    private static final int LONGEST = 8000;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final String program;
    private final String socket;
    private int descriptor = -1;
    private int lost;

    /** @param program the name that stands before each message */
    public Syslog(String program) {
        this(program, SOCKET);
    }

    Syslog(String program, String socket) {
        this.program = program;
        this.socket = socket;
    }

    /** Sends one message, facility daemon. */
    public void tell(int severity, String message) {
        if (lost > 0 && sent(WARNING, lost + " messages were lost")) {
            lost = 0;
        }
        if (!sent(severity, message)) {
            lost++;
        }
    }

    private boolean sent(int severity, String message) {
        int[] date = Times.localtime(Times.micros(Times.CLOCK_REALTIME) / 1_000_000);
        byte[] bytes =
                Text.encode(line(severity, date, program + "[" + Tasks.getpid() + "]: " + Escapes.line(message)));
        int count = Math.min(bytes.length, LONGEST);
        return send(bytes, count) || reconnected() && send(bytes, count);
    }

    private boolean send(byte[] bytes, int count) {
        return descriptor >= 0 && Sockets.send(descriptor, bytes, 0, count) >= 0;
    }

    private boolean reconnected() {
        if (descriptor >= 0) {
            Descriptors.close(descriptor);
        }
        descriptor = Sockets.datagram();
        if (descriptor >= 0 && Sockets.connect(descriptor, socket) < 0) {
            Descriptors.close(descriptor);
            descriptor = -1;
        }
        return descriptor >= 0;
    }

    /** As RFC 3164 has it: {@code <30>Nov  1 07:43:43 tend[1]: text}. */
    static String line(int severity, int[] date, String rest) {
        String day = (date[3] < 10 ? " " : "") + date[3];
        return "<" + (DAEMON | severity) + ">" + MONTHS.get(date[4]) + " " + day + " " + two(date[2]) + ":"
                + two(date[1]) + ":" + two(date[0]) + " " + rest;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}

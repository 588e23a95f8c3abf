package dev.tend.tool;

import dev.tend.linux.SyslogSocket;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;

/**
 * Tells the system's log daemon. Never waits for it: what it can't take now is lost, and the next message that it takes is
 * preceded by one that says how many were.
 */
public final class Syslog {

    public static final int ERROR = 3; // LOG_ERR, <syslog.h>
    public static final int WARNING = 4; // LOG_WARNING
    public static final int NOTICE = 5; // LOG_NOTICE
    public static final int INFO = 6; // LOG_INFO

    private static final int DAEMON = 3 << 3; // LOG_DAEMON, <syslog.h>
    private static final int LONGEST = 8000;

    private final String program;
    private final SyslogSocket socket = new SyslogSocket(SyslogSocket.PATH);
    private int lost;

    /** @param program the name that stands before each message */
    public Syslog(String program) {
        this.program = program;
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
        byte[] text = Text.encode(program + "[" + Tasks.getpid() + "]: " + Escapes.line(message));
        return socket.send(DAEMON | severity, text, Math.min(text.length, LONGEST)) >= 0;
    }
}

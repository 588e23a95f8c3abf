package dev.tend.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines as messages of RFC 5424: {@code <30>1 TIMESTAMP HOST SERVICE - - - LINE}. The timestamp is the line's own where the service has
 * {@code log-timestamps=iso}, else the time at which it is sent. A log does not say which process wrote a line, so there is no pid.
 */
final class Messages {

    /** Facility daemon, severity informational. */
    private static final int LINE = 30;

    /** Facility daemon, severity warning. */
    private static final int WARNING = 28;

    private static final int LONGEST_NAME = 48; // RFC 5424, APP-NAME
    private static final Pattern STAMP = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z) (.*)");

    private final String host;

    Messages(String host) {
        this.host = host.isEmpty() ? "-" : host;
    }

    /** Returns a message for each line that is not blank, or several for a line that is too long. @param longest in bytes */
    List<byte[]> of(String service, String lines, int longest) {
        var all = new ArrayList<byte[]>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> add(all, service, line, longest));
        return all;
    }

    private void add(List<byte[]> all, String service, String line, int longest) {
        var stamped = STAMP.matcher(line);
        boolean has = stamped.matches();
        byte[] head = head(LINE, has ? stamped.group(1) : now(), service);
        byte[] text = (has ? stamped.group(2) : line).getBytes(UTF_8);
        for (int from = 0, end; from < text.length; from = end) {
            end = end(text, from, longest - head.length);
            all.add(joined(head, text, from, end));
        }
    }

    /** Returns the end of a part that does not divide a character. */
    private static int end(byte[] text, int from, int most) {
        int end = Math.min(text.length, from + most);
        while (end < text.length && (text[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }

    private static byte[] joined(byte[] head, byte[] text, int from, int end) {
        byte[] message = new byte[head.length + end - from];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(text, from, message, head.length, end - from);
        return message;
    }

    /** Returns a message of the steward's own about a service. */
    byte[] warning(String service, String text) {
        byte[] head = head(WARNING, now(), service);
        byte[] bytes = text.getBytes(UTF_8);
        return joined(head, bytes, 0, bytes.length);
    }

    private byte[] head(int priority, String time, String service) {
        String name = service.length() > LONGEST_NAME ? service.substring(0, LONGEST_NAME) : service;
        return ("<" + priority + ">1 " + time + " " + host + " " + name + " - - - ").getBytes(UTF_8);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }
}

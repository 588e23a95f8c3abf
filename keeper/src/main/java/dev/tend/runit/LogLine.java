package dev.tend.runit;

/** One line on its way into logs: the part that patterns look at, and the time it came. The rest of a longer line is not kept. */
final class LogLine {

    private static final byte[] CUT = {'.', '.', '.'};

    private final byte[] text;
    private final LogStamp kind;
    private final byte[] stamp = new byte[LogStamp.ROOM];
    private final Printable printable;
    private int length;

    LogLine(int longest, LogStamp kind, Printable printable) {
        this.text = new byte[longest];
        this.kind = kind;
        this.printable = printable;
    }

    void begin(long micros) {
        length = 0;
        kind.write(micros, stamp);
    }

    boolean full() {
        return length == text.length;
    }

    void add(byte one) {
        text[length++] = printable.shown(one);
    }

    boolean selectedBy(LogConfig config) {
        return LogRule.selects(config.rules(), text, length);
    }

    boolean alertedBy(LogConfig config) {
        return LogRule.alerts(config.rules(), text, length);
    }

    void writeTo(LogFolder log) {
        log.write(stamp, kind.length());
        log.write(log.prefix(), log.prefix().length);
        log.write(text, length);
    }

    /** All of it on its own, with dots where it has been cut off, and a newline. */
    byte[] alone(byte[] prefix) {
        byte[] cut = full() ? CUT : new byte[0];
        byte[] all = new byte[kind.length() + prefix.length + length + cut.length + 1];
        System.arraycopy(stamp, 0, all, 0, kind.length());
        System.arraycopy(prefix, 0, all, kind.length(), prefix.length);
        System.arraycopy(text, 0, all, kind.length() + prefix.length, length);
        System.arraycopy(cut, 0, all, all.length - cut.length - 1, cut.length);
        all[all.length - 1] = '\n';
        return all;
    }
}

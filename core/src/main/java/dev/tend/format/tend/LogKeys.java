package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.service.LogPolicy;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.SyslogLabel;
import dev.tend.text.Ascii;
import java.util.List;
import java.util.Optional;

/** The keys that say where output goes. */
final class LogKeys {

    /** Less would rotate at nearly every line. */
    private static final long LEAST_FILE = 1 << 10;

    /** A page, and what the kernel lets a pipe be: see {@code fcntl(2)}, F_SETPIPE_SZ. */
    private static final long LEAST_PIPE = 4 << 10;

    private static final long LARGEST_PIPE = 1 << 30;

    private static final int MOST_FILES = 10_000;

    static final List<Key> ALL = List.of(
            new Key(
                    "log",
                    "file, console, syslog:FACILITY.SEVERITY:TAG, null, inherit or service:NAME",
                    "file",
                    "Where its output goes.",
                    LogKeys::target),
            new Key(
                    "log-size",
                    "a size",
                    "10M",
                    "How large a log file grows before it is rotated.",
                    (draft, value) -> draft.logSize = Values.size(value, LEAST_FILE, 1L << 60)),
            new Key(
                    "log-keep",
                    "0 to " + MOST_FILES,
                    "5",
                    "How many rotated files are kept.",
                    (draft, value) -> draft.logKeep = Values.whole(value, 0, MOST_FILES)),
            new Key(
                    "log-timestamps",
                    "none or iso",
                    "none",
                    "Whether UTC time with microseconds stands before each line.",
                    (draft, value) -> draft.logTimestamps =
                            Values.word(value, List.of("none", "iso")).equals("iso")),
            new Key(
                    "log-buffer",
                    "a size from 4k to 1G",
                    "(the system's, 64k)",
                    "How much output the pipe holds while no keeper reads it.",
                    (draft, value) -> draft.logBuffer = Values.size(value, LEAST_PIPE, LARGEST_PIPE)),
            new Key(
                    "log-full",
                    "block, drop-new or drop-old",
                    "block",
                    "What happens to output that cannot be written, as on a full disk.",
                    (draft, value) -> draft.logFull = Values.constant(value, LogPolicy.Full.values())),
            new Key(
                    "input",
                    "null or pipe",
                    "null",
                    "Its standard input: nothing, or what services write whose log is service: and its name.",
                    (draft, value) -> draft.input =
                            Values.word(value, List.of("null", "pipe")).equals("pipe")));

    private static final String SYSLOG = "syslog";
    private static final String SERVICE = "service:";

    private LogKeys() {}

    private static void target(Draft draft, String value) {
        boolean syslog = value.equals(SYSLOG) || value.startsWith(SYSLOG + ":");
        draft.logSyslog = syslog ? Optional.of(label(value)) : Optional.empty();
        if (syslog) {
            draft.logTarget = Target.SYSLOG;
            draft.logReader = Optional.empty();
            return;
        }
        if (!value.startsWith(SERVICE)) {
            Values.word(value, List.of("file", "console", SYSLOG, "null", "inherit", "service:NAME"));
        }
        draft.logTarget = Values.constant(value.startsWith(SERVICE) ? "service" : value, Target.values());
        draft.logReader = draft.logTarget == Target.SERVICE
                ? Optional.of(reader(value.substring(Math.min(value.length(), SERVICE.length()))))
                : Optional.empty();
    }

    /** Reads {@code syslog}, {@code syslog:local0.notice} or {@code syslog:local0.notice:web}. */
    private static SyslogLabel label(String value) {
        String rest = value.substring(Math.min(value.length(), SYSLOG.length() + 1));
        int colon = rest.indexOf(':');
        String level = colon < 0 ? rest : rest.substring(0, colon);
        String tag = colon < 0 ? "" : rest.substring(colon + 1);
        if (colon >= 0 && !isTag(tag)) {
            throw new BadValue(
                    BadValue.quoted(tag) + " is no tag: it has 1 to 32 of the characters a-z A-Z 0-9 . _ - @");
        }
        if (level.isEmpty()) {
            return new SyslogLabel(SyslogLabel.DEFAULT.facility(), SyslogLabel.DEFAULT.severity(), tag);
        }
        int dot = level.indexOf('.');
        int facility = SyslogLabel.FACILITIES.indexOf(dot < 0 ? level : level.substring(0, dot));
        int severity =
                dot < 0 ? SyslogLabel.DEFAULT.severity() : SyslogLabel.SEVERITIES.indexOf(level.substring(dot + 1));
        if (facility <= 0 || dot == 0 || severity < 0) {
            throw new BadValue(BadValue.quoted(level)
                    + " is no facility and severity of syslog: write for example daemon.info or local0.notice");
        }
        return new SyslogLabel(facility, severity, tag);
    }

    private static boolean isTag(String tag) {
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if ((c < 'a' || c > 'z') && !Ascii.isUpper(c) && !Ascii.isDigit(c) && "._-@".indexOf(c) < 0) {
                return false;
            }
        }
        return !tag.isEmpty() && tag.length() <= 32;
    }

    private static String reader(String name) {
        ServiceFile.nameProblem(name).ifPresent(problem -> {
            throw new BadValue(BadValue.quoted(name) + " is no service: " + problem);
        });
        return name;
    }
}

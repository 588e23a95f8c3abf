package dev.tend.service;

import java.util.List;

/**
 * The header of messages to the system's log daemon.
 *
 * @param facility its number, see {@link #FACILITIES}
 * @param severity its number, see {@link #SEVERITIES}
 * @param tag the name before the pid; "": the instance's
 */
public record SyslogLabel(int facility, int severity, String tag) {

    /** The names of facilities by their numbers in {@code <syslog.h>}; "" for those that a service cannot use. */
    public static final List<String> FACILITIES = List.of(
            "",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "",
            "",
            "",
            "",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    /** The names of severities by their numbers. */
    public static final List<String> SEVERITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    public static final SyslogLabel DEFAULT = new SyslogLabel(3, 6, "");

    /** Returns the number before each message: {@code 30} for daemon.info. */
    public int priority() {
        return facility << 3 | severity;
    }

    /** Returns {@code daemon.info}. */
    public String level() {
        return FACILITIES.get(facility) + "." + SEVERITIES.get(severity);
    }
}

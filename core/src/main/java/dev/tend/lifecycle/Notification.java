package dev.tend.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * A message of a service over its {@code $NOTIFY_SOCKET}, see {@code sd_notify(3)}: lines of {@code NAME=value}.
 * Unknown and invalid lines are ignored, because programs send systemd more than others need.
 */
public sealed interface Notification {

    /** {@code READY=1}: it is ready to serve, or has read its configuration again. */
    record IsReady() implements Notification {}

    /** {@code RELOADING=1}: it reads its configuration again, and says when that is done. */
    record IsReloading() implements Notification {}

    /** {@code STOPPING=1}: it is about to end. */
    record IsStopping() implements Notification {}

    /** {@code STATUS=...}: how it is, for people; never longer than {@link #LONGEST_STATUS}. */
    record HasStatus(String text) implements Notification {}

    /** {@code MAINPID=...}: another process is the main one now. */
    record HasMain(int pid) implements Notification {}

    /** {@code WATCHDOG=1}: it is alive. */
    record IsAlive() implements Notification {}

    /** {@code WATCHDOG=trigger}: it is not well, and wants to be treated as if it had been silent. */
    record IsUnwell() implements Notification {}

    /** {@code WATCHDOG_USEC=...}: how long it may be silent from now on, in microseconds. */
    record WantsWatchdog(long period) implements Notification {}

    /** {@code EXTEND_TIMEOUT_USEC=...}: it needs so many microseconds more for what it is doing. */
    record NeedsTime(long more) implements Notification {}

    int LONGEST_STATUS = 256;

    /** All that one message says, in its order. */
    static List<Notification> parse(String message) {
        var said = new ArrayList<Notification>();
        int at = 0;
        while (at < message.length()) {
            int end = message.indexOf('\n', at);
            end = end < 0 ? message.length() : end;
            int equals = message.indexOf('=', at);
            if (equals >= 0 && equals < end) {
                add(said, message.substring(at, equals), message.substring(equals + 1, end));
            }
            at = end + 1;
        }
        return said;
    }

    private static void add(List<Notification> said, String name, String value) {
        switch (name) {
            case "READY" -> addFlag(said, value, new IsReady());
            case "RELOADING" -> addFlag(said, value, new IsReloading());
            case "STOPPING" -> addFlag(said, value, new IsStopping());
            case "STATUS" -> said.add(new HasStatus(shown(value)));
            case "WATCHDOG" -> {
                addFlag(said, value, new IsAlive());
                if (value.equals("trigger")) {
                    said.add(new IsUnwell());
                }
            }
            case "MAINPID" -> {
                long pid = number(value);
                if (pid > 1 && pid <= Integer.MAX_VALUE) {
                    said.add(new HasMain((int) pid));
                }
            }
            case "WATCHDOG_USEC" -> {
                if (number(value) > 0) {
                    said.add(new WantsWatchdog(number(value)));
                }
            }
            case "EXTEND_TIMEOUT_USEC" -> {
                if (number(value) > 0) {
                    said.add(new NeedsTime(number(value)));
                }
            }
            default -> {} // FDSTORE, ERRNO, BUSERROR and others
        }
    }

    private static void addFlag(List<Notification> said, String value, Notification notification) {
        if (value.equals("1")) {
            said.add(notification);
        }
    }

    private static String shown(String value) {
        return value.substring(0, Math.min(value.length(), LONGEST_STATUS)).trim();
    }

    /** A decimal number of at most 15 digits, which a sum with the clock can stand; or -1. */
    private static long number(String text) {
        if (text.isEmpty() || text.length() > 15) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }
}

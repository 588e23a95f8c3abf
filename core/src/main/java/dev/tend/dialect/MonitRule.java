package dev.tend.dialect;

import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A test of monit's on a process: {@code if failed port 80 protocol HTTP request /ok with timeout 5 seconds then restart}, {@code
 * if totalmem > 500 MB for 2 cycles then alert}, {@code if 3 restarts within 5 cycles then unmonitor}.
 *
 * @param line where it stands
 * @param check as {@code health} takes it; where it is a limit of processor time, what follows it is its window. Empty where it is
 *     about restarts
 * @param cycles for how many in a row it must be so, or within how many so many restarts fall
 * @param count of restarts
 * @param timeout in seconds, 0 where none is said
 * @param action what is done then
 * @param loss what of it could not be expressed, or ""
 */
record MonitRule(int line, String check, long cycles, long count, long timeout, String action, String loss) {

    static final long SECOND = Durations.SECOND;

    /** How often BOSH's monit looks. */
    static final long CYCLE = 10 * SECOND;

    private static final List<String> UNITS = List.of(
            "b",
            "byte",
            "bytes",
            "k",
            "kb",
            "kilobyte",
            "kilobytes",
            "m",
            "mb",
            "megabyte",
            "megabytes",
            "g",
            "gb",
            "gigabyte",
            "gigabytes");
    private static final List<String> MEMORY = List.of("mem", "memory", "totalmem", "totalmemory");
    private static final List<String> PROCESSOR = List.of("cpu", "totalcpu");

    boolean isAboutRestarts() {
        return count > 0;
    }

    /** Whether it is about processor time. */
    boolean isProcessor() {
        return check.startsWith("cpu:");
    }

    /** Reads it from behind {@code if}; empty, with only words of it taken, where it is not understood. */
    static Optional<MonitRule> read(MonitWords words, int line) {
        String subject = words.keyword();
        long restarts = words.number();
        if (restarts > 0) {
            return restarts(words, line, restarts);
        }
        if (words.take("failed")) {
            return connection(words, line);
        }
        boolean total = words.take("total");
        String of = total ? "total" + words.keyword() : subject;
        if (MEMORY.contains(of) || PROCESSOR.contains(of)) {
            words.take(total ? of.substring("total".length()) : of);
            return usage(words, line, of);
        }
        return Optional.empty();
    }

    private static Optional<MonitRule> restarts(MonitWords words, int line, long count) {
        if (!words.take("restarts") && !words.take("restart")) {
            return Optional.empty();
        }
        long cycles = words.number();
        boolean whole = cycles > 0
                && (words.take("cycles") || words.take("cycle"))
                && words.keyword().equals("then");
        return whole ? Optional.of(new MonitRule(line, "", cycles, count, 0, action(words), "")) : Optional.empty();
    }

    private static Optional<MonitRule> usage(MonitWords words, int line, String of) {
        boolean above = words.take(">") || words.take("gt") || words.take("greater");
        words.take("than");
        String amount = Ascii.lower(words.keyword());
        if (!above || amount.isEmpty()) {
            return Optional.empty();
        }
        int digits = 0;
        while (digits < amount.length() && amount.charAt(digits) >= '0' && amount.charAt(digits) <= '9') {
            digits++;
        }
        words.next();
        String unit = digits < amount.length() ? amount.substring(digits) : words.keyword();
        if (digits == amount.length() && (unit.equals("%") || UNITS.contains(unit))) {
            words.next();
        }
        boolean processor = PROCESSOR.contains(of);
        if (digits == 0 || digits > 12 || unit.equals("%") != processor || !processor && !UNITS.contains(unit)) {
            return Optional.empty();
        }
        String number = amount.substring(0, digits);
        long cycles = cycles(words);
        if (cycles == 0 || !words.keyword().equals("then")) {
            return Optional.empty();
        }
        String check = processor
                ? "cpu:" + number + "%"
                : "memory:" + number + (unit.startsWith("b") ? "" : unit.substring(0, 1));
        String loss =
                of.startsWith("total") ? of + " counts its children, and only the process itself is looked at" : "";
        return Optional.of(new MonitRule(line, check, cycles, 0, 0, action(words), loss));
    }

    /** {@code for 3 cycles}, or {@code 3 times within 5 cycles}; 1 where nothing is said, 0 where it is not understood. */
    private static long cycles(MonitWords words) {
        words.take("for");
        long number = words.number();
        if (number < 0) {
            return 1;
        }
        if (words.take("times") || words.take("time")) {
            words.number();
        }
        return words.take("cycles") || words.take("cycle") ? number : 0;
    }

    private static Optional<MonitRule> connection(MonitWords words, int line) {
        String host = "127.0.0.1";
        long port = 0;
        long timeout = 0;
        String protocol = "";
        String request = "/";
        var options = new ArrayList<String>();
        boolean secure = false;
        String loss = "";
        while (!words.atEnd() && !words.keyword().equals("then") && !isCount(words)) {
            int before = words.line();
            switch (words.keyword()) {
                case "host" -> {
                    words.take("host");
                    host = words.next();
                }
                case "port" -> {
                    words.take("port");
                    port = words.number();
                }
                case "type" -> {
                    words.take("type");
                    String type = words.keyword();
                    words.next();
                    secure |= type.equals("tcpssl");
                    if (type.equals("udp")) {
                        return Optional.empty();
                    }
                }
                case "protocol", "proto" -> {
                    words.next();
                    protocol = words.keyword();
                    words.next();
                }
                case "request" -> {
                    words.take("request");
                    request = words.next();
                }
                case "status" -> {
                    words.take("status");
                    words.take("=");
                    options.addAll(List.of("status", words.next()));
                }
                case "content" -> {
                    words.take("content");
                    words.take("=");
                    options.addAll(List.of("text", words.next()));
                    loss = "content is looked for as a text, not as a pattern";
                }
                case "timeout" -> {
                    words.take("timeout");
                    timeout = Math.max(0, words.number());
                    words.passSeconds();
                }
                default -> loss = "in line " + before + " " + BadValue.quoted(words.next()) + " is not understood";
            }
        }
        long cycles = cycles(words);
        if (port <= 0 || cycles == 0) {
            return Optional.empty();
        }
        String address = host + ":" + port;
        boolean web = protocol.equals("http") || protocol.equals("https");
        secure |= protocol.equals("https");
        String check = "tcp:" + address;
        if (web) {
            String url = (secure ? "https://" : "http://") + address + (request.startsWith("/") ? "" : "/") + request;
            options.addFirst(url);
            check = ShellWords.join(options);
        } else if (!protocol.isEmpty() && !protocol.equals("default")) {
            loss = "protocol " + protocol + ": that somebody takes connections is all that is looked at";
        }
        return Optional.of(new MonitRule(line, check, cycles, 0, timeout, action(words), loss));
    }

    /** Whether a number of cycles comes next. */
    private static boolean isCount(MonitWords words) {
        String keyword = words.keyword();
        return keyword.equals("for") || !keyword.isEmpty() && keyword.charAt(0) >= '0' && keyword.charAt(0) <= '9';
    }

    /** What stands behind {@code then}; an {@code else}, for when it is well again, is passed over with all that belongs to it. */
    static String action(MonitWords words) {
        words.take("then");
        String action = words.keyword();
        words.next();
        if (action.equals("exec")) {
            action += " " + words.next();
        }
        if (words.take("else")) {
            words.take("if");
            while (!words.atEnd() && !words.keyword().equals("then")) {
                words.next();
            }
            action(words);
        }
        return action;
    }
}

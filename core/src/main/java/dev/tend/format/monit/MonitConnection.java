package dev.tend.format.monit;

import dev.tend.format.BadValue;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A test of monit's that connects to a port, and what it says of that, in any order, while it is read. */
final class MonitConnection {

    private final MonitWords words;
    private final int line;
    private String host = "127.0.0.1";
    private long port;
    private long timeout;
    private String protocol = "";
    private String request = "/";
    private boolean secure;
    private boolean possible = true;
    private String loss = "";

    /** The options that follow the URL. */
    private final List<String> options = new ArrayList<>();

    /** @param words from behind {@code failed} */
    MonitConnection(MonitWords words, int line) {
        this.words = words;
        this.line = line;
    }

    /** Empty where it is none that can be expressed. */
    Optional<MonitRule> rule() {
        while (!words.atEnd() && !words.keyword().equals("then") && !isCount()) {
            option();
        }
        long cycles = MonitRule.cycles(words);
        return possible && port > 0 && cycles > 0
                ? Optional.of(new MonitRule(line, check(), cycles, 0, timeout, MonitRule.action(words), loss))
                : Optional.empty();
    }

    /** Tells whether a number of cycles comes next. */
    private boolean isCount() {
        String keyword = words.keyword();
        return keyword.equals("for") || !keyword.isEmpty() && keyword.charAt(0) >= '0' && keyword.charAt(0) <= '9';
    }

    private void option() {
        String option = words.keyword();
        String written = words.next();
        switch (option) {
            case "host" -> host = words.next();
            case "port" -> port = words.number();
            case "type" -> type();
            case "protocol", "proto" -> protocol();
            case "request" -> request = words.next();
            case "status" -> value("status");
            case "content" -> {
                value("text");
                loss = "content is looked for as a text, not as a pattern";
            }
            case "timeout" -> {
                timeout = Math.max(0, words.number());
                words.passSeconds();
            }
            default -> loss = BadValue.quoted(written) + " is not understood";
        }
    }

    private void type() {
        String type = words.keyword();
        words.next();
        secure |= type.equals("tcpssl");
        possible &= !type.equals("udp");
    }

    private void protocol() {
        protocol = words.keyword();
        words.next();
        secure |= protocol.equals("https");
        if (!isWeb() && !protocol.equals("default")) {
            loss = "protocol " + protocol + ": only the connection is checked";
        }
    }

    private void value(String option) {
        words.take("=");
        options.add(option);
        options.add(words.next());
    }

    private boolean isWeb() {
        return protocol.equals("http") || protocol.equals("https");
    }

    private String check() {
        if (!isWeb()) {
            return "tcp:" + host + ":" + port;
        }
        var check = new ArrayList<String>();
        String path = request.startsWith("/") ? request : "/" + request;
        check.add((secure ? "https://" : "http://") + host + ":" + port + path);
        check.addAll(options);
        return ShellWords.join(check);
    }
}

package dev.tend.consul;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer of Consul.
 *
 * @param headers by their names in lower case
 */
record Reply(int status, Map<String, String> headers, String body) {

    static final int OK = 200;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;

    private static final String INDEX = "x-consul-index";
    private static final String LAST_CONTACT = "x-consul-lastcontact";
    private static final String KNOWN_LEADER = "x-consul-knownleader";
    private static final int LONGEST_REASON = 200;

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private OptionalLong number(String name) {
        try {
            var text = header(name);
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(text.get()));
        } catch (NumberFormatException garbage) {
            return OptionalLong.empty();
        }
    }

    /** Returns the index that a next question waits for a change of. */
    OptionalLong index() {
        return number(INDEX);
    }

    /** Returns the milliseconds since the server that answered has heard from the leader; 0 where it does not say. */
    long lastContactMillis() {
        return number(LAST_CONTACT).orElse(0);
    }

    boolean isLeaderless() {
        return header(KNOWN_LEADER).filter("false"::equals).isPresent();
    }

    /** Returns the status, and the first line of what was said with it. */
    String reason() {
        String line = body.lines().findFirst().orElse("").strip();
        String cut = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
        return cut.isEmpty() ? "status " + status : "status " + status + ": " + cut;
    }
}

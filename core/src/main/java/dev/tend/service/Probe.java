package dev.tend.service;

import dev.tend.text.Url;
import java.util.List;
import java.util.Optional;

/** A question that tells whether something answers. The way to ask it, and the time limit, are decided elsewhere. */
public sealed interface Probe {

    /**
     * A server accepts connections.
     *
     * @param host a name or an address
     */
    record Tcp(String host, int port) implements Probe {}

    /**
     * A request is answered as it should be.
     *
     * @param post whether it is a POST without a body, rather than a GET
     * @param status the only status that will do
     * @param text text that has to be in the body, or in its first megabyte
     * @param redirects whether up to ten redirections are followed, so that the status is that of the last answer
     * @param trust for {@code https}
     */
    record Http(Url url, boolean post, int status, Optional<String> text, boolean redirects, Trust trust)
            implements Probe {

        /** A GET. */
        public Http(Url url, int status, Optional<String> text, boolean redirects, Trust trust) {
            this(url, false, status, text, redirects, trust);
        }

        /** A GET that has to succeed, and no more. */
        public Http(Url url) {
            this(url, 200, Optional.empty(), false, Trust.SYSTEM);
        }

        /** Returns the same request as a POST, which asks for a change. */
        public Http asPost() {
            return new Http(url, true, status, text, redirects, trust);
        }
    }

    /** There is a file with that path. */
    record File(String path) implements Probe {}

    /** A command exits with 0. */
    record Exec(List<String> words) implements Probe {
        public Exec {
            words = List.copyOf(words);
        }
    }

    /** Returns the question, about as in a service file. */
    default String phrase() {
        return switch (this) {
            case Tcp(var host, var port) -> "tcp:" + host + ":" + port;
            case Http http ->
                (http.url().secure() ? "https://" : "http://") + http.url().host() + ":"
                        + http.url().port() + http.url().target();
            case File(var path) -> "file:" + path;
            case Exec(var words) -> "exec:" + String.join(" ", words);
        };
    }

    /**
     * The certificates that are trusted.
     *
     * @param authorities the file of certificates of the authorities, instead of the system's
     * @param anybody whether certificates are not checked
     */
    record Trust(Optional<String> authorities, boolean anybody) {

        public static final Trust SYSTEM = new Trust(Optional.empty(), false);
    }
}

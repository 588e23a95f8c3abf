package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.Probe;
import dev.tend.service.Probe.Trust;
import dev.tend.text.Url;
import dev.tend.text.UrlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what to ask: {@code tcp:HOST:PORT}, {@code http://HOST/PATH} or {@code https://...} (also {@code http:URL}), {@code
 * file:PATH}, {@code exec:COMMAND}. After a URL may stand {@code status 204}, {@code text "all is well"}, {@code redirects},
 * {@code ca-file PATH} and {@code insecure}, in any order.
 */
public final class Probes {

    private static final List<String> KINDS =
            List.of("tcp:HOST:PORT", "http://HOST/PATH", "https://HOST/PATH", "file:PATH", "exec:COMMAND");
    private static final List<String> OPTIONS = List.of("status", "text", "redirects", "ca-file", "insecure");
    private static final int OK = 200;
    private static final int LAST_PORT = 65_535;

    private Probes() {}

    /** @throws BadValue where it says nothing that can be asked */
    public static Probe parse(String text) {
        return parse(text, List.of());
    }

    /** @param others the words that are allowed in place of a probe, for messages */
    static Probe parse(String text, List<String> others) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(colon, 0))) {
            case "tcp" -> tcp(rest.trim());
            case "http" -> http(rest.startsWith("//") ? text : rest);
            case "https" -> http(text);
            case "file" -> new Probe.File(Values.absolutePath(rest.trim()));
            case "exec" -> exec(rest);
            default -> {
                var kinds = new ArrayList<>(KINDS);
                kinds.addAll(others);
                throw BadValue.no("probe", text, "one of " + String.join(", ", kinds));
            }
        };
    }

    private static Probe tcp(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, Math.max(colon, 0));
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        String name = brackets ? host.substring(1, host.length() - 1) : host;
        if (name.isEmpty() || name.indexOf(' ') >= 0 || (!brackets && name.indexOf(':') >= 0)) {
            throw BadValue.no("address", address, "one such as localhost:8080 or [::1]:8080");
        }
        return new Probe.Tcp(name, Values.whole(address.substring(colon + 1), 1, LAST_PORT));
    }

    private static Probe exec(String command) {
        var words = Values.words(command);
        if (words.isEmpty()) {
            throw BadValue.no("command", command.trim(), "a program and its arguments");
        }
        return new Probe.Exec(words);
    }

    private static Probe http(String text) {
        var words = Values.words(text);
        if (words.isEmpty()) {
            throw BadValue.no("URL", text.trim(), "one such as http://127.0.0.1:8080/health");
        }
        var options = new HttpOptions(words.subList(1, words.size()));
        return new Probe.Http(
                url(words.getFirst()),
                options.status,
                options.text,
                options.redirects,
                new Trust(options.authorities, options.insecure));
    }

    static Url url(String text) {
        try {
            return Url.parse(text);
        } catch (UrlException wrong) {
            throw new BadValue(BadValue.quoted(text) + " " + wrong.getMessage());
        }
    }

    /** Reads the options that follow a URL. */
    private static final class HttpOptions {

        private final List<String> words;
        private int at;
        int status = OK;
        Optional<String> text = Optional.empty();
        Optional<String> authorities = Optional.empty();
        boolean redirects;
        boolean insecure;

        HttpOptions(List<String> words) {
            this.words = new ArrayList<>(words);
            while (at < words.size()) {
                take(words.get(at++));
            }
        }

        private void take(String option) {
            switch (option) {
                case "status" -> status = Values.whole(value(option), 100, 599);
                case "text" -> text = Optional.of(value(option)).filter(wanted -> !wanted.isEmpty());
                case "ca-file" -> authorities = Optional.of(Values.absolutePath(value(option)));
                case "redirects" -> redirects = true;
                case "insecure" -> insecure = true;
                default -> throw BadValue.noneOf(option, OPTIONS);
            }
        }

        private String value(String option) {
            if (at == words.size()) {
                throw new BadValue(BadValue.quoted(option) + " has no value after it");
            }
            return words.get(at++);
        }
    }
}

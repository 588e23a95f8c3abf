package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.service.Command;
import dev.tend.service.Environment;
import dev.tend.service.Readiness;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.text.Durations;
import dev.tend.text.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the one service that is part of Tend: the steward. A key with a dot in its name is a setting of the
 * steward, checked here as far as possible without other keys, and handed to it as text.
 */
final class StewardKeys {

    /**
     * The start limit of the steward. A setting that it refuses may become valid soon, such as a certificate that is
     * being renewed; but it does not retry for ever, because each attempt starts a JVM.
     */
    static final GiveUp GIVE_UP = new GiveUp(20, 15 * Durations.MINUTE);

    /** The same as the value of give-up. */
    static final String GIVE_UP_TEXT = "20 in 15m";

    private static final int SCHEME = 6;
    private static final int LAST_PORT = 65_535;
    private static final String PATH = "an absolute path";

    static final List<Key> ALL = List.of(
            new Key(
                    "steward",
                    "yes or no",
                    "no",
                    "Whether it is tend-steward(1), which needs no cmd and takes the keys below.",
                    (draft, value) -> draft.steward = Values.yesNo(value)),
            setting(
                    "http.listen",
                    "IP:PORT, [IP]:PORT, PORT or unix:PATH, between blanks",
                    "(127.0.0.1:8180)",
                    "Where it answers HTTP; what other machines reach needs TLS, and an identity.",
                    StewardKeys::listen),
            setting(
                    "http.tls-cert",
                    PATH,
                    "(none)",
                    "Its certificate and those above it, as PEM.",
                    Values::absolutePath),
            setting("http.tls-key", PATH, "(none)", "The key of its certificate, as PEM.", Values::absolutePath),
            setting(
                    "http.client-ca",
                    PATH,
                    "(none)",
                    "Who signs the certificates of those who may do everything, as PEM.",
                    Values::absolutePath),
            setting(
                    "http.token-file",
                    PATH,
                    "(none)",
                    "Bearer tokens: \"read TOKEN\" or \"full TOKEN\" on each line.",
                    Values::absolutePath),
            setting(
                    "http.names",
                    "names between blanks or commas",
                    "(none)",
                    "Under which names it may be asked for, besides localhost and those in its certificate.",
                    Values::items),
            setting(
                    "forward.to",
                    "udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT",
                    "(nowhere)",
                    "Where it sends the lines of all logs, as RFC 5424 says.",
                    StewardKeys::collector),
            setting(
                    "forward.state",
                    PATH,
                    "(none)",
                    "The directory, its own, where it remembers how far each log was sent; needed with forward.to.",
                    Values::absolutePath),
            setting(
                    "forward.services",
                    "names or patterns between blanks or commas",
                    "(all)",
                    "Whose logs it sends.",
                    Values::items),
            setting(
                    "forward.ca",
                    PATH,
                    "(those of Java)",
                    "Who signs the certificate of a tls:// collector, as PEM.",
                    Values::absolutePath),
            setting(
                    "forward.tls-cert",
                    PATH,
                    "(none)",
                    "Its own certificate for a tls:// collector, as PEM.",
                    Values::absolutePath),
            setting("forward.tls-key", PATH, "(none)", "The key of that certificate, as PEM.", Values::absolutePath));

    private StewardKeys() {}

    /** Throws {@link BadValue} where the value is none. */
    private interface Check {
        void look(String value);
    }

    private static Key setting(String name, String values, String initial, String help, Check check) {
        return new Key(name, values, initial, help, (draft, value) -> {
            check.look(value);
            draft.settings.append(name).append('=').append(value).append('\n');
        });
    }

    /**
     * Fills in the defaults of the steward.
     *
     * @param givesUp whether its file sets a start limit
     */
    static void complete(Draft draft, boolean givesUp) {
        var policy = draft.restartPolicy();
        if (!givesUp && GiveUpCheck.least(policy, GIVE_UP.ends()) < GIVE_UP.window()) {
            draft.giveUp = Optional.of(GIVE_UP);
        }
        draft.variables.put(Environment.SETTINGS, draft.settings.toString());
        if (draft.command.isEmpty()) {
            draft.command = Optional.of(new Command.Words(List.of(Command.STEWARD)));
            draft.sign = draft.sign.equals(Readiness.DEFAULT.sign()) ? new Sign.Descriptor(3) : draft.sign;
        }
    }

    /** Settings that do not go together: the steward would refuse them. */
    record Fault(String key, String message) {}

    /** Finds what the steward would refuse whatever there is on the machine. */
    static Optional<Fault> fault(String settings) {
        var forwarding = forwardingFault(settings);
        if (forwarding.isPresent()) {
            return forwarding;
        }
        boolean certificate = has(settings, "http.tls-cert");
        boolean authority = has(settings, "http.client-ca");
        if (certificate != has(settings, "http.tls-key")) {
            return Optional.of(new Fault(
                    certificate ? "http.tls-cert" : "http.tls-key",
                    "http.tls-cert and http.tls-key go together: give both, or none"));
        }
        if (authority && !certificate) {
            return Optional.of(
                    new Fault("http.client-ca", "client certificates need TLS: add http.tls-cert and http.tls-key"));
        }
        if (certificate && (authority || has(settings, "http.token-file"))) {
            return Optional.empty();
        }
        String missing = certificate ? "http.token-file or http.client-ca" : "http.tls-cert and http.tls-key";
        return open(value(settings, "http.listen"))
                .map(word -> new Fault(
                        "http.listen",
                        BadValue.quoted(word) + " is open to other machines: add " + missing
                                + ", or listen on 127.0.0.1"));
    }

    private static Optional<Fault> forwardingFault(String settings) {
        for (String key :
                List.of("forward.state", "forward.services", "forward.ca", "forward.tls-cert", "forward.tls-key")) {
            if (has(settings, key) && !has(settings, "forward.to")) {
                return Optional.of(new Fault(key, key + " needs forward.to: add it, or remove " + key));
            }
        }
        if (has(settings, "forward.to") && !has(settings, "forward.state")) {
            return Optional.of(new Fault(
                    "forward.to",
                    "forward.to needs forward.state: add a directory that belongs to the steward's user"));
        }
        boolean certificate = has(settings, "forward.tls-cert");
        if (certificate != has(settings, "forward.tls-key")) {
            return Optional.of(new Fault(
                    certificate ? "forward.tls-cert" : "forward.tls-key",
                    "forward.tls-cert and forward.tls-key go together: give both, or none"));
        }
        return Optional.empty();
    }

    private static void collector(String value) {
        int colon = value.lastIndexOf(':');
        boolean scheme = value.startsWith("udp://") || value.startsWith("tcp://") || value.startsWith("tls://");
        if (!scheme || colon <= SCHEME || value.indexOf('/', SCHEME) >= 0 || value.indexOf('@') >= 0) {
            throw BadValue.no("collector", value, "udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT");
        }
        Values.whole(value.substring(colon + 1), 1, LAST_PORT);
    }

    private static boolean has(String settings, String key) {
        return !value(settings, key).isEmpty();
    }

    private static String value(String settings, String key) {
        String line = "\n" + key + "=";
        int at = ("\n" + settings).indexOf(line);
        if (at < 0) {
            return "";
        }
        int start = at + line.length() - 1;
        return settings.substring(start, settings.indexOf('\n', start));
    }

    /** Returns the first address that other machines can reach. */
    private static Optional<String> open(String addresses) {
        for (String word : addresses.isEmpty() ? List.<String>of() : Values.items(addresses)) {
            int colon = word.lastIndexOf(':');
            if (!word.startsWith("unix:") && colon > 0 && !isLoopback(word.substring(0, colon))) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static boolean isLoopback(String host) {
        var bytes = IpAddress.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        return bytes.filter(StewardKeys::isLoopback).isPresent();
    }

    private static boolean isLoopback(byte[] address) {
        int last = address.length - 1;
        if (last == 3) {
            return address[0] == 127;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        boolean mapped = address[10] == -1 && address[11] == -1;
        return mapped && address[12] == 127
                || address[10] == 0
                        && address[11] == 0
                        && address[12] == 0
                        && address[13] == 0
                        && address[14] == 0
                        && address[15] == 1;
    }

    private static void listen(String value) {
        for (String word : Values.items(value)) {
            int colon = word.lastIndexOf(':');
            if (word.startsWith("unix:")) {
                Values.socketPath(word.substring(5));
            } else if (colon >= 0 && !isAddress(word.substring(0, colon))) {
                throw BadValue.no("address", word, "IP:PORT, [IP]:PORT, PORT or unix:PATH");
            } else {
                Values.whole(word.substring(colon + 1), 0, LAST_PORT);
            }
        }
    }

    private static boolean isAddress(String host) {
        boolean bare = !host.startsWith("[") || !host.endsWith("]");
        return IpAddress.parse(bare ? host : host.substring(1, host.length() - 1))
                        .isPresent()
                && bare == (host.indexOf(':') < 0);
    }
}

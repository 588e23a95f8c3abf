package dev.tend.dialect;

import dev.tend.service.Command;
import dev.tend.service.Environment;
import dev.tend.service.Readiness;
import dev.tend.service.Readiness.Sign;
import dev.tend.text.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the one service that is Tend's own: the steward. What has a dot in its name is a setting of its, checked here as far
 * as one key alone can be, and handed to it as text.
 */
final class StewardKeys {

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
                    Values::items));

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

    /** What holds for the steward where its file does not say otherwise. */
    static void complete(Draft draft) {
        draft.variables.put(Environment.SETTINGS, draft.settings.toString());
        if (draft.command.isEmpty()) {
            draft.command = Optional.of(new Command.Words(List.of(Command.STEWARD)));
            draft.sign = draft.sign.equals(Readiness.DEFAULT.sign()) ? new Sign.Descriptor(3) : draft.sign;
        }
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

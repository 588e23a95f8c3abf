package dev.tend.consul;

import dev.tend.certificate.ClientTls;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The place of Consul, and the way to ask it.
 *
 * @param address {@code http://HOST:PORT}, {@code https://HOST:PORT} or {@code unix:PATH}
 * @param token as it is given, where no file is
 * @param tokenFile is read again when it changes
 * @param namespace of questions that name none; empty for that of the token
 * @param maxStale the age of an answer by a server that is not the leader; 0: only the leader answers
 * @param hold how long Consul holds a question whose answer does not change
 * @param requestsPerSecond how many requests are made in a second
 * @param mostWatches how many questions are held at a time; others are asked now and then
 * @param settle how long an empty answer is not trusted after Consul came back
 */
public record ConsulSettings(
        String address,
        Optional<String> token,
        Optional<Path> tokenFile,
        ClientTls tls,
        String namespace,
        Duration maxStale,
        Duration hold,
        int requestsPerSecond,
        int mostWatches,
        Duration settle) {

    static final String UNIX = "unix:";

    private static final Duration MAX_STALE = Duration.ofSeconds(2);
    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final int REQUESTS = 50;

    /** Half of the connections that an agent takes from one client, so that a second client of this machine has some. */
    private static final int WATCHES = 100;

    /** Returns the default settings for an address, and no token. */
    public static ConsulSettings at(String address) {
        return new ConsulSettings(
                address,
                Optional.empty(),
                Optional.empty(),
                new ClientTls(Optional.empty(), Optional.empty(), Optional.empty()),
                "",
                MAX_STALE,
                HOLD,
                REQUESTS,
                WATCHES,
                SETTLE);
    }

    /**
     * Returns what the keys {@code consul.*} say; empty where there is no address.
     *
     * @throws SettingsException where they cannot be used
     */
    public static Optional<ConsulSettings> of(Settings settings) {
        return settings.text("consul.address").map(address -> of(address, settings));
    }

    private static ConsulSettings of(String address, Settings settings) {
        String url = address.startsWith(UNIX) || address.contains("://") ? address : "http://" + address;
        check(url);
        return new ConsulSettings(
                url,
                Optional.empty(),
                settings.path("consul.token-file"),
                new ClientTls(
                        settings.path("consul.ca"), settings.path("consul.tls-cert"), settings.path("consul.tls-key")),
                settings.text("consul.namespace").orElse(""),
                settings.duration("consul.max-stale").orElse(MAX_STALE),
                settings.duration("consul.wait").orElse(HOLD),
                settings.number("consul.requests").orElse(REQUESTS),
                settings.number("consul.watches").orElse(WATCHES),
                settings.duration("consul.settle").orElse(SETTLE));
    }

    private static void check(String url) {
        try {
            if (!url.startsWith(UNIX) && URI.create(url).getHost() == null) {
                throw new SettingsException("consul.address: " + url + " names no host");
            }
        } catch (IllegalArgumentException malformed) {
            throw new SettingsException(
                    "consul.address: " + url + " is no address: write HOST:PORT, a URL or unix:PATH");
        }
    }

    /** Without the token, wherever this may be printed. */
    @Override
    public String toString() {
        return address;
    }
}

package dev.tend.http;

import dev.tend.steward.Settings;
import dev.tend.steward.SettingsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/** An address that is listened on, as {@code http.listen} names it. */
sealed interface Listener {

    /** Where it is listened where nobody says otherwise. */
    String USUAL = "127.0.0.1:8180";

    /** The prefix of a Unix socket's path. */
    String UNIX = "unix:";

    /** A port of this machine. */
    record Tcp(InetSocketAddress address) implements Listener {

        /** Whether only this machine can reach it. */
        boolean isLocal() {
            return address.getAddress().isLoopbackAddress();
        }
    }

    /** A socket in the file system, for whoever may write to it. */
    record Unix(Path path) implements Listener {}

    /** Where to bind. */
    default SocketAddress bound() {
        return switch (this) {
            case Tcp(var address) -> address;
            case Unix(var path) -> UnixDomainSocketAddress.of(path);
        };
    }

    /** @throws SettingsException where one of them is no address */
    static List<Listener> all(Settings settings) {
        var words = settings.words("http.listen");
        return (words.isEmpty() ? List.of(USUAL) : words).stream().map(Listener::of).toList();
    }

    private static Listener of(String word) {
        if (word.startsWith(UNIX)) {
            return new Unix(Path.of(word.substring(UNIX.length())));
        }
        int colon = word.lastIndexOf(':');
        try {
            String host = colon < 1 ? "127.0.0.1" : word.substring(0, colon);
            int port = Integer.parseInt(word.substring(colon + 1));
            return new Tcp(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException | IllegalArgumentException wrong) {
            throw new SettingsException("http.listen: \"" + word
                    + "\" is no address of this machine: write IP:PORT, [IP]:PORT, PORT or unix:PATH");
        }
    }
}

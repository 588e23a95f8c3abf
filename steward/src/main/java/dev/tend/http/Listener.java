package dev.tend.http;

import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An address that is listened on, as {@code http.listen} names it. */
sealed interface Listener {

    /** The default address. */
    String USUAL = "127.0.0.1:8180";

    /** The prefix of a Unix socket's path. */
    String UNIX = "unix:";

    /** A port of this machine. */
    record Tcp(InetSocketAddress address) implements Listener {

        @Override
        public String toString() {
            String host = address.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
        }

        /** Tells whether only this machine can reach it. */
        boolean isLocal() {
            return address.getAddress().isLoopbackAddress();
        }
    }

    /** A socket in the file system, for all users with permission to write to it. */
    record Unix(Path path) implements Listener {

        @Override
        public String toString() {
            return UNIX + path;
        }
    }

    /** Returns the address to bind to. */
    default SocketAddress bound() {
        return switch (this) {
            case Tcp(var address) -> address;
            case Unix(var path) -> UnixDomainSocketAddress.of(path);
        };
    }

    /**
     * Checks that it can be listened on, as far as possible without doing so.
     *
     * @throws SettingsException if another program listens on it already, or it is no address of this machine
     */
    default void probe() {
        try {
            if (this instanceof Unix(var path) && Files.exists(path)) {
                clear(path);
            }
            switch (this) {
                case Tcp(var address) -> bind(StandardProtocolFamily.INET, address);
                case Unix(var path) -> {
                    bind(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
                    Files.delete(path);
                }
            }
        } catch (IOException taken) {
            throw new SettingsException("http.listen: cannot listen on " + this + ": " + taken.getMessage(), taken);
        }
    }

    /** Removes what a steward left that did not end by itself. */
    private static void clear(Path socket) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobodyThere) {
            if (!Files.isRegularFile(socket) && !Files.isDirectory(socket)) {
                Files.delete(socket);
            }
        }
    }

    private static void bind(StandardProtocolFamily family, SocketAddress address) throws IOException {
        boolean six = address instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet6Address;
        try (var channel = ServerSocketChannel.open(six ? StandardProtocolFamily.INET6 : family)) {
            channel.bind(address);
        }
    }

    /** @throws SettingsException where one of them is no address */
    static List<Listener> all(Settings settings) {
        var words = settings.words("http.listen");
        return (words.isEmpty() ? List.of(USUAL) : words)
                .stream().map(Listener::of).toList();
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

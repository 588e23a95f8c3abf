package dev.tend.service;

/** The address of a service: a socket that the keeper opens for it and keeps open while its processes come and go. */
public sealed interface Address {

    /** As it is written in a service file: {@code tcp:8080}. */
    String text();

    /**
     * @param stream whether it is TCP, else UDP
     * @param ip as {@link dev.tend.text.IpAddress} takes it; empty: every address of the machine
     */
    record Inet(boolean stream, String ip, int port) implements Address {

        @Override
        public String text() {
            String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
            return (stream ? "tcp:" : "udp:") + host + (ip.isEmpty() ? "" : ":") + port;
        }
    }

    /** A stream socket at a path. @param mode of its file */
    record Unix(String path, int mode) implements Address {

        @Override
        public String text() {
            return "unix:" + path;
        }
    }

    /** Returns the name of its descriptor in {@code LISTEN_FDNAMES}, where colons separate names. */
    default String name() {
        return text().replace(':', '-');
    }
}

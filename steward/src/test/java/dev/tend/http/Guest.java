package dev.tend.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A raw client of a test's own server, which may send any bytes. */
final class Guest implements AutoCloseable {

    private static final int MOST_BYTES = 2000;
    private static final int PAUSE_MILLIS = 10;
    private static final int LONGEST_MILLIS = 20_000;
    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    private final Socket socket;

    Guest(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    Guest say(String text) throws IOException {
        return say(text.getBytes(US_ASCII));
    }

    Guest say(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The beginning of what is answered: the version of HTTP and the code. */
    String answer() throws IOException {
        socket.setSoTimeout(LONGEST_MILLIS);
        return new String(socket.getInputStream().readNBytes(STATUS_LINE), US_ASCII);
    }

    /** Says something each time that nothing came; whether the server hung up before it had got all. */
    boolean isHungUpOn(byte... again) throws IOException {
        socket.setSoTimeout(PAUSE_MILLIS);
        try {
            for (int i = 0; i < MOST_BYTES; i++) {
                say(again);
                if (hasEnded()) {
                    return true;
                }
            }
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private boolean hasEnded() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.tend.forward;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Sends each message as a datagram: RFC 5426. A collector that is away is noticed only if its machine says so. */
final class UdpCollector implements Collector {

    /** The size, in bytes, that every receiver should accept, and that fits into few packets: RFC 5426, section 3.2. */
    private static final int LONGEST = 2048;

    private final DatagramSocket socket;

    UdpCollector(InetSocketAddress address) throws IOException {
        socket = new DatagramSocket();
        socket.connect(address);
    }

    @Override
    public void send(Iterable<byte[]> messages) throws IOException {
        for (byte[] message : messages) {
            socket.send(new DatagramPacket(message, message.length));
        }
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public void close() {
        socket.close();
    }
}

package dev.tend.probe;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Inet;
import dev.tend.posix.Sockets;
import dev.tend.posix.Terminals;
import java.util.ArrayList;
import java.util.List;

/** A connection to a host, by the first of its addresses that takes one; each gets its share of the time. */
final class Connection implements AutoCloseable {

    private final int descriptor;
    private final Deadline deadline;

    private Connection(int descriptor, Deadline deadline) {
        this.descriptor = descriptor;
        this.deadline = deadline;
    }

    /** @throws Unanswered with what the first address had to say, where none takes a connection */
    static Connection open(String host, int port, Deadline deadline) {
        var addresses = addresses(host, port);
        var refusals = new ArrayList<Unanswered>();
        for (int i = 0; i < addresses.size(); i++) {
            try {
                return new Connection(connected(addresses.get(i), deadline.share(addresses.size() - i)), deadline);
            } catch (Unanswered why) {
                refusals.add(why);
            }
        }
        throw refusals.getFirst();
    }

    private static List<byte[]> addresses(String host, int port) {
        var addresses = new ArrayList<byte[]>();
        int code = Inet.getaddrinfo(host, port, addresses);
        if (addresses.isEmpty()) {
            throw new Unanswered(
                    switch (code) {
                        case Inet.EAI_NONAME, Inet.EAI_NODATA -> "there is no host \"" + host + "\"";
                        case Inet.EAI_AGAIN -> "no name server says where \"" + host + "\" is";
                        default -> "cannot find host \"" + host + "\"";
                    });
        }
        return addresses;
    }

    private static int connected(byte[] address, Deadline deadline) {
        int descriptor = must(Inet.socket(address));
        try {
            int result = Inet.connect(descriptor, address);
            if (result == -Errno.EINPROGRESS) {
                deadline.await(descriptor, Terminals.POLLOUT);
                result = Inet.error(descriptor);
            }
            must(result);
            return descriptor;
        } catch (Unanswered why) {
            Descriptors.close(descriptor);
            throw why;
        }
    }

    private static int must(int result) {
        if (result < 0) {
            throw new Unanswered(Errno.phrase(-result));
        }
        return result;
    }

    void send(byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            deadline.await(descriptor, Terminals.POLLOUT);
            int count = Sockets.send(descriptor, bytes, done, bytes.length - done);
            done += count == -Errno.EAGAIN ? 0 : must(count);
        }
    }

    /** Waits for some bytes, and returns how many; 0 at the end. */
    int receive(byte[] into) {
        while (true) {
            deadline.await(descriptor, Terminals.POLLIN);
            int count = Descriptors.read(descriptor, into);
            if (count != -Errno.EAGAIN && count != -Errno.EINTR) {
                return must(count);
            }
        }
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}

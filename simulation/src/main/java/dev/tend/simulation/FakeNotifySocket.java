package dev.tend.simulation;

import dev.tend.kernel.NotifySocket;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A mailbox that the world fills with what it likes. */
final class FakeNotifySocket implements NotifySocket {

    private final int descriptor;
    private final FakePoller poller;
    private final Runnable closed;
    private final Queue<Letter> letters = new ArrayDeque<>();

    FakeNotifySocket(FakePoller poller, Runnable closed) {
        this.poller = poller;
        this.closed = closed;
        descriptor = poller.open();
    }

    void leave(Letter letter) {
        letters.add(letter);
        poller.makeReadable(descriptor);
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Letter> next() {
        var letter = Optional.ofNullable(letters.poll());
        if (letters.isEmpty()) {
            poller.makeUnreadable(descriptor);
        }
        return letter;
    }

    @Override
    public void close() {
        poller.close(descriptor);
        closed.run();
    }
}

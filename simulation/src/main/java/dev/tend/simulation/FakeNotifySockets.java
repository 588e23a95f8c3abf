package dev.tend.simulation;

import dev.tend.kernel.NotifySocket;
import java.util.Map;
import java.util.TreeMap;

/** The mailboxes there are, by path. They end with the keeper. */
final class FakeNotifySockets {

    private final FakePoller poller;
    private final Map<String, FakeNotifySocket> notifySockets = new TreeMap<>();

    FakeNotifySockets(FakePoller poller) {
        this.poller = poller;
    }

    NotifySocket open(String path) {
        if (notifySockets.containsKey(path)) {
            throw new InvariantBroken("two mailboxes at " + path);
        }
        var notifySocket = new FakeNotifySocket(poller, () -> notifySockets.remove(path));
        notifySockets.put(path, notifySocket);
        return notifySocket;
    }

    /** Leaves a letter, where there is a mailbox. */
    void leave(String path, NotifySocket.Letter letter) {
        var notifySocket = notifySockets.get(path);
        if (notifySocket != null) {
            notifySocket.leave(letter);
        }
    }

    int count() {
        return notifySockets.size();
    }

    void keeperDied() {
        notifySockets.clear();
    }
}

package dev.tend.simulation;

import dev.tend.kernel.NotifySocket;
import java.util.Map;
import java.util.TreeMap;

/** The mailboxes there are, by path. They end with the keeper. */
final class FakeNotifySockets {

    private final FakePoller poller;
    private final Map<String, FakeNotifySocket> mailboxes = new TreeMap<>();

    FakeNotifySockets(FakePoller poller) {
        this.poller = poller;
    }

    NotifySocket open(String path) {
        if (mailboxes.containsKey(path)) {
            throw new InvariantBroken("two mailboxes at " + path);
        }
        var mailbox = new FakeNotifySocket(poller, () -> mailboxes.remove(path));
        mailboxes.put(path, mailbox);
        return mailbox;
    }

    /** Leaves a letter, where there is a mailbox. */
    void leave(String path, NotifySocket.Letter letter) {
        var mailbox = mailboxes.get(path);
        if (mailbox != null) {
            mailbox.leave(letter);
        }
    }

    int count() {
        return mailboxes.size();
    }

    void keeperDied() {
        mailboxes.clear();
    }
}

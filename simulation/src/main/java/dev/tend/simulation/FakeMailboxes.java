package dev.tend.simulation;

import dev.tend.kernel.Mailbox;
import java.util.Map;
import java.util.TreeMap;

/** The mailboxes there are, by path. They end with the keeper. */
final class FakeMailboxes {

    private final FakePoller poller;
    private final Map<String, FakeMailbox> mailboxes = new TreeMap<>();

    FakeMailboxes(FakePoller poller) {
        this.poller = poller;
    }

    Mailbox open(String path) {
        if (mailboxes.containsKey(path)) {
            throw new InvariantBroken("two mailboxes at " + path);
        }
        var mailbox = new FakeMailbox(poller, () -> mailboxes.remove(path));
        mailboxes.put(path, mailbox);
        return mailbox;
    }

    /** Leaves a letter, where there is a mailbox. */
    void leave(String path, Mailbox.Letter letter) {
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

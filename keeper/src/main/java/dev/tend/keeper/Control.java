package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The control socket: takes connections in, and holds them. What they ask is answered by the {@link Desk}. */
final class Control {

    /** More people and programs than ever ask at once; one more is told so. */
    private static final int MOST = 256;

    private final Kernel kernel;
    private final Loop loop;
    private final Desk desk;
    private final int userId;
    private final int listener;
    private final boolean groupMayAsk;
    private final List<Conversation> conversations = new ArrayList<>();

    Control(Kernel kernel, Loop loop, KeeperOptions options, Desk desk) {
        this.kernel = kernel;
        this.loop = loop;
        this.desk = desk;
        this.userId = kernel.userId();
        this.groupMayAsk = options.controlGroup().isPresent();
        this.listener = kernel.listen(KeeperOptions.controlSocket(options.runFolder()), options.controlGroup());
        loop.listen(listener, this::accept);
    }

    private void accept() {
        for (var peer = kernel.accept(listener); peer.isPresent(); peer = kernel.accept(listener)) {
            var conversation = new Conversation(kernel, loop, peer.get().descriptor(), desk, conversations::remove);
            conversations.add(conversation);
            int user = peer.get().user();
            if (user != 0 && user != userId && !groupMayAsk) {
                conversation.end(77, "user " + user + " may not control this keeper");
            } else if (conversations.size() > MOST) {
                conversation.end(75, "too many connections: more than " + MOST);
            }
        }
    }

    /** Something changed about an instance: who waits for it may have an answer. */
    void changed(Instance instance) {
        forEach(conversation -> conversation.changed(instance));
    }

    void told(Reply.Told told) {
        forEach(conversation -> conversation.told(told));
    }

    private void forEach(Consumer<Conversation> action) {
        for (int i = conversations.size() - 1; i >= 0; i--) { // an action may end, and so remove, its own conversation
            action.accept(conversations.get(i));
        }
    }

    /** Says good-bye to who waits for the keeper's end, and stops listening. */
    void close(String socket) {
        forEach(Conversation::keeperEnds);
        loop.ignore(listener);
        kernel.close(listener);
        try {
            kernel.remove(socket);
        } catch (KernelException stays) {
            return; // the next keeper replaces it
        }
    }
}

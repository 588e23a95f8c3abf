package dev.tend.control;

import dev.tend.wire.Reply;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** An answer of many replies, each made when the reader takes it: a slow reader costs no memory, and is not cut off. */
final class StreamedAnswer implements Answer {

    /** The memory that a held reply takes at least, in bytes. */
    private static final int REPLY = 96;

    private final ClientConnection asker;
    private final Iterator<? extends Reply> replies;
    private final Supplier<Reply.End> last;
    private final int weight;

    private StreamedAnswer(
            ClientConnection asker, Iterator<? extends Reply> replies, Supplier<Reply.End> last, int weight) {
        this.asker = asker;
        this.replies = replies;
        this.last = last;
        this.weight = weight;
    }

    /**
     * Returns an answer whose replies are made one by one.
     *
     * @param last gives the last reply when all others were given
     * @param weight the memory that this takes meanwhile, in bytes
     */
    static StreamedAnswer of(
            ClientConnection asker, Iterator<? extends Reply> replies, Supplier<Reply.End> last, int weight) {
        return new StreamedAnswer(asker, replies, last, weight);
    }

    /** Returns an answer whose replies exist already. */
    static StreamedAnswer of(ClientConnection asker, List<? extends Reply> replies, int code) {
        return new StreamedAnswer(asker, replies.iterator(), () -> new Reply.End(code, ""), REPLY * replies.size());
    }

    /** The last reply alone. */
    static StreamedAnswer end(ClientConnection asker, int code, String error) {
        return new StreamedAnswer(asker, List.<Reply>of().iterator(), () -> new Reply.End(code, error), 0);
    }

    @Override
    public void begin() {
        resume();
    }

    @Override
    public void resume() {
        while (asker.hasRoom()) {
            if (!replies.hasNext()) {
                var end = last.get();
                asker.done(end.code(), end.error());
                return;
            }
            asker.say(replies.next());
        }
    }

    @Override
    public void end() {
        // it holds nothing but memory
    }

    @Override
    public int weight() {
        return weight;
    }
}

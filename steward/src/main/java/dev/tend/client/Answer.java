package dev.tend.client;

import dev.tend.wire.Reply;
import java.util.List;

/**
 * All that the keeper answered to one request.
 *
 * @param replies all but the last
 */
public record Answer(List<Reply> replies, Reply.End end) {

    public Answer {
        replies = List.copyOf(replies);
    }

    /** The replies of one kind. */
    public <R extends Reply> List<R> all(Class<R> kind) {
        return replies.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Tells whether everything became as it was asked for. */
    public boolean isGood() {
        return end.code() == 0;
    }
}

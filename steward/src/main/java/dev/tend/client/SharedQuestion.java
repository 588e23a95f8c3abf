package dev.tend.client;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A question to the keeper whose answer is shared by all who ask it at once. A caller that asks while the keeper is
 * being asked waits for the next answer: no answer is older than the question, and a thousand callers at once cost the
 * keeper two answers. If the keeper fails to answer, that holds for all callers that have waited meanwhile, so that
 * none of them waits longer than the keeper's time limit.
 *
 * @param <K> the part of the answer that a caller wants; may be the same for all
 * @param <R> the answer
 */
public final class SharedQuestion<K, R> {

    private final Function<Set<K>, R> question;
    private final ReentrantLock asking = new ReentrantLock();

    /** The round that has not begun yet. */
    private Round next = new Round();

    /** @param question asks for what all askers of a round want to know */
    public SharedQuestion(Function<Set<K>, R> question) {
        this.question = question;
    }

    /**
     * Asks, or shares in an answer.
     *
     * @throws KeeperException where no keeper answers
     */
    public R ask(K wanted) {
        var mine = join(wanted);
        asking.lock();
        try {
            if (!mine.isOver) {
                begin();
                mine.ask();
            }
        } finally {
            asking.unlock();
        }
        return mine.answer();
    }

    private synchronized Round join(K wanted) {
        next.wanted.add(wanted);
        return next;
    }

    /** Returns the round that was to come, which takes no more askers. */
    private synchronized Round begin() {
        var begun = next;
        next = new Round();
        return begun;
    }

    /**
     * One question, and its answer for all callers that wait for it. Guarded by the lock, except for the keys that are
     * wanted.
     */
    private final class Round {

        private final Set<K> wanted = new HashSet<>();
        private boolean isOver;
        private Optional<R> answer = Optional.empty();
        private Optional<RuntimeException> problem = Optional.empty();

        void ask() {
            isOver = true;
            try {
                answer = Optional.of(question.apply(wanted));
            } catch (KeeperException | BusyException gone) {
                fail(gone);
                begin().fail(gone);
            }
        }

        private void fail(RuntimeException gone) {
            isOver = true;
            problem = Optional.of(gone);
        }

        R answer() {
            problem.ifPresent(gone -> {
                throw gone;
            });
            return answer.orElseThrow();
        }
    }
}

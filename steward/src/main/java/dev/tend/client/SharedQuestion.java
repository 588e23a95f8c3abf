package dev.tend.client;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A question to the keeper whose answer is shared by all who ask it at once. Whoever asks while the keeper is being asked waits for the next
 * answer: nobody gets to see what was true only before the question, and a thousand who ask at once cost the keeper two answers. Where it gives
 * none, that is true for all who have waited meanwhile, so that nobody waits for longer than the keeper is waited for.
 *
 * @param <K> what an asker wants to know; may be the same for all
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

    /** One question, and its answer for all who wait for it. Guarded by the lock, but for what is wanted. */
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

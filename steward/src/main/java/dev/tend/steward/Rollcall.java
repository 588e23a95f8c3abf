package dev.tend.steward;

import dev.tend.wire.Reply.Status;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How all instances are. Whoever asks while the keeper is being asked waits for the next answer, and shares it with all who do so:
 * nobody gets to see what was true only before the question, and a thousand who ask at once cost the keeper two answers.
 */
public final class Rollcall {

    private final KeeperClient keeper;
    private final ReentrantLock asking = new ReentrantLock();

    /** The question that has not been asked yet. */
    private volatile Round next = new Round();

    public Rollcall(KeeperClient keeper) {
        this.keeper = keeper;
    }

    /** @throws KeeperException where no keeper answers */
    public List<Status> now() {
        var mine = next;
        asking.lock();
        try {
            if (!mine.asked) {
                next = new Round();
                mine.ask(keeper);
            }
        } finally {
            asking.unlock();
        }
        return mine.rows();
    }

    /** One question, and its answer for all who waited for it. */
    private static final class Round {

        private boolean asked;
        private List<Status> rows = List.of();
        private String problem = "";

        void ask(KeeperClient keeper) {
            asked = true;
            try {
                rows = keeper.status();
            } catch (KeeperException gone) {
                problem = gone.getMessage();
            }
        }

        List<Status> rows() {
            if (!problem.isEmpty()) {
                throw new KeeperException(problem);
            }
            return rows;
        }
    }
}

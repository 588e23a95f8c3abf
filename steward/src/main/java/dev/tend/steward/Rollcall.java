package dev.tend.steward;

import dev.tend.text.Glob;
import dev.tend.wire.Reply.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How instances are. Whoever asks while the keeper is being asked waits for the next answer, and shares it with all who do so:
 * nobody gets to see what was true only before the question, and a thousand who ask at once cost the keeper two answers.
 */
public final class Rollcall {

    /** Whoever wants to know more than so many by name may as well be told all. */
    private static final int MOST_NAMES = 100;

    private final KeeperClient keeper;
    private final ReentrantLock asking = new ReentrantLock();

    /** The question that has not been asked yet. */
    private Round next = new Round();

    public Rollcall(KeeperClient keeper) {
        this.keeper = keeper;
    }

    /**
     * All there are.
     *
     * @throws KeeperException where no keeper answers
     */
    public List<Status> now() {
        var mine = join("*");
        await(mine);
        return mine.rows();
    }

    /**
     * The instances of a service, or the one of that name. Empty where there is none.
     *
     * @throws KeeperException where no keeper answers
     */
    public List<Status> of(String name) {
        var mine = join(name);
        await(mine);
        return mine.rows().stream()
                .filter(row -> row.name().equals(name) || row.service().equals(name))
                .toList();
    }

    private synchronized Round join(String name) {
        next.want(name);
        return next;
    }

    private synchronized void closeToOthers() {
        next = new Round();
    }

    /** The first who gets here asks for all who have joined meanwhile. */
    private void await(Round mine) {
        asking.lock();
        try {
            if (!mine.asked) {
                closeToOthers();
                mine.ask(keeper);
            }
        } finally {
            asking.unlock();
        }
    }

    /** One question, and its answer for all who waited for it. */
    private static final class Round {

        private final Set<String> names = new HashSet<>();
        private boolean everything;
        private boolean asked;
        private List<Status> rows = List.of();
        private Optional<RuntimeException> problem = Optional.empty();

        void want(String name) {
            names.add(name);
            everything |= Glob.isPattern(name) || names.size() > MOST_NAMES;
        }

        void ask(KeeperClient keeper) {
            asked = true;
            try {
                rows = keeper.status(everything ? new String[0] : names.toArray(String[]::new));
            } catch (KeeperException | BusyException gone) {
                problem = Optional.of(gone);
            }
        }

        List<Status> rows() {
            problem.ifPresent(gone -> {
                throw gone;
            });
            return rows;
        }
    }
}

package dev.tend.steward;

import dev.tend.text.Glob;
import dev.tend.wire.Reply.Status;
import java.util.List;
import java.util.Set;

/** The states of instances, as the keeper tells them to all who ask at once. */
public final class Rollcall {

    /** Where more are asked for by name, all are asked for. */
    private static final int MOST_NAMES = 100;

    private final SharedQuestion<String, List<Status>> question;

    public Rollcall(KeeperClient keeper) {
        question = new SharedQuestion<>(names -> keeper.status(patterns(names)));
    }

    private static String[] patterns(Set<String> names) {
        boolean everything = names.size() > MOST_NAMES || names.stream().anyMatch(Glob::isPattern);
        return everything ? new String[0] : names.toArray(String[]::new);
    }

    /**
     * Returns all there are.
     *
     * @throws KeeperException where no keeper answers
     */
    public List<Status> now() {
        return question.ask("*");
    }

    /**
     * Returns the instances of a service, or the one of that name. Empty where there is none.
     *
     * @throws KeeperException where no keeper answers
     */
    public List<Status> of(String name) {
        return question.ask(name).stream()
                .filter(row -> row.name().equals(name) || row.service().equals(name))
                .toList();
    }
}

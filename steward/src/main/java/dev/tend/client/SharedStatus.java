package dev.tend.client;

import dev.tend.text.Glob;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Reply.Usage;
import dev.tend.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The states of instances, shared by all callers that ask at once. */
public final class SharedStatus {

    /** The number of names up to which the keeper is asked by name; for more it is asked for all. */
    private static final int MOST_NAMES = 100;

    private final SharedQuestion<String, List<Status>> question;
    private final SharedQuestion<String, List<Usage>> usages;

    public SharedStatus(KeeperClient keeper) {
        question = new SharedQuestion<>(names -> keeper.status(patterns(names)));
        usages = new SharedQuestion<>(
                names -> keeper.ask(new Request.Usage(chosen(names), false)).all(Usage.class));
    }

    /**
     * Returns the names to ask for. A name that no longer exists makes the keeper refuse the whole request, so several
     * are not asked for by name.
     */
    private static List<String> chosen(Set<String> names) {
        return names.size() > 1 ? List.of() : List.of(patterns(names));
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
     * Returns the resource usage of instances, by their names: all, or at least those of a service. An instance without
     * a process is missing.
     *
     * @param name of the service or instance, or {@code *}
     * @throws KeeperException if no keeper answers
     */
    public Map<String, Usage> usages(String name) {
        return usages.ask(name).stream().collect(Collectors.toMap(Usage::name, usage -> usage, (first, _) -> first));
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

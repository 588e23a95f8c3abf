package dev.tend.keeper;

import java.util.Collection;
import java.util.Optional;

/**
 * How much the service folders may say altogether. What the keeper holds is bounded whatever they say: it refuses a service with
 * a sentence before its memory runs out.
 */
public final class Room {

    private static final int MOST_INSTANCES = 5_000;

    /** Of all files together; what is made of them is several times as large. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private int instances;
    private int characters;

    /** What is left beside the definitions that are {@code held} already. */
    public Room(Collection<Definition> held) {
        held.forEach(definition -> count(definition, 1));
    }

    /** Makes room for a definition, {@code before} being what it takes the place of; or says why there is none. */
    public Optional<String> refusal(Optional<Definition> before, Definition now) {
        before.ifPresent(old -> count(old, -1));
        count(now, 1);
        Optional<String> refusal = problem();
        if (refusal.isPresent()) {
            count(now, -1);
            before.ifPresent(old -> count(old, 1));
        }
        return refusal;
    }

    private Optional<String> problem() {
        if (instances > MOST_INSTANCES) {
            return Optional.of("one keeper keeps at most " + MOST_INSTANCES + " instances: start another for more");
        }
        return characters > MOST_CHARACTERS
                ? Optional.of("the service files of one keeper are at most 4 MiB together: start another for more")
                : Optional.empty();
    }

    private void count(Definition definition, int by) {
        instances += by * definition.spec().instances();
        characters += by * definition.text().length();
    }
}

package dev.tend.source;

import dev.tend.template.data.Dependency;
import java.util.Set;

/** Told of questions that have another answer than before, or their first one. Returns soon; for any thread. */
@FunctionalInterface
public interface Changes {

    void changed(Set<Dependency<?>> dependencies);

    /** Called when the reason has changed why a question has no answer, or no new one. */
    default void troubled(Dependency<?> dependency) {}
}

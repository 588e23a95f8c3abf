package dev.tend.source;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import java.util.Set;

/**
 * Answers questions, and watches their answers: when one changes, it reports the question to the {@link Changes} that it was made
 * with. It never ends by itself: where it fails, it keeps the answers that it has, and goes on trying. For any thread.
 */
public interface Source extends AutoCloseable {

    /** Watches these questions, and no others any more. */
    void want(Set<Dependency<?>> dependencies);

    /** Returns the latest answer to a question; none where it is not watched, or was not answered yet. */
    <A> Lookup<A> look(Dependency<A> dependency);

    /** Returns how it stands with a question. */
    Condition condition(Dependency<?> dependency);

    @Override
    void close();
}

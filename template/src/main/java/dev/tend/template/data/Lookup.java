package dev.tend.template.data;

import java.util.Optional;

/** The result of a question for data: the answer, or that there is none yet. */
public sealed interface Lookup<A> {

    /** The latest answer. */
    record Answer<A>(A value) implements Lookup<A> {}

    /** The source has not answered since the question was first asked. */
    record NotYet<A>() implements Lookup<A> {}

    /** Returns the answer, where there is one. */
    default Optional<A> answer() {
        return switch (this) {
            case Answer<A>(var value) -> Optional.of(value);
            case NotYet<A> none -> Optional.empty();
        };
    }

    /** Returns the answer, or another value where there is none yet. */
    default A orElse(A zero) {
        return answer().orElse(zero);
    }
}

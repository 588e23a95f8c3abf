package dev.tend.lifecycle;

import java.util.List;

/** The outcome of a transition: the life from now on, and what has to be done. */
public record Step(Life life, List<Effect> effects) {

    static Step to(Life life, Effect... effects) {
        return new Step(life, List.of(effects));
    }
}

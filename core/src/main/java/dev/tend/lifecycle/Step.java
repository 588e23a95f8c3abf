package dev.tend.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** The outcome of a transition: the life from now on, and what has to be done. */
public record Step(Life life, List<Effect> effects) {

    static Step to(Life life, Effect... effects) {
        return new Step(life, List.of(effects));
    }

    /** The same, with {@code first} to be done before. */
    Step after(Effect... first) {
        return new Step(life, joined(List.of(first), effects));
    }

    /** The same, with {@code last} to be done after. */
    Step then(Effect... last) {
        return new Step(life, joined(effects, List.of(last)));
    }

    /** Two steps made at once: where the second leads, and what both want done. */
    Step to(Step second) {
        return new Step(second.life, joined(effects, second.effects));
    }

    private static List<Effect> joined(List<Effect> first, List<Effect> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

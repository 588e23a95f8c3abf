package dev.tend.lifecycle;

import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.InHook;
import dev.tend.service.Hook;
import dev.tend.text.Durations;
import java.util.Optional;

/** The cells of an instance that something else starts: from the end of its launch until its process is found. */
record Launching(Situation at) {

    /** How soon what a launch has brought about is looked for again, at first. */
    private static final long FIRST_LOOK = 20 * Durations.MILLISECOND;

    /**
     * It has started what it was to start, or says so: the pidfile tells. One that has failed is not believed in; one that was
     * told to end for taking too long, but had done its work, is.
     */
    Step launched(InHook in, Exit exit, String said) {
        boolean done = exit instanceof Exit.Unknown || exit.equals(new Exit.Code(0));
        var problem = done ? Optional.<String>empty() : new HookEnd(at).failure(in, exit, said);
        return problem.isPresent() && in.told().isEmpty() ? new Afterwards(at).startFailed(problem.get()) : look(in);
    }

    Step look(InHook in) {
        return Step.to(at.life().in(in.pausing(State.NEVER)), new Effect.Seek());
    }

    Step followed(InHook in, Process process) {
        if (in.hook() != Hook.LAUNCH || in.errand().isPresent() || !(in.around() instanceof Forking forking)) {
            return at.stay();
        }
        return in.told().isPresent()
                ? new Ending(at).ask(process, at.life().wanted(), in.told().get())
                : new Beginning(at).followed(process, forking);
    }

    /** It may come yet; some write their pid a while after they are started. */
    Step lost(InHook in, String problem) {
        if (in.hook() != Hook.LAUNCH || in.errand().isPresent()) {
            return at.stay();
        }
        if (in.told().isPresent()) {
            return new HookEnd(at).instead(in.told().get());
        }
        long end = in.since() + new Hooking(at).timeout(Hook.LAUNCH);
        if (at.now() >= end) {
            return new Afterwards(at).startFailed(in.hook().key() + ": " + problem);
        }
        long pause = Math.max(FIRST_LOOK, (at.now() - in.since()) / 4);
        return Step.to(at.life().in(in.pausing(Math.min(at.now() + pause, end))));
    }
}

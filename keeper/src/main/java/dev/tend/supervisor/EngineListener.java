package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Effect.Happening;

/** Receives what happens to instances, and what concerns the keeper as a whole. */
public interface EngineListener {

    void happened(Instance instance, Happening happening, String detail, String lastWords);

    /** Reports an action for an instance that failed; the instance goes on. */
    void trouble(Instance instance, String problem);

    /** Called after each event, when all its effects are carried out. */
    void changed(Instance instance);

    void endKeeper(Instance instance, int code);

    /** Called when an instance was removed by an order to exit. */
    void exited();

    /** Called when an instance was removed by a stop that an earlier keeper has begun; its file may want it again. */
    void returned();

    /** Looks anew at an instance for which a unit of work was abandoned. */
    void review(Instance instance);

    /** Called when a refused restart of an instance is possible: its file may still ask for it. */
    void restartable(Instance instance);
}

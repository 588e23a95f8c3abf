package dev.tend.supervisor;

import dev.tend.instance.Instance;
import java.util.Collection;

/** Holds back instances that start together until everything is done that has to precede their start. */
public interface GroupStarts {

    /** Holds back those of some instances that start together with others; the others are not concerned. */
    void expect(Collection<Instance> instances);

    /** Begins to start the instances that are held back: all are known for now. */
    void begin();

    /** Finds out what an earlier keeper has left unfinished, before the files are read. */
    void recover();

    /** Resumes what an earlier keeper has left unfinished. */
    void resume(Collection<Instance> adopted);

    /** Called after each event of an instance. */
    void changed(Instance instance);

    /** Called when the keeper stops: begins nothing any more. */
    void breakOff();

    /** Removes the record of what is unfinished. */
    void forget();
}

package dev.tend.tool;

import dev.tend.kernel.KernelException;
import dev.tend.posix.Execution;
import dev.tend.posix.Script;
import dev.tend.posix.Step;
import dev.tend.spawn.SpawnFailure;
import java.util.List;
import java.util.Optional;

/** Steps that this process follows itself. What they need is prepared when this is made, so that they themselves need no memory. */
public final class Steps {

    private final Script script;

    public Steps(List<Step> steps) {
        this.script = new Script(steps, -1);
    }

    /** @return the failure, if there was one */
    public Optional<KernelException> follow() {
        byte[] report = script.follow();
        return SpawnFailure.read(report, report.length);
    }

    /** Becomes a program; returns only where that failed. */
    public static KernelException become(Execution program) {
        return new Steps(List.of(Step.execute(program))).follow().orElseThrow();
    }
}

package dev.tend.pidfile;

import dev.tend.kernel.KernelException;
import dev.tend.posix.Tasks;
import dev.tend.tool.Takeover;
import java.util.Optional;

/** Starts a program under a pidfile, which names it before it runs. Where it cannot be started, the file is removed again. */
final class Start {

    private final Pidfiles pidfiles;
    private final String path;
    private final Takeover takeover;

    Start(Pidfiles pidfiles, String path, Takeover takeover) {
        this.pidfiles = pidfiles;
        this.path = path;
        this.takeover = takeover;
    }

    /**
     * Becomes the program in place of this process; returns only where that failed. A process that has given up its
     * privileges may have to leave the file.
     */
    KernelException here() {
        int pid = Tasks.getpid();
        pidfiles.claim(Claim.of(path, pid));
        KernelException problem = takeover.become();
        try {
            pidfiles.release(path, pid);
        } catch (KernelException | PidfileException lost) {
            return problem; // it stays; and the compiled program's exceptions take no others along
        }
        return problem;
    }

    /**
     * In the background; returns when the program runs, or what is wrong, where it does not. A child that is never told
     * to go ends with us.
     */
    Optional<KernelException> background() {
        var child = takeover.background();
        pidfiles.claim(Claim.of(path, child.pid()));
        Optional<KernelException> problem = child.go();
        if (problem.isPresent()) {
            pidfiles.release(path, child.pid());
        }
        return problem;
    }
}

package dev.tend.pidfile;

import dev.tend.kernel.ProcStat;
import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Stale;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import java.util.Optional;

/** A look at a pidfile: what it holds, the process with that number, held as long as this is open, and what to think of it. */
final class Look implements AutoCloseable {

    private static final int OTHERS_WRITE = 0002;

    private final Content content;
    private final Optional<Held> process;
    private final Machine machine = Machine.here();
    private final Optional<ProcStat> stat;
    private final Verdict verdict;

    Look(OpenFile file) {
        this.content = file.content();
        this.process = content.pid() == Tasks.getpid() ? Optional.empty() : Held.of(content.pid());
        this.stat = process.flatMap(Held::stat);
        this.verdict = verdict(file);
    }

    private Verdict verdict(OpenFile file) {
        if (content.pid() == 0) {
            return new Stale("it holds no pid");
        }
        if (process.isEmpty()) {
            return new Stale(
                    content.pid() == Tasks.getpid()
                            ? content.pid() + " is our own pid by now"
                            : "process " + content.pid() + " does not run");
        }
        if (stat.isEmpty()) {
            return process.get().ended()
                    ? new Stale("process " + content.pid() + " has just ended")
                    : new Doubtful("process " + content.pid() + " cannot be looked at");
        }
        Stat of = file.stat();
        return new Evidence(
                        content,
                        stat.get().birth(),
                        started(),
                        process.get().user(),
                        of.owner(),
                        (of.permissions() & OTHERS_WRITE) != 0,
                        of.changed(),
                        of.touched(),
                        Imprints.read(file),
                        machine)
                .verdict();
    }

    Content content() {
        return content;
    }

    Optional<Held> process() {
        return process;
    }

    Verdict verdict() {
        return verdict;
    }

    /** Since 1970, in microseconds; 0 where no process runs. */
    long started() {
        return stat.map(of -> machine.started(of.birth())).orElse(0L);
    }

    long uptime() {
        return machine.now() - started();
    }

    @Override
    public void close() {
        process.ifPresent(Held::close);
    }
}

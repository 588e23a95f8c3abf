package dev.tend.pidfile;

import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Stale;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.proc.ProcStat;
import dev.tend.text.Durations;
import java.util.Optional;

/** A look at a pidfile: what it holds, the process with that number, held as long as this is open, and what to think of it. */
final class OpenPidfile implements AutoCloseable {

    private static final int OTHERS_WRITE = 0002;

    private final OpenFile file;
    private final Content content;
    private final Optional<HeldProcess> process;
    private final Machine machine = Machine.here();
    private final Optional<ProcStat> stat;
    private final Verdict verdict;

    OpenPidfile(OpenFile file) {
        this.file = file;
        this.content = file.content();
        this.process = content.pid() == Tasks.getpid() ? Optional.empty() : HeldProcess.of(content.pid());
        this.stat = process.flatMap(HeldProcess::stat);
        this.verdict = process.isPresent() ? judged(process.get()) : new Stale(absence());
    }

    private String absence() {
        if (content.pid() == 0) {
            return "it holds no pid";
        }
        return content.pid() == Tasks.getpid()
                ? content.pid() + " is our own pid by now"
                : "process " + content.pid() + " does not run";
    }

    private Verdict judged(HeldProcess held) {
        if (stat.isEmpty()) {
            return held.ended()
                    ? new Stale("process " + content.pid() + " has just ended")
                    : new Doubtful("process " + content.pid() + " cannot be looked at");
        }
        Stat of = file.stat();
        return new Evidence(
                        content,
                        held.life(stat.get()),
                        started(),
                        held.user(),
                        of.owner(),
                        (of.permissions() & OTHERS_WRITE) != 0,
                        of.changed(),
                        of.touched(),
                        ProcessIdentities.read(file),
                        machine)
                .verdict();
    }

    OpenFile file() {
        return file;
    }

    int pid() {
        return content.pid();
    }

    Optional<HeldProcess> process() {
        return process;
    }

    Verdict verdict() {
        return verdict;
    }

    /** Since 1970, in microseconds; 0 where no process runs. */
    private long started() {
        return stat.isEmpty() ? 0 : machine.started(stat.get().birth());
    }

    private String command() {
        return process.isEmpty() ? "" : process.get().command();
    }

    /** For a sentence: {@code process 7 (sleep 1000) runs, since 3 s}. */
    String runs() {
        String since = started() == 0 ? "" : ", since " + Durations.words(Math.max(0, machine.now() - started()));
        return "process " + content.pid() + " (" + command() + ") runs" + since;
    }

    PidfileReport sighting(PidfileReport.State state, String why) {
        return new PidfileReport(state, content.pid(), command(), started(), why);
    }

    /** The file as well. */
    @Override
    public void close() {
        process.ifPresent(HeldProcess::close);
        file.close();
    }
}

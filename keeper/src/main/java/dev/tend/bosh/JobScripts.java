package dev.tend.bosh;

import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.AuxProcess;
import dev.tend.process.AuxProcesses;
import dev.tend.process.ProcessSearch;
import dev.tend.service.Command;
import dev.tend.service.Hooks.Action;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Calls one script of several jobs at once, as the keeper's user, and waits until each has ended, however the others
 * have. The calls are not written to state files: the next keeper repeats them where it finds their deployment
 * unfinished. It first waits for a script that still runs, so that no script runs twice at a time.
 */
public final class JobScripts {

    /** The longest time that a script may take, in microseconds. In BOSH there is no limit; this is to end them at all. */
    private static final long PATIENCE = Durations.HOUR;

    /** The time that a script may take to end after TERM, in microseconds. */
    private static final long URGED_TIME = 10 * Durations.SECOND;

    /** The signals for a script that takes too long, one after the other. */
    private static final List<Integer> HARDER = List.of(Signals.TERM, Signals.KILL);

    private static final String LATE = "did not end within " + Durations.words(PATIENCE);

    private final Kernel kernel;
    private final Loop loop;
    private final AuxProcesses auxProcesses;
    private final ScriptLogs logs;
    private final KeeperOptions options;

    /** The scripts that an earlier keeper has called and that still run; empty until they were looked for. */
    private Optional<Map<String, Process>> earlier = Optional.empty();

    public JobScripts(Kernel kernel, Loop loop, AuxProcesses auxProcesses, ScriptLogs logs, KeeperOptions options) {
        this.options = options;
        this.kernel = kernel;
        this.loop = loop;
        this.auxProcesses = auxProcesses;
        this.logs = logs;
    }

    /**
     * The results of a script.
     *
     * @param failed the reason of each failure, by job
     */
    public record Tally(String script, List<String> successful, Map<String, String> failed) {

        public boolean good() {
            return failed.isEmpty();
        }

        /** BOSH's own sentence, where one has failed. */
        public String sentence() {
            int all = successful.size() + failed.size();
            String well = successful.isEmpty() ? "" : "Successful Jobs: " + String.join(", ", successful);
            if (good()) {
                return all + " of " + all + " " + script + " scripts succeeded" + (all == 0 ? "" : ". " + well);
            }
            return failed.size() + " of " + all + " " + script + " scripts failed. Failed Jobs: "
                    + String.join(", ", failed.keySet()) + (well.isEmpty() ? "" : ". " + well);
        }
    }

    /** One call of a script for all jobs. */
    private final class Round {

        private final String script;
        private final Consumer<Tally> over;
        private final List<String> successful = new ArrayList<>();
        private final Map<String, String> failed = new TreeMap<>();
        private int open = 1; // so that none is the last before all are called

        Round(String script, Consumer<Tally> over) {
            this.script = script;
            this.over = over;
        }

        void call(BoshJob job, ServiceSpec spec) {
            open++;
            try {
                var call = new Call(this, job.name(), launch(job, spec));
                earlier(ProcessSearch.scriptName(job.name(), script)).ifPresentOrElse(call::await, call::begin);
            } catch (KernelException impossible) {
                ended(job.name(), impossible.getMessage());
            }
        }

        private Launch launch(BoshJob job, ServiceSpec spec) {
            var action = new Action(new Command.Words(List.of(job.script(script))), true, false, PATIENCE);
            return new Launch(
                    job.name(),
                    spec,
                    new Launch.Work.AuxCommand(action, List.of(), false),
                    logs.open(job.name(), script),
                    OptionalInt.empty(),
                    Map.of(
                            Launch.INSTANCE,
                            Launch.mark(ProcessSearch.scriptName(job.name(), script), options.runFolder()),
                            Launch.HELPER_PID,
                            Launch.OWN_PID));
        }

        /** @param problem "" for none */
        void ended(String job, String problem) {
            if (problem.isEmpty()) {
                successful.add(job);
                successful.sort(String::compareTo);
            } else {
                failed.put(job, problem);
            }
            close();
        }

        void close() {
            open--;
            if (open == 0) {
                over.accept(new Tally(script, List.copyOf(successful), failed));
            }
        }
    }

    /** One script of one job, and how long it may take. */
    private final class Call implements AuxProcess.EndListener {

        private final Round round;
        private final String job;
        private final Launch launch;
        private final LoopTimer patience = new LoopTimer(this::interrupt);
        private final Deque<Integer> signals = new ArrayDeque<>(HARDER);
        private boolean over;
        private Process process = new Process(0, 0, 0);

        Call(Round round, String job, Launch launch) {
            this.round = round;
            this.job = job;
            this.launch = launch;
        }

        /** Begins when the same script that an earlier keeper has called has ended. The exit status of that one is unknown. */
        void await(Process former) {
            process = former;
            loop.set(patience, kernel.clock().now() + PATIENCE);
            auxProcesses.adopt(job, former, kernel.processes().isChild(former), false, (_, _, _) -> beginAgain());
            auxProcesses.settle(former);
        }

        private void beginAgain() {
            loop.set(patience, LoopTimer.UNSET);
            try {
                begin();
            } catch (KernelException impossible) {
                conclude(impossible.getMessage());
            }
        }

        void begin() {
            process = auxProcesses.start(launch, this);
            auxProcesses.release(process);
            loop.set(patience, kernel.clock().now() + PATIENCE);
        }

        private void interrupt() {
            if (signals.isEmpty()) {
                giveUp("not even KILL has ended process " + process.pid());
                return;
            }
            loop.set(patience, kernel.clock().now() + URGED_TIME);
            boolean refused = auxProcesses.signal(process, signals.removeFirst()) == Delivery.REFUSED;
            if (refused && signals.isEmpty()) {
                refused(process.pid());
            }
        }

        /** Be it itself, or what it has left behind. */
        @Override
        public void refused(int pid) {
            giveUp(Delivery.refusal(pid));
        }

        /** The others do not wait for a process that cannot be ended. */
        private void giveUp(String why) {
            loop.set(patience, LoopTimer.UNSET);
            conclude(why + ", which is left behind");
        }

        private void conclude(String problem) {
            if (!over) {
                over = true;
                round.ended(job, problem);
            }
        }

        @Override
        public void ended(Process ended, Exit exit, String said) {
            loop.set(patience, LoopTimer.UNSET);
            boolean urged = signals.size() < HARDER.size();
            boolean well = exit instanceof Exit.Code(var code) && code == 0 && !urged;
            conclude(well ? "" : !said.isEmpty() ? said : urged ? LATE : exit.phrase());
        }
    }

    private Optional<Process> earlier(String name) {
        if (earlier.isEmpty()) {
            earlier = Optional.of(new ProcessSearch(kernel, options).scripts());
        }
        return Optional.ofNullable(earlier.get().remove(name));
    }

    /**
     * Calls a script of every job that has it.
     *
     * @param specs of a service of each job, by the job's name, for the environment it has
     * @param over receives the results when the last has ended, which may be at once
     */
    public void run(Collection<BoshJob> jobs, Map<String, ServiceSpec> specs, String script, Consumer<Tally> over) {
        var round = new Round(script, over);
        for (BoshJob job : jobs) {
            if (job.scripts().contains(script) && specs.containsKey(job.name())) {
                round.call(job, specs.get(job.name()));
            }
        }
        round.close();
    }
}

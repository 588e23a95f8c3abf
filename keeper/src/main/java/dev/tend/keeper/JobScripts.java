package dev.tend.keeper;

import dev.tend.dialect.BoshJob;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Command;
import dev.tend.service.Hooks.Action;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Calls one script of several jobs at once, as the keeper's user, and waits until each has ended, however the others have. They
 * are not written down: a next keeper calls them again, where it finds their deployment unfinished.
 */
final class JobScripts {

    /** In BOSH they may take as long as they like; this is to end them at all. */
    private static final long PATIENCE = Durations.HOUR;

    /** How long one may take to end after TERM. */
    private static final long URGED_TIME = 10 * Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final Errands errands;
    private final Captures captures;

    JobScripts(Kernel kernel, Loop loop, Errands errands, Captures captures) {
        this.kernel = kernel;
        this.loop = loop;
        this.errands = errands;
        this.captures = captures;
    }

    /**
     * How a script went.
     *
     * @param failed why, by job
     */
    record Tally(String script, List<String> successful, Map<String, String> failed) {

        boolean good() {
            return failed.isEmpty();
        }

        /** BOSH's own sentence, where one has failed. */
        String sentence() {
            int all = successful.size() + failed.size();
            String well = successful.isEmpty() ? "" : "Successful Jobs: " + String.join(", ", successful);
            if (good()) {
                return all + " of " + all + " " + script + " scripts succeeded" + (all == 0 ? "" : ". " + well);
            }
            return failed.size() + " of " + all + " " + script + " scripts failed. Failed Jobs: "
                    + String.join(", ", failed.keySet()) + (well.isEmpty() ? "" : ". " + well);
        }
    }

    /** One call for all jobs. */
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
                new Call(this, job.name()).begin(launch(job, spec));
            } catch (KernelException impossible) {
                ended(job.name(), impossible.getMessage());
            }
        }

        private Launch launch(BoshJob job, ServiceSpec spec) {
            var action = new Action(new Command.Words(List.of(job.script(script))), true, false, PATIENCE);
            return new Launch(
                    job.name(),
                    spec,
                    new Launch.Work.Errand(action, List.of(), false),
                    captures.script(job.name(), script),
                    OptionalInt.empty(),
                    Map.of());
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

    /** One script, and how long it may take. */
    private final class Call {

        private final Round round;
        private final String job;
        private final Alarm patience = new Alarm(this::urge);
        private boolean urged;
        private Process process = new Process(0, 0, 0);

        Call(Round round, String job) {
            this.round = round;
            this.job = job;
        }

        void begin(Launch launch) {
            process = errands.start(launch, this::ended);
            errands.release(process);
            loop.set(patience, kernel.now() + PATIENCE);
        }

        private void urge() {
            errands.urge(process, urged ? Signals.KILL : Signals.TERM);
            loop.set(patience, urged ? Alarm.UNSET : kernel.now() + URGED_TIME);
            urged = true;
        }

        private void ended(Exit exit, String said) {
            loop.set(patience, Alarm.UNSET);
            boolean well = exit instanceof Exit.Code(var code) && code == 0 && !urged;
            String how = urged ? "did not end within " + Durations.words(PATIENCE) : exit.phrase();
            round.ended(job, well ? "" : said.isEmpty() ? how : said);
        }
    }

    /**
     * Calls a script of every job that has it.
     *
     * @param specs of a service of each job, by the job's name, for the environment it has
     * @param over is told when the last has ended, which may be at once
     */
    void run(Collection<BoshJob> jobs, Map<String, ServiceSpec> specs, String script, Consumer<Tally> over) {
        var round = new Round(script, over);
        for (BoshJob job : jobs) {
            if (job.scripts().contains(script) && specs.containsKey(job.name())) {
                round.call(job, specs.get(job.name()));
            }
        }
        round.close();
    }
}

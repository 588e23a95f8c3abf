package dev.tend.process;

import dev.tend.instance.DeliveryListener;
import dev.tend.instance.Instance;
import dev.tend.instance.InstanceVariables;
import dev.tend.kernel.Clock;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Probe;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Asks whether something answers, each time by a child that may take its time, but no more than it was given. */
public final class Questions {

    /** The descriptor to which a probe writes the reason for a negative answer. */
    public static final OptionalInt STANDARD_OUTPUT = OptionalInt.of(1);

    /** A child knows best why there is no answer in time; only if it does not say so either, it is ended. */
    private static final long GRACE = 200 * Durations.MILLISECOND;

    private final AuxProcesses auxProcesses;
    private final Loop loop;
    private final Clock clock;
    private final Captures captures;
    private final DeliveryListener deliveries;

    public Questions(
            AuxProcesses auxProcesses, Loop loop, Clock clock, Captures captures, DeliveryListener deliveries) {
        this.deliveries = deliveries;
        this.auxProcesses = auxProcesses;
        this.loop = loop;
        this.clock = clock;
        this.captures = captures;
    }

    /** One question that is being asked. */
    public final class Question implements AuxProcess.EndListener {

        private final Instance instance;
        private final long timeout;
        private final Consumer<Optional<String>> answer;
        private final LoopTimer patience = new LoopTimer(this::outOfPatience);
        private Optional<Process> process = Optional.empty();
        private boolean late;
        private boolean unwanted;

        private Question(Instance instance, long timeout, Consumer<Optional<String>> answer) {
            this.instance = instance;
            this.timeout = timeout;
            this.answer = answer;
        }

        private void outOfPatience() {
            late = true;
            kill();
        }

        private void kill() {
            process.filter(child -> auxProcesses.signal(child, Signals.KILL) == Delivery.REFUSED)
                    .ifPresent(child -> refused(child.pid()));
        }

        @Override
        public void refused(int pid) {
            deliveries.delivered(instance, pid, Delivery.REFUSED);
        }

        @Override
        public void ended(Process ended, Exit exit, String said) {
            loop.set(patience, LoopTimer.UNSET);
            if (!unwanted) {
                answer.accept(problem(exit, said));
            }
        }

        private Optional<String> problem(Exit exit, String said) {
            if (late) {
                return Optional.of("no answer within " + Durations.words(timeout));
            }
            if (exit.equals(new Exit.Code(0))) {
                return Optional.empty();
            }
            return Optional.of(said.isEmpty() ? exit.phrase() : firstLine(said));
        }

        /** Drops a question whose answer is not wanted any more. */
        public void drop() {
            unwanted = true;
            kill();
        }
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Asks with what its process has. @see #ask(Instance, ServiceSpec, Probe, long, Map, OptionalInt, Consumer) */
    public Question ask(
            Instance instance,
            Probe probe,
            long timeout,
            Map<String, String> extra,
            Consumer<Optional<String>> answer) {
        return ask(instance, instance.spec(), probe, timeout, extra, STANDARD_OUTPUT, answer);
    }

    /**
     * Asks. The answer comes later, never from within this call; it is why things are not in order, or empty.
     *
     * @param spec whose environment and user a {@link Probe.Exec} gets
     * @param extra further variables for it
     * @param reasons the descriptor whose first line is the reason for a negative answer; empty where all that it prints is for the log
     * @throws KernelException where nobody can be sent to ask
     */
    public Question ask(
            Instance instance,
            ServiceSpec spec,
            Probe probe,
            long timeout,
            Map<String, String> extra,
            OptionalInt reasons,
            Consumer<Optional<String>> answer) {
        var question = new Question(instance, timeout, answer);
        Map<String, String> variables = InstanceVariables.ofHelpers(instance);
        variables.putAll(extra);
        variables.put("SERVICE", instance.spec().name());
        instance.state().running().ifPresent(main -> variables.put(Launch.MAIN_PID, String.valueOf(main.pid())));
        var launch = new Launch(
                instance.name(),
                spec,
                new Launch.Work.Question(probe, timeout),
                captures.join(instance),
                reasons,
                variables);
        long latest = clock.now() + timeout + GRACE;
        var process = auxProcesses.start(launch, question);
        question.process = Optional.of(process);
        auxProcesses.release(process);
        loop.set(question.patience, latest);
        return question;
    }
}

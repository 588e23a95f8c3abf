package dev.tend.health;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Processes.Usage;
import dev.tend.lifecycle.Checkup;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.Questions;
import dev.tend.service.Health.Check;
import dev.tend.service.Probe;
import dev.tend.service.Readiness.Sign;
import dev.tend.text.Columns;
import dev.tend.text.Durations;
import dev.tend.text.Sizes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Runs the health checks of services: until a service is ready, where a check is what shows that; then whether it is
 * healthy. {@link Checkup} and the transitions decide what follows from the answers.
 */
public final class HealthChecks implements InstanceListener {

    /** The pause before the second check of readiness, in microseconds; doubled each time. */
    private static final long FIRST_PAUSE = 50 * Durations.MILLISECOND;

    private static final long LONGEST_PAUSE = Durations.SECOND;

    /** The longest time that one check of readiness may take, in microseconds. */
    private static final long READY_TIMEOUT = 5 * Durations.SECOND;

    /** The most characters of a probe in a message; a command may be longer. */
    private static final int LONGEST_PHRASE = 100;

    private final Kernel kernel;
    private final Loop loop;
    private final Questions questions;
    private final HealthListener listener;
    private final Map<Instance, Visit> checks = new HashMap<>();

    /** A listener to the results. */
    public interface HealthListener {

        void feed(Instance instance, Event event);

        /** An instance's health has changed. */
        void turned(Instance instance, Checkup checkup);
    }

    public HealthChecks(Kernel kernel, Loop loop, Questions questions, HealthListener listener) {
        this.kernel = kernel;
        this.loop = loop;
        this.questions = questions;
        this.listener = listener;
    }

    @Override
    public void changed(Instance instance) {
        var check = checks.get(instance);
        var process = subject(instance);
        boolean goesOn = check != null
                && check.isGoingOn()
                && process.filter(check.process::equals).isPresent()
                && check.readiness.equals(readiness(instance));
        if (goesOn) {
            return;
        }
        if (check != null) {
            check.end();
            checks.remove(instance);
        }
        process.ifPresent(who -> begin(instance, who));
    }

    @Override
    public void gone(Instance instance) {
        var check = checks.remove(instance);
        if (check != null) {
            check.end();
        }
    }

    private void begin(Instance instance, Process process) {
        var check = new Visit(instance, process, readiness(instance));
        checks.put(instance, check);
        var health = instance.spec().health();
        loop.set(
                check.next,
                kernel.clock().now() + (check.readiness.isPresent() ? 0 : Math.max(health.grace(), health.interval())));
    }

    /** Returns the health of an instance; empty where it has no health check. */
    public Optional<Checkup> checkup(Instance instance) {
        return Optional.ofNullable(checks.get(instance)).map(check -> check.checkup);
    }

    /** The last answer of an instance that is asked whether it is ready; empty where it has not answered yet, or is not asked. */
    public Optional<String> unreadiness(Instance instance) {
        return Optional.ofNullable(checks.get(instance)).flatMap(check -> check.unreadiness);
    }

    /** Returns how long the last health check of an instance took, in microseconds; -1 where there was none. */
    public long latency(Instance instance) {
        var check = checks.get(instance);
        return check == null || check.readiness.isPresent() ? -1 : check.latency;
    }

    private static Optional<Process> subject(Instance instance) {
        boolean checked = !instance.spec().health().checks().isEmpty();
        return switch (instance.state()) {
            case State.Up up when readiness(instance).isPresent() -> Optional.of(up.process());
            case State.Ready ready when checked -> Optional.of(ready.process());
            default -> Optional.empty();
        };
    }

    /** Returns what finds out whether an instance is ready; empty where it is not asked, or has been found ready. */
    private static Optional<Probe> readiness(Instance instance) {
        boolean asked = instance.state() instanceof State.Up;
        return asked && instance.spec().readiness().sign() instanceof Sign.Answers(var probe)
                ? Optional.of(probe)
                : Optional.empty();
    }

    /** The checks of one process. */
    private final class Visit {

        private final Instance instance;
        private final Process process;

        /** The probe of readiness, as the spec named it when this began: a spec may change in between. */
        private final Optional<Probe> readiness;

        private final LoopTimer next;
        private Checkup checkup = Checkup.WELL;
        private Optional<Questions.Question> question = Optional.empty();
        private long pause = FIRST_PAUSE;
        private Optional<String> unreadiness = Optional.empty();
        private Optional<Sample> sample = Optional.empty();
        private long busySince = State.NEVER;
        private long lookedAt;
        private long latency = -1;

        Visit(Instance instance, Process process, Optional<Probe> readiness) {
            this.instance = instance;
            this.process = process;
            this.readiness = readiness;
            next = new LoopTimer(instance.name(), this::look);
        }

        /** Tells whether another check will follow: not where a check was abandoned. */
        boolean isGoingOn() {
            return next.at() != LoopTimer.UNSET || question.isPresent();
        }

        void end() {
            loop.set(next, LoopTimer.UNSET);
            question.ifPresent(Questions.Question::drop);
            question = Optional.empty();
        }

        private void look() {
            if (readiness.isPresent()) {
                ask(readiness.get(), READY_TIMEOUT, this::mayBeReady);
            } else {
                lookedAt = kernel.clock().now();
                look(0);
            }
        }

        private void mayBeReady(Optional<String> problem) {
            unreadiness = problem;
            if (problem.isEmpty()) {
                listener.feed(instance, new Event.BecameReady());
            } else {
                loop.set(next, kernel.clock().now() + pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        }

        /** All checks from there on; the first that is not in order is the answer. */
        private void look(int from) {
            var checks = instance.spec().health().checks();
            for (int i = from; i < checks.size(); i++) {
                if (checks.get(i) instanceof Check.Answers(var probe)) {
                    int further = i + 1;
                    ask(probe, instance.spec().health().timeout(), problem -> answered(named(probe, problem), further));
                    return;
                }
                var problem = measure(checks.get(i));
                if (problem.isPresent()) {
                    found(problem);
                    return;
                }
            }
            found(Optional.empty());
        }

        /** There may be several checks: the problem tells which one it is of. */
        private static Optional<String> named(Probe probe, Optional<String> problem) {
            return problem.map(text -> Columns.cut(probe.phrase(), LONGEST_PHRASE) + ": " + text);
        }

        private void answered(Optional<String> problem, int further) {
            if (problem.isPresent()) {
                found(problem);
            } else {
                look(further);
            }
        }

        private void ask(Probe probe, long timeout, Consumer<Optional<String>> answer) {
            try {
                question = Optional.of(questions.ask(instance, probe, timeout, Map.of(), problem -> {
                    question = Optional.empty();
                    if (checks.get(instance) == this) { // else nobody waits for it any more
                        answer.accept(problem);
                    }
                }));
            } catch (KernelException nobody) {
                answer.accept(Optional.of(nobody.getMessage()));
            }
        }

        private void found(Optional<String> problem) {
            var health = instance.spec().health();
            latency = kernel.clock().now() - lookedAt;
            loop.set(next, kernel.clock().now() + health.interval());
            var before = checkup;
            checkup = checkup.after(problem, health.failures());
            if (checkup.complaint().isPresent() != before.complaint().isPresent()) {
                listener.turned(instance, checkup);
            }
        }

        // ---- what can be seen from outside

        private Optional<String> measure(Check check) {
            return switch (check) {
                case Check.Cpu(var percent, var window) -> busy(percent, window);
                case Check.Memory(var most) ->
                    above(memory(), most)
                            .map(bytes ->
                                    "uses " + Sizes.format(bytes) + " of memory, more than " + Sizes.format(most));
                case Check.Files(var most) ->
                    above(kernel.processes().openFiles(process), most)
                            .map(count -> "has " + count + " files open, more than " + most);
                case Check.Answers _ -> Optional.empty();
            };
        }

        /** The sum over all processes of the instance. */
        private Optional<Usage> usage() {
            return kernel.processes().usage(process, Optional.of(instance.mark()));
        }

        private OptionalLong memory() {
            var usage = usage();
            return usage.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(usage.get().memory());
        }

        private static Optional<Long> above(OptionalLong measured, long most) {
            return measured.isPresent() && measured.getAsLong() > most
                    ? Optional.of(measured.getAsLong())
                    : Optional.empty();
        }

        /** It takes two looks to see how busy a process is. */
        private Optional<String> busy(int percent, long window) {
            var usage = usage();
            if (usage.isEmpty()) {
                return Optional.empty();
            }
            var before = sample;
            var now = new Sample(kernel.clock().now(), usage.get().processorTime());
            sample = Optional.of(now);
            if (before.isEmpty() || before.get().percentUntil(now) <= percent) {
                busySince = State.NEVER;
                return Optional.empty();
            }
            busySince = Math.min(busySince, before.get().at());
            return now.at() - busySince < window
                    ? Optional.empty()
                    : Optional.of("uses " + before.get().percentUntil(now) + "% of a processor, more than " + percent
                            + "%" + (window == 0 ? "" : " for " + Durations.words(window)));
        }
    }

    /** The processor time that a process had used at some time; both in microseconds. */
    private record Sample(long at, long used) {

        long percentUntil(Sample later) {
            return later.at <= at ? 0 : (later.used - used) * 100 / (later.at - at);
        }
    }
}

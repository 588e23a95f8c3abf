package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.Questions;
import dev.tend.service.Kind;
import dev.tend.service.Probe;
import dev.tend.service.Reloading.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Has services reread their configuration. One that is starting is reloaded once it is ready, since a signal would end a
 * program that does not handle it yet. While a reload runs, one more is kept for afterwards, however often it is requested. A
 * reload ends with the process that it is for. It is no part of an instance's life: the state stays ready.
 */
public final class ServiceReloads implements InstanceListener {

    private static final String NO_METHOD = "nothing says how it reloads: restart it, or add reload= to its file";

    private static final String NO_PROCESS = ": there is no process to reload";

    private final Questions questions;
    private final MainProcesses mainProcesses;
    private final InstanceListeners listeners;
    private final Captures captures;
    private final Map<Instance, Course> courses = new HashMap<>();

    ServiceReloads(Questions questions, MainProcesses mainProcesses, InstanceListeners listeners, Captures captures) {
        this.questions = questions;
        this.mainProcesses = mainProcesses;
        this.listeners = listeners;
        this.captures = captures;
    }

    /** @param text for people */
    public record Result(boolean good, String text) {}

    /** Tells whether the file of an instance says how it is reloaded. */
    public static boolean isPossible(Instance instance) {
        return instance.latest().spec().reloading().method().isPresent();
    }

    /** Tells whether there is, or is about to be, a process to reload. */
    public static boolean hasProcess(Instance instance) {
        return instance.spec().kind() == Kind.SERVICE
                && (instance.state() instanceof State.Ready || isStarting(instance.state()));
    }

    private static boolean isStarting(State state) {
        return switch (state) {
            case State.Forking _, State.Starting _, State.Up _ -> true;
            case HookPhase.StartPre _, HookPhase.StartPost _ -> !state.isEnding();
            default -> false;
        };
    }

    /**
     * Reloads an instance, now or as soon as it can be.
     *
     * @param cause for its command, as {@code $WHY}
     */
    public void request(Instance instance, String cause) {
        var course = courses.computeIfAbsent(instance, Course::new);
        var obstacle = obstacle(instance);
        course.result = obstacle.map(why -> new Result(false, why));
        if (obstacle.isEmpty()) {
            course.queued = Optional.of(cause);
            course.advance();
        }
    }

    private static Optional<String> obstacle(Instance instance) {
        if (!hasProcess(instance)) {
            return Optional.of(instance.state().word() + NO_PROCESS);
        }
        return isPossible(instance) ? Optional.empty() : Optional.of(NO_METHOD);
    }

    /** Tells whether a reload runs, or is still to run. */
    boolean isBusy(Instance instance) {
        var course = courses.get(instance);
        return course != null && (course.question.isPresent() || course.queued.isPresent());
    }

    /** Returns the result of the last reload; empty where one runs or is still to run, or there was none. */
    public Optional<Result> result(Instance instance) {
        return Optional.ofNullable(courses.get(instance)).flatMap(course -> course.result);
    }

    /** Returns why the last reload of the process that runs has failed; or "". */
    String problem(Instance instance) {
        var course = courses.get(instance);
        return course != null && course.isOf(instance.state().running())
                ? course.result
                        .filter(result -> !result.good())
                        .map(result -> "reload failed: " + result.text())
                        .orElse("")
                : "";
    }

    @Override
    public void changed(Instance instance) {
        var course = courses.get(instance);
        if (course != null) {
            course.advance();
        }
    }

    @Override
    public void gone(Instance instance) {
        var course = courses.remove(instance);
        if (course != null) {
            course.question.ifPresent(Questions.Question::drop);
        }
    }

    /** The reloads of one instance, one after the other. */
    private final class Course {

        private final Instance instance;
        private Optional<String> queued = Optional.empty();
        private Optional<Questions.Question> question = Optional.empty();

        /** The process that the last reload is for. */
        private Optional<Process> process = Optional.empty();

        private Optional<Result> result = Optional.empty();

        Course(Instance instance) {
            this.instance = instance;
        }

        boolean isOf(Optional<Process> other) {
            return process.isPresent() && process.equals(other);
        }

        void advance() {
            boolean ready = instance.state() instanceof State.Ready;
            if (question.isPresent() && !(ready && isOf(instance.state().running()))) {
                question.get().drop();
                question = Optional.empty();
                end(new Result(false, "its process ended before the reload did"));
            } else if (question.isEmpty() && queued.isPresent() && !isStarting(instance.state())) {
                String cause = queued.get();
                queued = Optional.empty();
                process = instance.state().running();
                if (ready) {
                    begin(cause);
                } else {
                    end(new Result(false, instance.state().word() + NO_PROCESS));
                }
            }
        }

        private void begin(String cause) {
            var method = instance.latest().spec().reloading().method();
            switch (method.orElse(null)) {
                case null -> end(new Result(false, NO_METHOD));
                case Method.Signal(var number) -> signal(number, cause);
                case Method.Ask ask -> ask(ask, cause);
            }
        }

        private void signal(int number, String cause) {
            boolean sent = mainProcesses.signalMain(instance, number);
            String name = Signals.name(number);
            String text = sent ? "sent " + name + " to " + process.orElseThrow().pid() : name + " could not be sent";
            end(new Result(sent, text), text + ": " + cause);
        }

        private void ask(Method.Ask ask, String cause) {
            var spec = instance.latest().spec();
            try {
                var reasons = ask.probe() instanceof Probe.Exec ? OptionalInt.empty() : Questions.STANDARD_OUTPUT;
                question = Optional.of(questions.ask(
                        instance,
                        spec,
                        ask.probe(),
                        spec.reloading().timeout(),
                        Map.of("WHY", cause),
                        reasons,
                        problem -> answered(problem, ask.probe(), cause)));
            } catch (KernelException nobody) {
                end(new Result(false, nobody.getMessage()));
            }
        }

        private void answered(Optional<String> problem, Probe probe, String cause) {
            question = Optional.empty();
            end(problem.map(why -> failed(why, probe)).orElse(new Result(true, "reloaded")), cause);
        }

        /** A command reports to the log of its service what is wrong. */
        private Result failed(String why, Probe probe) {
            if (!(probe instanceof Probe.Exec)) {
                return new Result(false, why);
            }
            captures.drain(instance);
            String line = captures.lastLine(instance)
                    .map(last -> "; the last line of its log: " + last)
                    .orElse("");
            return new Result(false, why + line);
        }

        private void end(Result how) {
            end(how, how.text());
        }

        /** @param why the words for people where it went well */
        private void end(Result how, String why) {
            if (queued.isEmpty()) {
                result = Optional.of(how);
            }
            listeners.happened(
                    instance,
                    how.good() ? Happening.RELOADED : Happening.RELOAD_FAILED,
                    new Reason.Other(how.good() ? why : how.text()));
            listeners.changed(instance); // and with it the next one
        }
    }
}

package dev.tend.health;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Clock;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Reason;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.Questions;
import dev.tend.service.Command;
import dev.tend.service.Probe;
import dev.tend.text.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reports what happens to a service to the program that it names, one event after the other. Where that fails, the
 * events wait, and it is tried again, with growing pauses; of too many events the oldest are lost, and the next report
 * says so.
 */
public final class Notifier implements InstanceListener {

    /** The shortest pause, in microseconds, so that a service that comes and goes all the time does not send a flood. */
    private static final long LEAST_PAUSE = Durations.SECOND;

    private static final long LONGEST_PAUSE = Durations.MINUTE;

    private static final long TIMEOUT = 30 * Durations.SECOND;

    private static final int MOST_WAITING = 50;

    /** The events about output that are reported. */
    private static final List<String> LOG_EVENTS = List.of("log-paused", "log-resumed", "log-dropped");

    private final Clock clock;
    private final Loop loop;
    private final Questions questions;
    private final Map<Instance, Line> lines = new HashMap<>();

    public Notifier(Clock clock, Loop loop, Questions questions) {
        this.clock = clock;
        this.loop = loop;
        this.questions = questions;
    }

    private record Alert(String event, String why) {

        /** The event "restarted" does not repeat itself before the reason. */
        static Alert of(String event, Reason reason) {
            return new Alert(event, reason instanceof Reason.Restarted(var end) ? end.text() : reason.text());
        }
    }

    @Override
    public void happened(Instance instance, Happening happening, Reason reason) {
        if (instance.spec().notifyCommand().isPresent()) {
            var line = lines.computeIfAbsent(instance, Line::new);
            line.event(happening).ifPresent(event -> line.add(Alert.of(event, reason)));
        }
    }

    /** The output of an instance waits, is dropped, or is written again. */
    public void outputTold(Instance instance, String event, String why) {
        boolean counts = LOG_EVENTS.contains(event);
        if (counts && instance.spec().notifyCommand().isPresent()) {
            lines.computeIfAbsent(instance, Line::new).add(new Alert(event, why));
        }
    }

    @Override
    public void gone(Instance instance) {
        var line = lines.remove(instance);
        if (line != null) {
            loop.set(line.next, LoopTimer.UNSET);
        }
    }

    /** The events of one instance that wait to be reported. */
    private final class Line {

        private final Instance instance;
        private final Deque<Alert> waiting = new ArrayDeque<>();
        private final LoopTimer next;
        private long restarts;
        private long pause = LEAST_PAUSE;
        private long lost;
        private boolean telling;
        private boolean resting;

        Line(Instance instance) {
            this.instance = instance;
            restarts = instance.life().restarts();
            next = new LoopTimer(instance.name(), this::tell);
        }

        /** Returns the name of the event for a happening that is reported. */
        Optional<String> event(Happening happening) {
            return switch (happening) {
                case START_FAILED -> Optional.of("start-failed");
                case STARTING -> isRestart() ? Optional.of("restarted") : Optional.empty();
                case FAILED -> Optional.of("gave-up");
                case UNHEALTHY -> Optional.of("unhealthy");
                case RECOVERED -> Optional.of("recovered");
                default -> Optional.empty();
            };
        }

        private boolean isRestart() {
            boolean more = instance.life().restarts() > restarts;
            restarts = instance.life().restarts();
            return more;
        }

        void add(Alert alert) {
            if (waiting.size() == MOST_WAITING) {
                waiting.remove();
                lost++;
            }
            waiting.add(alert);
            if (!telling && !resting) {
                tell();
            }
        }

        private void tell() {
            resting = false;
            var alert = waiting.peek();
            var notifyCommand = instance.spec().notifyCommand();
            if (alert == null || notifyCommand.isEmpty()) {
                return;
            }
            try {
                var probe = new Probe.Exec(words(notifyCommand.get(), alert));
                questions.ask(instance, probe, TIMEOUT, variables(alert), problem -> answered(alert, problem));
                telling = true;
            } catch (KernelException nobody) {
                answered(alert, Optional.of(nobody.getMessage()));
            }
        }

        private static List<String> words(Command notifyCommand, Alert alert) {
            var words = new ArrayList<>(notifyCommand.argv());
            words.add(alert.event());
            words.add(alert.why());
            return words;
        }

        private Map<String, String> variables(Alert alert) {
            var variables = new TreeMap<String, String>();
            variables.put("EVENT", alert.event());
            variables.put("WHY", alert.why());
            variables.put("INSTANCE_NAME", instance.name());
            variables.put("LOST", String.valueOf(lost));
            return variables;
        }

        private void answered(Alert alert, Optional<String> problem) {
            telling = false;
            if (problem.isEmpty()) {
                waiting.removeFirstOccurrence(alert);
                lost = 0;
                pause = LEAST_PAUSE;
            } else {
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
            resting = true;
            loop.set(next, clock.now() + pause);
        }
    }
}

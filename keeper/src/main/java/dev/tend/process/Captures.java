package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch.Output;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.output.Capture;
import dev.tend.output.Outputs;
import dev.tend.service.LogPolicy;
import dev.tend.service.Readiness.Sign;
import dev.tend.text.Needle;
import dev.tend.wire.OutputObstacle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Connects the output of each instance with the loop, which says when to drain it. */
public final class Captures {

    private final Kernel kernel;
    private final Loop loop;
    private final Outputs outputs;
    private final StandardInputs inputs;
    private final Consumer<Instance> ready;
    private final Map<String, Tap> taps = new HashMap<>();

    /** @param ready receives each instance that has announced its readiness */
    public Captures(Kernel kernel, Loop loop, Outputs outputs, StandardInputs inputs, Consumer<Instance> ready) {
        this.inputs = inputs;
        this.ready = ready;
        this.kernel = kernel;
        this.loop = loop;
        this.outputs = outputs;
    }

    /** The capture of one instance; it watches its descriptor itself, and says when else it has to be called. */
    private final class Tap implements Loop.Source {

        private final Instance instance;
        private final Capture capture;
        private final LoopTimer alarm;
        private int failures;

        Tap(Instance instance, Capture capture) {
            this.instance = instance;
            this.capture = capture;
            alarm = new LoopTimer(instance.name(), this::readable, this::abandoned);
            loop.attach(capture.descriptor(), instance.name(), this);
        }

        @Override
        public void readable() {
            loop.set(alarm, capture.drain(kernel.clock().now()));
            failures = 0;
            if (capture.heard()) {
                capture.listen(Optional.empty());
                ready.accept(instance);
            }
        }

        /** The pipe is looked at again after a while. */
        @Override
        public boolean abandoned() {
            loop.set(alarm, kernel.clock().now() + LoopTimer.rest(failures++));
            capture.rest();
            return true;
        }

        /** Looks out for what says that the process is ready, where that is a text. */
        void listen() {
            boolean says = instance.spec().readiness().sign() instanceof Sign.LogText;
            capture.listen(says ? Optional.of(needle(instance)) : Optional.empty());
        }

        void drainToEnd() {
            loop.set(alarm, capture.drainToEnd(kernel.clock().now()));
        }

        void detach() {
            loop.set(alarm, LoopTimer.UNSET);
            loop.detach(capture.descriptor());
        }
    }

    private static Needle needle(Instance instance) {
        var sign = (Sign.LogText) instance.spec().readiness().sign();
        return new Needle(sign.text(), Long.MAX_VALUE);
    }

    /** Returns the output of the next process of an instance; a new run begins. */
    public Output open(Instance instance) {
        Output output = join(instance);
        if (instance.spec().log().captured()) {
            tap(instance).capture.beginRun();
            tap(instance).listen();
        }
        return output;
    }

    /** Returns the output of a process that belongs to the current run. */
    public Output join(Instance instance) {
        LogPolicy policy = instance.spec().log();
        return switch (policy.target()) {
            case FILE, CONSOLE, SYSLOG -> {
                tap(instance);
                yield new Output.Fifo(outputs.pipe(instance.name()));
            }
            case NULL -> {
                remove(instance);
                yield new Output.Null();
            }
            case INHERIT -> {
                remove(instance);
                yield new Output.Inherited();
            }
            case SERVICE -> {
                remove(instance);
                yield new Output.Pipe(inputs.open(policy.reader().orElseThrow()));
            }
        };
    }

    /** Goes on reading what an adopted process writes. */
    public void resume(Instance instance) {
        if (instance.spec().log().captured()) {
            tap(instance).listen();
            tap(instance).readable();
        }
    }

    /** Goes on reading what its process writes, where no capture does. */
    public void ensure(Instance instance) {
        if (!taps.containsKey(instance.name())) {
            resume(instance);
        }
    }

    private Tap tap(Instance instance) {
        var spec = instance.spec();
        var tap = taps.get(instance.name());
        if (tap == null) {
            tap = new Tap(
                    instance,
                    outputs.open(instance.name(), spec.log(), spec.credentials().user()));
            taps.put(instance.name(), tap);
        }
        return tap;
    }

    /** Takes what an instance that has ended has left in its pipe. */
    public void drain(Instance instance) {
        var tap = taps.get(instance.name());
        if (tap != null) {
            tap.drainToEnd();
        }
    }

    /** See {@link Capture#obstacle}. */
    public Optional<OutputObstacle> obstacle(Instance instance) {
        var tap = taps.get(instance.name());
        return tap == null ? Optional.empty() : tap.capture.obstacle();
    }

    public long dropped(Instance instance) {
        var tap = taps.get(instance.name());
        return tap == null ? 0 : tap.capture.dropped();
    }

    /** Returns the last line of what the last run of an instance has said; empty where that was nothing. */
    public Optional<String> lastLine(Instance instance) {
        String words = lastWords(instance).trim();
        return Optional.of(words.substring(words.lastIndexOf('\n') + 1)).filter(line -> !line.isEmpty());
    }

    public String lastWords(Instance instance) {
        var tap = taps.get(instance.name());
        return tap == null ? "" : tap.capture.lastWords();
    }

    /** Follows a changed policy; one that needs other descriptors is followed when the next process is started. */
    public void apply(Instance instance) {
        var tap = taps.get(instance.name());
        if (tap != null && instance.spec().log().captured()) {
            tap.capture.apply(instance.spec().log());
            tap.readable();
        }
    }

    /** Removes the pipe of an instance that was removed. Its log stays. */
    public void remove(Instance instance) {
        var tap = taps.remove(instance.name());
        if (tap != null) {
            tap.detach();
            tap.capture.remove();
        }
    }
}

package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.output.Outputs;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The standard inputs of services that read what others write. Each is a FIFO that the keeper holds open, so that
 * nothing is lost when either side is started again. A reader that is to end may read to the end: it gets no signal
 * while a service writes to it, and then only after it had time to end by itself.
 */
public final class StandardInputs implements InstanceListener {

    private static final Reason INPUT_ENDED = new Reason.Other("its input has ended");

    private static final Reason STILL_THERE = new Reason.Other("still there after the end of its input");

    /** The time that a reader may take to reach the end of its input after the last writer is gone, in microseconds. */
    private static final long DRAIN = 5 * Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final Outputs outputs;
    private final BiConsumer<Instance, Event> feed;
    private final Map<String, Integer> pipes = new HashMap<>();

    /** The writers of each reader, by the reader's name. */
    private final Map<String, Set<Instance>> writers = new HashMap<>();

    private final Map<Instance, String> readers = new HashMap<>();
    private final Map<Instance, LoopTimer> dismissed = new HashMap<>();

    public StandardInputs(Kernel kernel, Loop loop, Outputs outputs, BiConsumer<Instance, Event> feed) {
        this.kernel = kernel;
        this.loop = loop;
        this.outputs = outputs;
        this.feed = feed;
    }

    /** The FIFO that a service reads from, made if need be. */
    String open(String reader) {
        String path = path(reader);
        if (!pipes.containsKey(reader)) {
            pipes.put(reader, kernel.streams().openFifo(path, Optional.empty(), 0));
        }
        return path;
    }

    /** Returns the FIFO that is a service's standard input, if it has one. */
    Optional<String> input(ServiceSpec spec) {
        return spec.input() ? Optional.of(open(spec.name())) : Optional.empty();
    }

    /** Returns the path of a reader's FIFO, which is the name of no instance. */
    private String path(String reader) {
        return outputs.pipe(reader) + "@in";
    }

    @Override
    public void defined(Instance instance) {
        connect(instance, instance.spec().log().reader());
        if (instance.spec().input() && !instance.leaving()) {
            open(instance.spec().name());
        }
    }

    private void connect(Instance instance, Optional<String> reader) {
        String before = readers.remove(instance);
        if (before != null) {
            writers.get(before).remove(instance);
            if (writers.get(before).isEmpty()) {
                writers.remove(before);
            }
        }
        reader.ifPresent(name -> {
            readers.put(instance, name);
            writers.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(instance);
        });
        if (before != null && !reader.equals(Optional.of(before))) {
            look(before);
        }
    }

    /**
     * Has an instance that is to go read to the end first, where it reads from such a FIFO.
     *
     * @return whether that is so: then its stop is seen to
     */
    public boolean dismiss(Instance instance) {
        if (!instance.spec().input() || instance.state().running().isEmpty()) {
            return false;
        }
        close(instance.spec().name());
        dismissed.put(
                instance, new LoopTimer(instance.name(), () -> feed.accept(instance, new Event.Stop(STILL_THERE))));
        feed.accept(instance, new Event.Start(INPUT_ENDED, Wanted.DOWN));
        look(instance.spec().name());
        return true;
    }

    @Override
    public void changed(Instance instance) {
        String reader = readers.get(instance);
        if (reader != null) {
            look(reader);
        }
    }

    /** Starts the timers of leaving readers that have no writer any more. */
    private void look(String reader) {
        dismissed.forEach((instance, alarm) -> {
            if (alarm.at() == LoopTimer.UNSET && instance.spec().name().equals(reader) && !isWrittenTo(reader)) {
                loop.set(alarm, kernel.clock().now() + DRAIN);
            }
        });
    }

    private boolean isWrittenTo(String reader) {
        for (Instance instance : writers.getOrDefault(reader, Set.of())) {
            if (!instance.state().atRest()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void gone(Instance instance) {
        connect(instance, Optional.empty());
        var alarm = dismissed.remove(instance);
        if (alarm != null) {
            loop.set(alarm, LoopTimer.UNSET);
        }
        if (instance.spec().input()) {
            close(instance.spec().name());
            kernel.files().removeIfPossible(path(instance.spec().name()));
        }
    }

    private void close(String reader) {
        var pipe = pipes.remove(reader);
        if (pipe != null) {
            kernel.streams().close(pipe);
        }
    }
}

package dev.tend.loop;

import dev.tend.kernel.Clock;
import dev.tend.kernel.Files;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.ListenSockets;
import dev.tend.kernel.Locks;
import dev.tend.kernel.Memory;
import dev.tend.kernel.Poller;
import dev.tend.kernel.Poller.PollEvent;
import dev.tend.kernel.Processes;
import dev.tend.kernel.StackTraces;
import dev.tend.kernel.Streams;
import dev.tend.path.Unguarded;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A loop whose kernel tells what a test says, at a time that it sets, and what befell it, in order. */
public final class TestingLoop implements Loop.LoopListener, FaultBarrier.Mender {

    public long now = 1_000_000;

    /** The answers to all calls but those of the loop itself. */
    public BiFunction<Method, Object[], Object> others = (method, _) -> {
        throw new UnsupportedOperationException(method.getName());
    };

    final List<PollEvent> pollEvents = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final FaultBarrier guard = new FaultBarrier(this);
    public final Kernel kernel = new Kernel(
            part(Clock.class),
            part(Processes.class),
            part(Files.class),
            part(Streams.class),
            part(Poller.class),
            part(ListenSockets.class),
            part(Locks.class),
            part(Memory.class),
            part(StackTraces.class));
    public final Loop loop = new Loop(kernel, guard);

    /** Until when the loop would have slept at its last turn. */
    long deadline;

    /** The event at whose handling the listener fails. */
    String failing = "";

    private <T> T part(Class<T> part) {
        return part.cast(Proxy.newProxyInstance(
                part.getClassLoader(), new Class<?>[] {part}, (_, method, arguments) -> called(method, arguments)));
    }

    private Object called(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "now" -> {
                return now;
            }
            case "await" -> {
                deadline = (long) arguments[0];
                var due = List.copyOf(pollEvents);
                pollEvents.clear();
                return due;
            }
            case "watch" -> log.add("watch " + arguments[0] + " " + arguments[1] + " " + arguments[2]);
            case "unwatch" -> log.add("unwatch " + arguments[0]);
            default -> {
                return others.apply(method, arguments);
            }
        }
        return null; // of a method without a result
    }

    public void turn(PollEvent... added) {
        pollEvents.addAll(List.of(added));
        loop.turn(this);
    }

    public void turnAt(long time) {
        now = time;
        turn();
    }

    private void hear(String what) {
        log.add(what);
        if (what.equals(failing)) {
            failing = "";
            throw new IllegalStateException(what);
        }
    }

    @Override
    public void writable(int descriptor) {
        hear("console " + descriptor);
    }

    @Override
    public void signalled(int signal) {
        hear("signal " + signal);
    }

    @Override
    public void fileChanged(int watch, String name) {
        hear("changed " + name);
    }

    @Override
    public void folderGone(int watch) {
        hear("gone " + watch);
    }

    @Override
    public void foldersUncertain() {
        hear("uncertain");
    }

    @Override
    public void between() {}

    @Override
    public void prepare(String instance) {}

    @Override
    public void abandoned(String instance, String what, Throwable failure) {
        if (failure instanceof AssertionError || failure instanceof Unguarded) {
            throw new IllegalStateException(failure);
        }
        log.add("abandoned " + what);
    }
}

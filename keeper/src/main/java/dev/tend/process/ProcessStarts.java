package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Processes.Child;
import dev.tend.lifecycle.Event;
import dev.tend.loop.Loop;
import dev.tend.path.Unguarded;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Forks processes, and follows each until its program runs or it has reported why that failed. */
public final class ProcessStarts {

    private final Kernel kernel;
    private final Loop loop;
    private final Captures captures;
    private final ProcessChannels channels;
    private final BiConsumer<Instance, Event> feed;

    public ProcessStarts(
            Kernel kernel, Loop loop, Captures captures, ProcessChannels channels, BiConsumer<Instance, Event> feed) {
        this.kernel = kernel;
        this.loop = loop;
        this.captures = captures;
        this.channels = channels;
        this.feed = feed;
    }

    /** Forks a child for an instance; {@link #release} lets it execute its program. */
    Event spawn(Instance instance) {
        try {
            Child child = kernel.processes().fork(channels.launch(instance, captures.open(instance)));
            follow(instance, child);
            return new Event.Spawned(child.process());
        } catch (KernelException failed) {
            return new Event.SpawnFailed(failed.getMessage());
        }
    }

    /** Follows a child, which would otherwise wait for its release without end. */
    private void follow(Instance instance, Child child) {
        int channel = child.channel();
        String name = instance.name();
        try {
            channels.forked(instance, child);
            instance.ours(true);
            instance.child(Optional.of(child));
            loop.listen(channel, name, () -> reported(instance));
        } catch (Unguarded end) {
            throw end;
        } catch (RuntimeException | Error failure) {
            instance.child(Optional.empty());
            channels.ended(instance);
            drop(kernel, loop, child);
            throw failure;
        }
    }

    /** Closes the channel of a child, which ends it where it was not released. */
    static void drop(Kernel kernel, Loop loop, Child child) {
        loop.ignore(child.channel());
        kernel.streams().close(child.channel());
    }

    /** Tells whether an instance's child waits to be released. */
    public static boolean isWaiting(Instance instance) {
        return instance.child().isPresent() && !instance.released();
    }

    /** Lets a child go on to its program. */
    public void release(Instance instance) {
        instance.child().ifPresent(kernel.processes()::release);
        instance.released(true);
    }

    /** A process that is not written down must not run: a next keeper would not find it. Closing its channel ends the child. */
    public Event abandon(Instance instance, String problem) {
        instance.child().ifPresent(child -> drop(kernel, loop, child));
        instance.child(Optional.empty());
        return new Event.ExecuteFailed(problem);
    }

    /** An instance's child, if it has one, has reached its program, or tells why it could not. */
    public void reported(Instance instance) {
        instance.child().ifPresent(child -> {
            loop.ignore(child.channel());
            instance.child(Optional.empty());
            var problem = kernel.processes().outcome(child);
            feed.accept(instance, problem.<Event>map(Event.ExecuteFailed::new).orElseGet(Event.Executed::new));
        });
    }
}

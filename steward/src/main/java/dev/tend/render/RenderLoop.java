package dev.tend.render;

import dev.tend.render.Installer.Result;
import dev.tend.source.Changes;
import dev.tend.template.data.Dependency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Runs a renderer: collects what happens, from any thread, and makes one pass for all of it. */
final class RenderLoop implements Changes, BiConsumer<String, Result> {

    /** The longest sleep where no change is due. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final LinkedBlockingQueue<Consumer<Renderer>> events = new LinkedBlockingQueue<>();
    private final Clock clock;
    private final Consumer<String> log;

    RenderLoop(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void changed(Set<Dependency<?>> dependencies) {
        events.add(renderer -> renderer.changed(dependencies));
    }

    /** The reason of a service's wait is another. */
    @Override
    public void troubled(Dependency<?> dependency) {
        events.add(renderer -> renderer.troubled(dependency));
    }

    /** Takes the end of a service's change. */
    @Override
    public void accept(String service, Result result) {
        events.add(renderer -> renderer.ended(service, result, clock.instant()));
    }

    /** Takes what the keeper says of a service. */
    void put(ServiceTemplates templates) {
        events.add(renderer -> renderer.put(templates));
    }

    /** Takes the names of all services with templates. */
    void retain(Set<String> names) {
        events.add(renderer -> renderer.retain(names));
    }

    /** Runs until it is interrupted. */
    void run(Renderer renderer) {
        Optional<Instant> due = Optional.empty();
        try {
            while (true) {
                var happened = await(due);
                due = pass(renderer, happened);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of ours must not end it; the next change is another chance. */
    private Optional<Instant> pass(Renderer renderer, List<Consumer<Renderer>> happened) {
        try {
            happened.forEach(event -> event.accept(renderer));
            return renderer.pass(clock.instant());
        } catch (RuntimeException fault) {
            log.accept("internal error while rendering: " + fault);
            return Optional.empty();
        }
    }

    private List<Consumer<Renderer>> await(Optional<Instant> due) throws InterruptedException {
        var patience =
                due.map(instant -> Duration.between(clock.instant(), instant)).orElse(LONG);
        var all = new ArrayList<Consumer<Renderer>>();
        var first = Optional.ofNullable(events.poll(Math.max(0, patience.toMillis() + 1), TimeUnit.MILLISECONDS));
        first.ifPresent(all::add);
        events.drainTo(all);
        return all;
    }
}

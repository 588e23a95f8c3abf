package dev.tend.render;

import dev.tend.render.Installer.Result;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The templates of all services. A change of an answer marks the templates that have asked for it; a pass evaluates these, and no others,
 * and has the outputs installed that have changed. For one thread, which is that of {@link RenderLoop}.
 */
final class Renderer {

    /** The pause before a change is tried again that the keeper, or a full disk, could not take. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Engine engine;
    private final Source source;
    private final Spool spool;
    private final Installer installer;
    private final Consumer<String> log;
    private final BiConsumer<String, Result> ended;
    private final Map<String, RenderedService> services = new LinkedHashMap<>();
    private final Map<Dependency<?>, Set<TemplateUnit>> users = new HashMap<>();
    private final Set<TemplateUnit> marked = new LinkedHashSet<>();
    private final String prefix;
    private Set<Dependency<?>> wanted = Set.of();
    private long changes;
    private long evaluations;

    /**
     * @param prefix of the names of changes, another one for each renderer
     * @param ended passes the end of a service's change on to {@link #ended}, on the renderer's thread
     */
    Renderer(
            Engine engine,
            Source source,
            Spool spool,
            Installer installer,
            Consumer<String> log,
            String prefix,
            BiConsumer<String, Result> ended) {
        this.engine = engine;
        this.source = source;
        this.spool = spool;
        this.installer = installer;
        this.log = log;
        this.prefix = prefix;
        this.ended = ended;
    }

    /** Returns how many times a template has been evaluated. */
    long evaluations() {
        return evaluations;
    }

    /** Takes what the keeper says of a service; one without templates is forgotten. */
    void put(ServiceTemplates templates) {
        if (templates.templates().isEmpty()) {
            remove(templates.service());
            return;
        }
        var known = Optional.ofNullable(services.get(templates.service()));
        if (known.isPresent()) {
            var before = known.get().units();
            marked.addAll(known.get().update(templates, engine));
            before.stream().filter(unit -> !known.get().units().contains(unit)).forEach(this::drop);
        } else {
            var service = new RenderedService(templates, engine);
            services.put(templates.service(), service);
            marked.addAll(service.units());
        }
    }

    /** Forgets all other services, and says of the rest again what it waits for: the keeper may be another one. */
    void retain(Set<String> names) {
        Set.copyOf(services.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::remove);
        services.values().forEach(RenderedService::forget);
    }

    private void remove(String name) {
        Optional.ofNullable(services.remove(name))
                .ifPresent(service -> service.units().forEach(this::drop));
    }

    private void drop(TemplateUnit unit) {
        marked.remove(unit);
        unit.used().keySet().forEach(dependency -> unuse(dependency, unit));
    }

    private void unuse(Dependency<?> dependency, TemplateUnit unit) {
        users.computeIfPresent(dependency, (same, units) -> {
            units.remove(unit);
            return units.isEmpty() ? null : units;
        });
    }

    /** Marks the templates that use these answers. */
    void changed(Set<Dependency<?>> dependencies) {
        dependencies.forEach(dependency -> marked.addAll(users.getOrDefault(dependency, Set.of())));
    }

    /** Marks the templates that wait for this answer: the reason why they wait is another. */
    void troubled(Dependency<?> dependency) {
        users.getOrDefault(dependency, Set.of()).stream()
                .filter(unit -> unit.outcome() instanceof Outcome.Blocked)
                .forEach(marked::add);
    }

    /** Takes the end of a change. */
    void ended(String name, Result result, Instant now) {
        var service = Optional.ofNullable(services.get(name));
        if (service.isEmpty()) {
            return;
        }
        var files = service.get().ended(result, now, PAUSE);
        var needed = new HashSet<String>();
        services.values().forEach(each -> each.inProgress().forEach(file -> needed.add(file.name())));
        files.stream()
                .map(Installer.Staged::name)
                .filter(file -> !needed.contains(file))
                .forEach(spool::remove);
    }

    /** Evaluates what is marked, and installs what is due; returns when the next change is. */
    Optional<Instant> pass(Instant now) {
        for (var service : services.values()) {
            for (var unit : service.units()) {
                if (marked.remove(unit) && evaluate(unit, service, now)) {
                    service.changed(now);
                }
            }
        }
        if (!wanted.equals(users.keySet())) {
            wanted = Set.copyOf(users.keySet());
            source.want(wanted);
        }
        Optional<Instant> next = Optional.empty();
        for (var service : services.values()) {
            service.news()
                    .ifPresent(needs -> installer.blocked(service.settings().service(), needs));
            var due = service.due(now);
            if (due.isPresent() && !due.get().isAfter(now)) {
                install(service, now);
                due = service.due(now);
            }
            next = earlier(next, due);
        }
        return next;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }

    private boolean evaluate(TemplateUnit unit, RenderedService service, Instant now) {
        var before = Set.copyOf(unit.used().keySet());
        evaluations++;
        boolean changed = unit.evaluate(source, service.settings(), now);
        before.stream()
                .filter(dependency -> !unit.used().containsKey(dependency))
                .forEach(dependency -> unuse(dependency, unit));
        unit.used().keySet().forEach(dependency -> users.computeIfAbsent(dependency, same -> new HashSet<>())
                .add(unit));
        return changed;
    }

    private void install(RenderedService service, Instant now) {
        String name = service.settings().service();
        try {
            var files = service.stage(spool);
            installer.install(name, prefix + "-" + ++changes, files, result -> ended.accept(name, result));
        } catch (IOException full) {
            log.accept(name + ": cannot write its files to the spool: " + full.getMessage() + "; it is tried again");
            service.postpone(now.plus(PAUSE));
        }
    }
}

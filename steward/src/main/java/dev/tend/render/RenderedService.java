package dev.tend.render;

import dev.tend.render.Installer.Result;
import dev.tend.render.Installer.Staged;
import dev.tend.render.Outcome.Blocked;
import dev.tend.render.Outcome.Rendered;
import dev.tend.template.data.Dependency;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service with templates: which of its outputs are to be installed, and when. For one thread. */
final class RenderedService {

    private final Map<Integer, TemplateUnit> units = new HashMap<>();

    /** The hashes of contents that are not to be tried again, by template. */
    private final Map<Integer, String> refused = new HashMap<>();

    private final Map<Integer, String> installed = new HashMap<>();
    private final Quiescence quiescence = new Quiescence();
    private ServiceTemplates settings;
    private List<Staged> inProgress = List.of();
    private Instant notBefore = Instant.MIN;
    private List<Need> told = List.of();

    RenderedService(ServiceTemplates settings, Engine engine) {
        this.settings = settings;
        update(settings, engine);
    }

    ServiceTemplates settings() {
        return settings;
    }

    List<TemplateUnit> units() {
        return List.copyOf(units.values());
    }

    /** Takes what the keeper says of it now; returns the templates that have to be evaluated again. */
    List<TemplateUnit> update(ServiceTemplates now, Engine engine) {
        boolean isSame = now.missing() == settings.missing()
                && now.reject().equals(settings.reject())
                && now.left().equals(settings.left())
                && now.right().equals(settings.right())
                && now.environment().equals(settings.environment());
        var changed = new ArrayList<TemplateUnit>();
        var before = Map.copyOf(units);
        units.clear();
        refused.clear();
        for (var template : now.templates()) {
            var file = new Dependency.File(template.source().toString());
            var known = Optional.ofNullable(before.get(template.number()))
                    .filter(unit -> unit.file().equals(file));
            var unit = known.orElseGet(() -> new TemplateUnit(template.number(), file, engine));
            units.put(template.number(), unit);
            installed.put(template.number(), template.installed());
            refused.put(template.number(), template.refused());
            if (known.isEmpty() || !isSame) {
                changed.add(unit);
            }
        }
        settings = now;
        return changed;
    }

    /** Notes that an output differs from the one before. */
    void changed(Instant now) {
        quiescence.changed(now);
    }

    /** Notes the end of the change in progress; returns its files. */
    List<Staged> ended(Result result, Instant now, Duration pause) {
        var files = inProgress;
        inProgress = List.of();
        for (var file : files) {
            switch (result) {
                case INSTALLED -> installed.put(file.template(), file.hash());
                case REFUSED -> refused.put(file.template(), file.hash());
                case BUSY -> notBefore = now.plus(pause);
            }
        }
        return files;
    }

    /** Returns what its templates need, where that has changed since it was last asked. */
    Optional<List<Need>> news() {
        var needs = new ArrayList<Need>();
        for (var unit : units.values()) {
            if (unit.outcome() instanceof Blocked(var some)) {
                needs.addAll(some);
            }
        }
        if (needs.equals(told)) {
            return Optional.empty();
        }
        told = List.copyOf(needs);
        return Optional.of(told);
    }

    /** Says everything again. */
    void forget() {
        told = List.of();
    }

    /** Returns when there is something to be installed; empty where there is nothing. */
    Optional<Instant> due(Instant now) {
        if (!inProgress.isEmpty() || !settings.change().isEmpty() || outputs().isEmpty()) {
            return Optional.empty();
        }
        var due = settings.isReady()
                ? quiescence.due(settings.waitMin(), settings.waitMax()).orElse(now)
                : now;
        return Optional.of(due.isBefore(notBefore) ? notBefore : due);
    }

    /** Returns the outputs that are not installed; none where the first rendering is not complete. */
    private Map<Integer, Rendered> outputs() {
        var outputs = new HashMap<Integer, Rendered>();
        boolean isComplete = true;
        for (var unit : units.values()) {
            if (unit.outcome() instanceof Rendered output) {
                if (!output.hash().equals(installed.get(unit.number()))
                        && !output.hash().equals(refused.get(unit.number()))) {
                    outputs.put(unit.number(), output);
                }
            } else {
                isComplete = false;
            }
        }
        return isComplete || settings.isReady() ? outputs : Map.of();
    }

    /** Puts the outputs into the spool; from now on they are in progress. */
    List<Staged> stage(Spool spool) throws IOException {
        var staged = new ArrayList<Staged>();
        for (var output : outputs().entrySet()) {
            var content = output.getValue();
            staged.add(new Staged(
                    output.getKey(), spool.put(content), content.text().length(), content.hash()));
        }
        inProgress = List.copyOf(staged);
        quiescence.over();
        return inProgress;
    }

    List<Staged> inProgress() {
        return inProgress;
    }

    /** Notes that the spool cannot be written to. */
    void postpone(Instant until) {
        notBefore = until;
    }
}

package dev.tend.render;

import dev.tend.render.Outcome.Blocked;
import dev.tend.render.Outcome.Rendered;
import dev.tend.render.ServiceTemplates.Missing;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template of a service: its program, which is parsed once for each content of its file, and the result of its latest evaluation. For
 * one thread.
 */
final class TemplateUnit {

    /** The need of a template that fails by itself. */
    static final String NO_ERROR = "no template error";

    private final int number;
    private final Dependency.File file;
    private final Engine engine;
    private Optional<Parsed> parsed = Optional.empty();
    private Map<Dependency<?>, Position> used = Map.of();
    private Map<String, Instant> since = Map.of();
    private Outcome outcome = new Blocked(List.of());

    private record Parsed(GoString source, String left, String right, Engine.Program program) {}

    TemplateUnit(int number, Dependency.File file, Engine engine) {
        this.number = number;
        this.file = file;
        this.engine = engine;
    }

    Dependency.File file() {
        return file;
    }

    int number() {
        return number;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Returns the questions of the latest evaluation, its file among them, each with where it is asked first. */
    Map<Dependency<?>, Position> used() {
        return used;
    }

    /** Evaluates it; returns whether the result differs from the one before. */
    boolean evaluate(Source source, ServiceTemplates settings, Instant now) {
        var evaluation = new Evaluation(source, settings.environment());
        var needs = new Needs(source, now);
        var before = outcome;
        outcome = evaluated(evaluation, settings, needs);
        used = Map.copyOf(evaluation.used());
        since = needs.dates;
        return !outcome.equals(before);
    }

    private Outcome evaluated(Evaluation evaluation, ServiceTemplates settings, Needs needs) {
        var top = new Position(file.path(), 0, 0);
        var content = evaluation.look(file, top).orElse(Optional.empty());
        if (content.isEmpty()) {
            return needs.answers(Map.of(file, top));
        }
        try {
            var text = program(content.get(), settings).evaluate(evaluation);
            return lacks(evaluation, settings).isEmpty()
                    ? checked(text, settings, needs)
                    : needs.of(evaluation, settings);
        } catch (TemplateError error) {
            return lacks(evaluation, settings).isEmpty() ? needs.error(error) : needs.of(evaluation, settings);
        }
    }

    private Engine.Program program(GoString source, ServiceTemplates settings) {
        var now = parsed.filter(known -> known.source().equals(source)
                && known.left().equals(settings.left())
                && known.right().equals(settings.right()));
        if (now.isEmpty()) {
            parsed = Optional.empty();
            var program = engine.parse(file.path(), source, settings.left(), settings.right());
            now = Optional.of(new Parsed(source, settings.left(), settings.right(), program));
            parsed = now;
        }
        return now.get().program();
    }

    /** Returns the questions without which there is no output; an error is then not one of the template. */
    private static Map<Dependency<?>, Position> lacks(Evaluation evaluation, ServiceTemplates settings) {
        var lacks = new HashMap<>(evaluation.unanswered());
        if (settings.missing() != Missing.DEFAULT) {
            lacks.putAll(evaluation.missing());
        }
        return lacks;
    }

    private static Outcome checked(GoString text, ServiceTemplates settings, Needs needs) {
        for (String rejected : settings.reject()) {
            if (text.indexOf(GoString.of(rejected), 0) >= 0) {
                return needs.phrase(0, 0, "an output without " + rejected, "");
            }
        }
        return new Rendered(text, Spool.hash(text));
    }

    /** Collects what is needed; what was needed before has been needed since then. */
    private final class Needs {

        private final Source source;
        private final Instant now;
        private final Map<String, Instant> dates = new HashMap<>();

        private Needs(Source source, Instant now) {
            this.source = source;
            this.now = now;
        }

        private Outcome of(Evaluation evaluation, ServiceTemplates settings) {
            if (settings.missing() == Missing.FAIL && evaluation.unanswered().isEmpty()) {
                var first = evaluation.missing().entrySet().iterator().next();
                var position = first.getValue();
                String message = position + ": " + Need.phrase(first.getKey()) + " does not exist";
                return error(new TemplateError(position.line(), position.column(), message));
            }
            return answers(lacks(evaluation, settings));
        }

        private Outcome answers(Map<Dependency<?>, Position> missing) {
            var needs = new ArrayList<Need>();
            missing.forEach((dependency, position) -> needs.add(need(
                    position.line(),
                    position.column(),
                    Need.phrase(dependency),
                    source.condition(dependency).problem().orElse(""))));
            needs.sort(java.util.Comparator.comparingInt(Need::line)
                    .thenComparingInt(Need::column)
                    .thenComparing(Need::need));
            return new Blocked(List.copyOf(needs));
        }

        private Outcome error(TemplateError error) {
            return phrase(error.line(), error.column(), NO_ERROR, error.getMessage());
        }

        private Outcome phrase(int line, int column, String phrase, String why) {
            return new Blocked(List.of(need(line, column, phrase, why)));
        }

        private Need need(int line, int column, String phrase, String why) {
            var first = since.getOrDefault(phrase, now);
            dates.put(phrase, first);
            return new Need(number, line, column, phrase, first, why);
        }
    }
}

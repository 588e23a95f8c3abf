package dev.tend.render;

import dev.tend.template.data.Data;
import dev.tend.template.exec.Limits;
import dev.tend.template.exec.MissingKey;
import dev.tend.template.exec.Template;
import dev.tend.template.exec.TemplateException;
import dev.tend.template.function.Functions;
import dev.tend.template.function.Surroundings;
import dev.tend.template.parse.Delimiters;
import dev.tend.template.parse.ParseException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.time.Duration;
import java.time.Instant;

/** The language of Go's templates, with the functions of rendered configuration. */
final class GoEngine implements Engine {

    /** The time that one evaluation may take. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public Program parse(String name, GoString source, String left, String right) {
        try {
            var template = Template.parse(name, source, Delimiters.of(left, right), Functions::contains);
            return data -> evaluate(template, data);
        } catch (ParseException invalid) {
            throw new TemplateError(invalid.line(), 0, Functions.explained(invalid.getMessage()));
        }
    }

    private static GoString evaluate(Template template, Data data) {
        long end = System.nanoTime() + LONGEST.toNanos();
        var limits = Limits.DEFAULT.withExpiry(() -> System.nanoTime() - end > 0);
        var functions = Functions.of(Surroundings.of(data, Instant::now));
        var output = new GoStringBuilder();
        try {
            template.evaluate(null, functions, MissingKey.ZERO, limits, output);
            return output.toGoString();
        } catch (TemplateException failed) {
            var position = failed.position();
            throw new TemplateError(position.line(), position.column(), failed.getMessage());
        }
    }
}

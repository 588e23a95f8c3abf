package dev.tend.template.exec;

import dev.tend.template.parse.Delimiters;
import dev.tend.template.parse.ParseException;
import dev.tend.template.parse.Parser;
import dev.tend.template.parse.Source;
import dev.tend.template.parse.Tree;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.Map;
import java.util.function.Predicate;

/** A parsed template with those that it defines. It is immutable, and can be evaluated many times, also at the same time. */
public final class Template {
    private final GoString name;
    private final Map<GoString, Tree> trees;

    private Template(GoString name, Map<GoString, Tree> trees) {
        this.name = name;
        this.trees = trees;
    }

    /**
     * Parses a template.
     *
     * @param name what errors call it
     * @param functions whether there is a function of a name, those that are built in left aside
     * @throws ParseException if the source is invalid
     */
    public static Template parse(String name, GoString source, Delimiters delimiters, Predicate<String> functions) {
        Predicate<String> all = functions.or(Builtins::contains);
        return new Template(GoString.of(name), Parser.parse(new Source(name, source), delimiters, all));
    }

    /**
     * Evaluates the template. After an error, a part of the output has been written.
     *
     * @param data the value of dot
     * @param functions the functions by name; they hide built-in ones
     * @param output gets the text, up to its limit
     * @throws TemplateException if the evaluation fails or exceeds a bound
     */
    public void evaluate(
            Object data,
            Map<String, GoFunction> functions,
            MissingKey missingKey,
            Limits limits,
            GoStringBuilder output) {
        new Evaluation(trees, functions, missingKey, limits).run(trees.get(name), data, output);
    }

    /** Evaluates the template as {@link #evaluate}, and returns the text, of at most 16 MiB. */
    public GoString text(Object data, Map<String, GoFunction> functions, MissingKey missingKey, Limits limits) {
        GoStringBuilder output = new GoStringBuilder();
        evaluate(data, functions, missingKey, limits, output);
        return output.toGoString();
    }
}

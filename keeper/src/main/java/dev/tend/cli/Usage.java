package dev.tend.cli;

import dev.tend.text.Ascii;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * How a verb is called, for {@link Arguments} and for the help.
 *
 * @param operands what may follow the options, such as {@code NAME...}; "" if nothing may
 * @param handsOn whether the operands are another program's words, so that options must come before them
 * @param options its own; {@code --help} and, where it is of use, {@code --run-dir} come on top
 * @param details a paragraph for {@code tend help VERB}, or ""
 */
record Usage(String verb, String operands, boolean handsOn, String summary, List<Option> options, String details) {

    static Usage of(String verb, String operands, String summary, Option... options) {
        return new Usage(verb, operands, false, summary, List.of(options), "");
    }

    Usage explained(String text) {
        return new Usage(verb, operands, handsOn, summary, options, text);
    }

    Usage handingOn() {
        return new Usage(verb, operands, true, summary, options, details);
    }

    List<Option> allOptions() {
        var all = new ArrayList<>(options);
        all.add(Option.HELP);
        return all;
    }

    /** What {@code tend help VERB} prints. */
    String help() {
        var text = new StringBuilder("usage: tend ").append(verb);
        if (!options.isEmpty()) {
            text.append(" [OPTION]...");
        }
        if (!operands.isEmpty()) {
            text.append(' ').append(operands);
        }
        text.append("\n\n")
                .append(Ascii.upper(summary.substring(0, 1)))
                .append(summary.substring(1))
                .append(".\n");
        if (!details.isEmpty()) {
            text.append('\n').append(details).append('\n');
        }
        text.append('\n');
        int width = 0;
        for (var option : allOptions()) {
            width = Math.max(width, option.shape().length());
        }
        for (var option : allOptions()) {
            String shape = option.shape();
            text.append("  ")
                    .append(shape)
                    .append(" ".repeat(width - shape.length() + 2))
                    .append(option.meaning())
                    .append('\n');
        }
        return text.toString();
    }

    /** What {@code tend help --json VERB} prints. */
    Json json() {
        var known = new ArrayList<Json>();
        for (var option : allOptions()) {
            known.add(option.json());
        }
        return Json.object()
                .with("verb", verb)
                .with("operands", operands)
                .with("summary", summary)
                .with("details", details)
                .with("options", new Json.Array(known))
                .build();
    }
}

package dev.tend.command;

import dev.tend.text.Ascii;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The usage of a verb, for {@link Arguments} and for the help.
 *
 * @param operands what may follow the options, such as {@code NAME...}; "" if nothing may
 * @param handsOn whether the operands are another program's words, so that options must come before them
 * @param options its own; {@code --help} and, where it is of use, {@code --run-dir} are added
 * @param details a paragraph for {@code tend help VERB}, or ""
 * @param perName the verb that does something like it for single services, or ""
 */
public record Usage(
        String verb,
        String operands,
        boolean handsOn,
        String summary,
        List<Option> options,
        String details,
        String perName) {

    public static Usage of(String verb, String operands, String summary, Option... options) {
        return new Usage(verb, operands, false, summary, List.of(options), "", "");
    }

    public Usage explained(String text) {
        return new Usage(verb, operands, handsOn, summary, options, text, perName);
    }

    public Usage handingOn() {
        return new Usage(verb, operands, true, summary, options, details, perName);
    }

    /** Names the verb to suggest to a user who gives this one a service's name, which it does not take. */
    public Usage forOneService(String other) {
        return new Usage(verb, operands, handsOn, summary, options, details, other);
    }

    /** Returns how many operands make sense at most. */
    private int mostOperands() {
        boolean any = handsOn || operands.indexOf("...") >= 0 || operands.indexOf('|') >= 0;
        return any ? Integer.MAX_VALUE : words(operands);
    }

    private static int words(String text) {
        int words = text.isEmpty() ? 0 : 1;
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
            words++;
        }
        return words;
    }

    /**
     * Refuses operands that the verb would not look at.
     *
     * @throws Failure with {@link ExitCode#USAGE}
     */
    void checkCount(List<String> given) {
        int most = mostOperands();
        if (given.size() > most) {
            String word = given.get(most);
            String takes = most == 0 ? "takes no names" : "takes one " + operands;
            throw Failure.usage("\"" + word + "\" is one word too many: tend " + verb + " " + takes
                    + (perName.isEmpty() ? "" : "; did you mean \"tend " + perName + " " + word + "\"?"));
        }
    }

    List<Option> allOptions() {
        var all = new ArrayList<>(options);
        if (operands.contains("NAME") && operands.contains("...")) {
            all.add(Option.TAG);
        }
        all.add(Option.HELP);
        return all;
    }

    /** Returns the output of {@code tend help VERB}. */
    public String help() {
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

    /** Returns the output of {@code tend help --json VERB}. */
    public Json json() {
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

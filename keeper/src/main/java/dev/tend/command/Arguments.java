package dev.tend.command;

import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words after a verb, taken apart: {@code --name value}, {@code --name=value}, {@code -n 5}, {@code -n5}, {@code -fn 5};
 * whatever follows {@code --} is an operand. Options and operands may be mixed, unless the verb hands its operands on to
 * another program.
 */
public final class Arguments {

    private final String verb;
    private final List<Option> known;
    private final Map<String, List<String>> given = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Arguments(String verb, List<Option> known) {
        this.verb = verb;
        this.known = known;
    }

    /**
     * Takes {@code words} apart as {@code usage} says.
     *
     * @throws Failure with {@link ExitCode#USAGE} where there is an option it doesn't know, one without its value, or
     *     an operand too many
     */
    public static Arguments parse(Usage usage, List<String> words) {
        var arguments = new Arguments(usage.verb(), usage.allOptions());
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                arguments.operands.addAll(words.subList(at + 1, words.size()));
                break;
            }
            if (usage.handsOn() && !isOption(word)) {
                arguments.operands.addAll(words.subList(at, words.size()));
                break;
            }
            at = arguments.take(words, at);
        }
        if (!arguments.has(Option.HELP.name())) {
            usage.checkCount(arguments.operands);
        }
        return arguments;
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    /** Takes the word at {@code at}, with its value, and returns where the next one stands. */
    private int take(List<String> words, int at) {
        String word = words.get(at);
        if (word.startsWith("--")) {
            return takeLong(words, at, word.substring(2));
        }
        if (isOption(word)) {
            return takeLetters(words, at, word);
        }
        operands.add(word);
        return at + 1;
    }

    private int takeLong(List<String> words, int at, String text) {
        int equals = text.indexOf('=');
        var option = named(equals < 0 ? text : text.substring(0, equals));
        if (equals >= 0 && !option.takesValue()) {
            throw Failure.usage("option --" + option.name() + " takes no value");
        }
        if (equals >= 0) {
            return put(option, text.substring(equals + 1), at + 1);
        }
        return option.takesValue() ? put(option, valueAfter(words, at, option), at + 2) : put(option, "", at + 1);
    }

    private int takeLetters(List<String> words, int at, String word) {
        for (int i = 1; i < word.length(); i++) {
            var option = lettered(word.substring(i, i + 1));
            if (option.takesValue()) {
                return i + 1 < word.length()
                        ? put(option, word.substring(i + 1), at + 1)
                        : put(option, valueAfter(words, at, option), at + 2);
            }
            put(option, "", at);
        }
        return at + 1;
    }

    private int put(Option option, String value, int next) {
        given.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(value);
        return next;
    }

    private static String valueAfter(List<String> words, int at, Option option) {
        if (at + 1 >= words.size()) {
            throw Failure.usage("option --" + option.name() + " needs a value: " + option.value());
        }
        return words.get(at + 1);
    }

    private Option named(String name) {
        var names = new ArrayList<String>();
        for (var option : known) {
            if (option.name().equals(name)) {
                return option;
            }
            names.add(option.name());
        }
        throw unknown("--" + name, Names.meant(name, names, "--"));
    }

    private Option lettered(String letter) {
        for (var option : known) {
            if (option.letter().equals(letter)) {
                return option;
            }
        }
        throw unknown("-" + letter, "");
    }

    private Failure unknown(String option, String meant) {
        String own = own(option);
        String hint = !own.isEmpty() ? ": here it is " + own : meant;
        return Failure.usage(
                "unknown option \"" + option + "\"" + (hint.isEmpty() ? ": see \"tend help " + verb + "\"" : hint));
    }

    /** Returns what does the same as an option of another program, or "". */
    private String own(String option) {
        return switch (option) {
            case "--tail" -> knows("lines") ? "--lines" : "";
            case "-F" -> knows("follow") ? "-f" : "";
            case "--signal", "-s" -> verb.equals("stop") || verb.equals("kill") ? "\"tend signal\"" : "";
            default -> "";
        };
    }

    private boolean knows(String name) {
        for (var option : known) {
            if (option.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    public boolean has(String option) {
        return given.containsKey(option);
    }

    /** Every value given to an option, in order. */
    public List<String> all(String option) {
        return given.getOrDefault(option, List.of());
    }

    /** The last value given to an option. */
    public Optional<String> value(String option) {
        var values = all(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /** Returns the operands, and a pattern for each tag that is given. */
    public List<String> operands() {
        var tags = all(Option.TAG.name());
        if (tags.isEmpty()) {
            return operands;
        }
        var patterns = new ArrayList<>(operands);
        tags.forEach(tag -> patterns.add(Request.TAG + tag));
        return patterns;
    }
}

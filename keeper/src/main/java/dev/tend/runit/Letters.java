package dev.tend.runit;

import java.util.ArrayList;
import java.util.List;

/** Options of one letter, taken apart up to the first word that is none, or after {@code --}. */
final class Letters {

    /** An option, and its value or "". */
    record Given(char letter, String value) {}

    private final List<Given> given = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();

    private Letters() {}

    /**
     * @param known as for {@code getopt(3)}: each letter, with a colon behind it where it takes a value
     * @throws Refusal {@code usage}, after a line that names the letter at fault
     */
    static Letters parse(String program, String known, List<String> words, Refusal usage) {
        var letters = new Letters();
        int at = 0;
        while (at < words.size() && isOption(words.get(at))) {
            if (words.get(at).equals("--")) {
                at++;
                break;
            }
            at = letters.take(program, known, words, at, usage);
        }
        letters.operands.addAll(words.subList(at, words.size()));
        return letters;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private int take(String program, String known, List<String> words, int at, Refusal usage) {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            int place = letter == ':' ? -1 : known.indexOf(letter);
            if (place < 0) {
                throw usage.after(program + ": illegal option -- " + letter);
            }
            if (!known.startsWith(":", place + 1)) {
                given.add(new Given(letter, ""));
            } else if (i + 1 < word.length()) {
                given.add(new Given(letter, word.substring(i + 1)));
                return at + 1;
            } else if (at + 1 < words.size()) {
                given.add(new Given(letter, words.get(at + 1)));
                return at + 2;
            } else {
                throw usage.after(program + ": option requires an argument -- " + letter);
            }
        }
        return at + 1;
    }

    List<Given> given() {
        return given;
    }

    List<String> operands() {
        return operands;
    }
}

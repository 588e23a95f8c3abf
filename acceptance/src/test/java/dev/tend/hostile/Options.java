package dev.tend.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The options of the command line of {@link Main}. */
record Options(List<Attacks> attacks, Limits limits) {

    private static final long DEFAULT_SECONDS = 5;

    /** @throws IllegalArgumentException where an option is unknown or has no valid value */
    static Options parse(List<String> words) {
        var attacks = new ArrayList<Attacks>();
        long seconds = DEFAULT_SECONDS;
        long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        long first = 0;
        long actions = Limits.UNLIMITED;
        String only = "";
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--seconds" -> seconds = number(option, rest);
                case "--seed" -> seed = number(option, rest);
                case "--first" -> first = number(option, rest);
                case "--actions" -> actions = number(option, rest);
                case "--only" -> only = value(option, rest);
                case "--attack" -> attacks.add(attack(value(option, rest)));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(
                attacks.isEmpty() ? List.of(Attacks.values()) : attacks,
                new Limits(Duration.ofSeconds(seconds), seed, first, actions, only));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " takes a value");
        }
        return rest.next();
    }

    private static long number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not " + value, e);
        }
    }

    private static Attacks attack(String name) {
        return Attacks.named(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown attack " + name + ": known are "
                        + String.join(
                                ", ",
                                List.of(Attacks.values()).stream()
                                        .map(Attacks::title)
                                        .toList())));
    }
}

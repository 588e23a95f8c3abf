package dev.tend.runit;

import java.util.Optional;

/**
 * The order of a command of sv.
 *
 * @param letters the orders sent to runsv, and then waited for; {@link #STATUS} and {@link #CHECK} are not sent
 * @param waits whether to wait until it has taken effect
 * @param kills whether to send KILL where it has not in time
 */
record SvOrder(String letters, boolean waits, boolean kills) {

    static final String STATUS = "s";
    static final String CHECK = "C";

    /**
     * The commands that are whole words, of the LSB most of them, and those of one letter: of all others only the first counts.
     *
     * @param verbose whether those that do not wait by themselves are to
     * @param script whether this is called as an init script, where {@code status} has no shorter form
     * @return empty where there is no such command
     */
    static Optional<SvOrder> of(String word, boolean verbose, boolean script) {
        return switch (word) {
            case "start" -> waiting("u", false);
            case "stop" -> waiting("d", false);
            case "shutdown" -> waiting("x", false);
            case "restart" -> waiting("tcu", false);
            case "try-restart" -> waiting("tc", false);
            case "reload" -> waiting("h", false);
            case "check" -> waiting(CHECK, false);
            case "force-stop" -> waiting("d", true);
            case "force-shutdown" -> waiting("x", true);
            case "force-restart" -> waiting("tcu", true);
            case "force-reload" -> waiting("tc", true);
            case "", "status" -> word.isEmpty() ? Optional.empty() : Optional.of(new SvOrder(STATUS, false, false));
            default -> ofLetter(word.charAt(0), verbose, script);
        };
    }

    private static Optional<SvOrder> ofLetter(char letter, boolean verbose, boolean script) {
        return switch (letter) {
            case 'x', 'e' -> Optional.of(new SvOrder("x", verbose, false));
            case 'X', 'E' -> waiting("x", true);
            case 'D' -> waiting("d", true);
            case 'T' -> waiting("tc", true);
            case 's' -> script ? Optional.empty() : Optional.of(new SvOrder(STATUS, false, false));
            case 'u', 'd', 'o', 't', 'c', 'p', 'h', 'a', 'i', 'k', 'q', '1', '2' ->
                Optional.of(new SvOrder(String.valueOf(letter), verbose, false));
            default -> Optional.empty();
        };
    }

    private static Optional<SvOrder> waiting(String letters, boolean kills) {
        return Optional.of(new SvOrder(letters, true, kills));
    }

    /** Tells whether runsv is to end, so that a runsv that does not run is no failure. */
    boolean ends() {
        return letters.equals("x");
    }
}

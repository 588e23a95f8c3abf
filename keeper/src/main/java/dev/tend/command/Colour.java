package dev.tend.command;

/** The colours of a terminal, where its user does not mind them. */
public enum Colour {
    GREEN(32),
    YELLOW(33),
    RED(31),
    DIM(2);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    public String paint(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The colour for the word of a state, or of an event. */
    public static Colour of(String word) {
        return switch (word) {
            case "ready", "up" -> GREEN;
            case "failed", "start-failed", "killed", "unhealthy", "output-waits" -> RED;
            case "down", "done" -> DIM;
            default -> YELLOW;
        };
    }
}

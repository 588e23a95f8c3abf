package dev.tend.command;

/** {@code -n COUNT}: with how many lines or events to begin. */
public final class Count {

    private static final int DEFAULT = 10;

    /** More would not fit the heap, and nobody reads them. */
    static final int MOST = 100_000;

    public static final Option OPTION = Option.valued("lines", "n", "COUNT", "show the last COUNT (default: 10)");

    private Count() {}

    static int of(Arguments arguments) {
        if (!arguments.has("lines")) {
            return DEFAULT;
        }
        String text = arguments.value("lines").orElseThrow();
        try {
            int count = Integer.parseInt(text);
            if (count >= 0 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw Failure.usage("--lines \"" + text + "\" is no number from 0 to " + MOST);
    }
}

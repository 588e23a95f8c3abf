package dev.tend.format;

import dev.tend.text.Suggest;

/** A value its key does not take; the message is what follows the key in a {@link Problem}. */
public final class BadValue extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 60;

    public BadValue(String message) {
        super(message);
    }

    /** {@code "alway" is none of always, on-failure, never: did you mean "always"?}. */
    public static BadValue noneOf(String value, Iterable<String> words) {
        return new BadValue(
                quoted(value) + " is none of " + String.join(", ", words) + Suggest.didYouMean(value, words));
    }

    /** {@code "5 s" is no duration: write 500ms, 5s or 1m30s}. */
    public static BadValue no(String kind, String value, String advice) {
        String what = value.isEmpty() ? "has no value" : quoted(value) + " is no " + kind;
        return new BadValue(what + ": write " + advice);
    }

    public static String quoted(String value) {
        return "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + "\"";
    }
}

package dev.tend.schedule;

import dev.tend.text.Suggest;

/** A text that is no schedule; the message is what follows the key it stood at. */
public final class ScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 60;

    ScheduleException(String message) {
        super(message);
    }

    /** {@code "61" is no minute: write 0 to 59}. */
    static ScheduleException no(String kind, String value, String advice) {
        return new ScheduleException(quoted(value) + " is no " + kind + ": write " + advice);
    }

    /** {@code "@dayly" is none of @hourly, @daily: did you mean "@daily"?}. */
    static ScheduleException noneOf(String value, Iterable<String> words) {
        return new ScheduleException(
                quoted(value) + " is none of " + String.join(", ", words) + Suggest.didYouMean(value, words));
    }

    static String quoted(String value) {
        return "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + "\"";
    }
}

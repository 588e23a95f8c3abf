package dev.tend.probe;

/** An attempt came to nothing; the message is the reason, for {@link Answer.Unhealthy}. */
final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unanswered(String reason) {
        super(reason);
    }
}

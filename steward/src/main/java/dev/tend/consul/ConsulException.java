package dev.tend.consul;

/** Reports that Consul has not answered a question; the message is the reason. */
final class ConsulException extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** The part of Consul that the reason is about. */
    enum Kind {
        /** It does not answer, or has no leader. */
        OUTAGE,
        /** It does not answer this question, such as one that the token does not permit. */
        REFUSAL,
        /** The answer is too large. */
        SIZE
    }

    ConsulException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}

package dev.tend.keeper;

/** A request that is answered with one sentence, and changes nothing. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code with which the command should exit */
    Refusal(int code, String sentence) {
        super(sentence);
        this.code = code;
    }

    int code() {
        return code;
    }
}

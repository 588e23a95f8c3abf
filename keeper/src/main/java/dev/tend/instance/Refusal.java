package dev.tend.instance;

/** A request that is answered with one sentence, and changes nothing. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code with which the command should exit */
    public Refusal(int code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public int code() {
        return code;
    }
}

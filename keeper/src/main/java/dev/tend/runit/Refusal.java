package dev.tend.runit;

/** Ends one of runit's commands: what it says last, in its own words, and its exit code. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param message all of it, without the newline after its last line */
    Refusal(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the refusal that shows the usage of a command. An empty line follows. */
    static Refusal usage(int code, String program, String words) {
        return new Refusal(code, "usage: " + program + " " + words + "\n");
    }

    /** The same after a line that says more. */
    Refusal after(String line) {
        return new Refusal(code, line + "\n" + getMessage());
    }

    public int code() {
        return code;
    }
}

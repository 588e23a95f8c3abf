package dev.tend.command;

/** Ends the command with one line on standard error and an exit code. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code one of {@link ExitCode} @param message {@code where: what: what to do}, without the leading {@code tend:} */
    public Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The command was written wrongly. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    public int code() {
        return code;
    }
}

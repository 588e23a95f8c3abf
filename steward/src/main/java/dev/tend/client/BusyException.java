package dev.tend.client;

/** More is asked for at once than is permitted; the message says what, and a little later it may be less. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String limit;
    private final int most;

    /**
     * @param limit the name of the limit, for programs
     * @param most the limit, or 0 where it is not ours
     */
    public BusyException(String message, String limit, int most) {
        super(message);
        this.limit = limit;
        this.most = most;
    }

    public String limit() {
        return limit;
    }

    public int most() {
        return most;
    }
}

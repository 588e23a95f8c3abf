package dev.tend.steward;

/** More is being asked of the keeper at once than it should be bothered with; a little later it may be less. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }
}

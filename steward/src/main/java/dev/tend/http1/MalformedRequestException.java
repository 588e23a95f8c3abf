package dev.tend.http1;

/** A request that is refused before it is routed. The connection cannot be used afterwards: its next request may begin anywhere. */
public final class MalformedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONTENT_TOO_LARGE = 413;
    static final int URI_TOO_LONG = 414;
    static final int EXPECTATION_FAILED = 417;
    static final int HEADER_FIELDS_TOO_LARGE = 431;
    static final int NOT_IMPLEMENTED = 501;
    static final int VERSION_NOT_SUPPORTED = 505;

    private final int status;

    /** @param detail one sentence, which quotes nothing of the request */
    MalformedRequestException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static MalformedRequestException bad(String detail) {
        return new MalformedRequestException(BAD_REQUEST, detail);
    }

    /** Returns the status code that answers the request. */
    public int status() {
        return status;
    }
}

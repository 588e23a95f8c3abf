package dev.tend.http;

import dev.tend.text.Json;
import io.helidon.http.Header;
import io.helidon.http.Status;
import java.util.List;

/**
 * The reason why a request was not carried out, in the form of RFC 9457.
 *
 * @param detail one sentence for people
 * @param more fields that programs may want
 */
public record Problem(Status status, String detail, Json.Fields more, List<Header> headers) {

    public Problem(Status status, String detail) {
        this(status, detail, Json.object().build(), List.of());
    }

    public Problem(Status status, String detail, Json.Fields more) {
        this(status, detail, more, List.of());
    }

    public Problem(Status status, String detail, Header header) {
        this(status, detail, Json.object().build(), List.of(header));
    }

    Json json() {
        var fields = Json.object()
                .with("title", status.reasonPhrase())
                .with("status", status.code())
                .with("detail", detail);
        more.values().forEach(fields::with);
        return fields.build();
    }

    /** Returns the problem as an exception, for code that does not send answers itself. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }
}

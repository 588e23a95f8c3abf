package dev.tend.api;

import dev.tend.client.Rollcall;
import dev.tend.text.Glob;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import dev.tend.http.Problem;

/**
 * What a path names: a service with all its instances, or one of them.
 *
 * @param rows never empty
 */
record Named(String name, List<Reply.Status> rows) {

    /** @throws ProblemException where there is none */
    static Named in(ServerRequest request, Rollcall rollcall) {
        String name = request.path().pathParameters().get("name");
        var rows = rollcall.of(name);
        if (rows.isEmpty()) {
            var names = rollcall.now().stream()
                    .map(Reply.Status::service)
                    .distinct()
                    .toList();
            String detail = "no service is called " + name + Suggest.didYouMean(name, names);
            throw new Problem(Status.NOT_FOUND_404, detail).thrown();
        }
        return new Named(name, rows);
    }

    /** Returns its name as the keeper takes it, for whom names are patterns. */
    String pattern() {
        return Glob.literal(name);
    }
}

package dev.tend.api;

import dev.tend.client.SharedStatus;
import dev.tend.http.Problem;
import dev.tend.text.Glob;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/**
 * The services that a path names: a service with all its instances, or one of them.
 *
 * @param rows never empty
 */
record ServiceLookup(String name, List<Reply.Status> rows) {

    /** @throws ProblemException where there is none */
    static ServiceLookup in(ServerRequest request, SharedStatus sharedStatus) {
        String name = request.path().pathParameters().get("name");
        var rows = sharedStatus.of(name);
        if (rows.isEmpty()) {
            var names = sharedStatus.now().stream()
                    .map(Reply.Status::service)
                    .distinct()
                    .toList();
            String detail = "no service is called " + name + Suggest.didYouMean(name, names);
            throw new Problem(Status.NOT_FOUND_404, detail).thrown();
        }
        return new ServiceLookup(name, rows);
    }

    /** Returns its name as a pattern, because the keeper takes names for patterns. */
    String pattern() {
        return Glob.literal(name);
    }
}

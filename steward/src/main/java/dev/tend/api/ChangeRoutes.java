package dev.tend.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.client.Answer;
import dev.tend.client.KeeperClient;
import dev.tend.client.SharedStatus;
import dev.tend.http.Bodies;
import dev.tend.http.Caller;
import dev.tend.http.ClientQuota;
import dev.tend.http.Endpoints;
import dev.tend.http.Problem;
import dev.tend.lifecycle.Signals;
import dev.tend.text.Json;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Request.Verb;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Changes what is wanted of services. The answer is 200 where it is so by now, else 202 and where to look; with {@code ?wait=30s}
 * it comes when it is so, or the time is over.
 */
public final class ChangeRoutes implements HttpService {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** The exit status of {@code tend} if the time was too short. */
    private static final int TIMED_OUT = 75;

    private static final Set<String> STARTED = Set.of("ready", "done");
    /** The outcome of a reload that is not over. */
    private static final String RELOADING = "reloading";

    private static final Set<String> AT_REST = Set.of("down", "done", "failed");

    private final KeeperClient keeper;
    private final SharedStatus sharedStatus;
    private final ClientQuota waits;

    public ChangeRoutes(KeeperClient keeper, SharedStatus sharedStatus, ClientQuota waits) {
        this.keeper = keeper;
        this.sharedStatus = sharedStatus;
        this.waits = waits;
    }

    @Override
    public void routing(HttpRules rules) {
        change(rules, "start", Verb.START, STARTED::contains);
        change(rules, "stop", Verb.STOP, AT_REST::contains);
        change(rules, "restart", Verb.RESTART, _ -> false);
        change(rules, "kill", Verb.KILL, AT_REST::contains);
        change(rules, "reload", Verb.RELOAD, text -> !text.equals(RELOADING));
        Endpoints.post(
                rules,
                "/services/{name}/signal/{signal}",
                (request, response) -> signal(
                        request, response, request.path().pathParameters().get("signal")));
    }

    private void change(HttpRules rules, String word, Verb verb, Predicate<String> aim) {
        Endpoints.post(rules, "/services/{name}/" + word, (request, response) -> change(request, response, verb, aim));
    }

    private void change(ServerRequest request, ServerResponse response, Verb verb, Predicate<String> aim) {
        var named = ServiceLookup.in(request, sharedStatus);
        var patience = Queries.duration(request, "wait", LONGEST_WAIT);
        boolean waited = !patience.isZero();
        var answer =
                waited ? waited(request, verb, named, patience) : keeper.change(verb, named.pattern(), Duration.ZERO);
        boolean late = answer.end().code() == TIMED_OUT;
        if (!answer.isGood() && !late) {
            throw refused(answer).thrown();
        }
        boolean there = waited ? !late : answer.all(Outcome.class).stream().allMatch(is -> aim.test(is.text()));
        response.header(HeaderNames.LOCATION, "/services/" + encoded(named.name()));
        Bodies.send(response, there ? Status.OK_200 : Status.ACCEPTED_202, outcomes(answer));
    }

    private Answer waited(ServerRequest request, Verb verb, ServiceLookup named, Duration patience) {
        try (var _ = waits.take(Caller.of(request))) {
            return keeper.change(verb, named.pattern(), patience);
        }
    }

    private void signal(ServerRequest request, ServerResponse response, String word) {
        var named = ServiceLookup.in(request, sharedStatus);
        int number = Signals.number(word)
                .orElseThrow(() ->
                        new Problem(Status.BAD_REQUEST_400, word + " is no signal: write one such as HUP").thrown());
        var answer = keeper.signal(named.pattern(), number);
        if (!answer.isGood()) {
            throw refused(answer).thrown();
        }
        Bodies.send(response, Status.OK_200, outcomes(answer));
    }

    private static Problem refused(Answer answer) {
        var reason = answer.all(Outcome.class).stream()
                .filter(outcome -> !outcome.good())
                .map(outcome -> outcome.name() + ": " + outcome.text())
                .findFirst();
        String detail = answer.end().error().isEmpty()
                ? reason.orElse("it did not come about")
                : answer.end().error();
        return new Problem(Status.CONFLICT_409, detail, outcomes(answer));
    }

    private static Json.Fields outcomes(Answer answer) {
        List<Outcome> outcomes = answer.all(Outcome.class);
        return Json.object().with("outcomes", Bodies.array(outcomes)).build();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}

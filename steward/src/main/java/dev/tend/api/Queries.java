package dev.tend.api;

import dev.tend.http.Problem;
import dev.tend.http.ProblemException;
import dev.tend.text.Durations;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/** The parameters of a query. */
final class Queries {

    private Queries() {}

    /** A duration such as 30s, or plain seconds; zero where it is not given. */
    static Duration duration(ServerRequest request, String name, Duration most) {
        String text = text(request, name).orElse("0s");
        var micros = Durations.parse(text);
        if (micros.isEmpty() || micros.getAsLong() < 0) {
            throw refused(name + " is no duration: write 500ms, 30s or 1m30s");
        }
        var duration = Duration.ofNanos(Math.min(micros.getAsLong(), Long.MAX_VALUE / 1000) * 1000);
        if (duration.compareTo(most) > 0) {
            throw refused(name + " is too long: the most is " + most.toSeconds() + "s");
        }
        return duration;
    }

    static int number(ServerRequest request, String name, int otherwise, int most) {
        var text = text(request, name);
        try {
            int number = text.map(Integer::parseInt).orElse(otherwise);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw refused(name + " is no number: write one from 0 to " + most);
        }
        throw refused(name + " is not between 0 and " + most);
    }

    /** Given without a value, it is true. */
    static boolean truth(ServerRequest request, String name) {
        return switch (text(request, name).orElse("false")) {
            case "", "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw refused(name + " is neither true nor false");
        };
    }

    private static Optional<String> text(ServerRequest request, String name) {
        var query = request.query();
        if (!query.contains(name)) {
            return Optional.empty();
        }
        var values = query.all(name);
        return Optional.of(values.isEmpty() ? "" : values.getFirst());
    }

    private static ProblemException refused(String detail) {
        return new Problem(Status.BAD_REQUEST_400, detail).thrown();
    }
}

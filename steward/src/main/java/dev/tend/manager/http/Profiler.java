package dev.tend.manager.http;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * {@code /debug/pprof/}: profiles of the steward, by the JVM's own means: a flight recording where Go has a profile,
 * and its threads where Go has goroutines. One recording at a time.
 */
final class Profiler implements HttpService {

    private static final String INDEX = """
            /debug/pprof/profile?seconds=30   a recording for JDK Mission Control, or "jfr print"
            /debug/pprof/goroutine            all threads, and where they are
            """;

    /** The default time of Go, and the longest time of a recording. */
    private static final String USUAL_SECONDS = "30";

    private static final long MOST_SECONDS = 300;
    private static final String ENDING = "the steward ends, and recordings with it";

    private final Semaphore free = new Semaphore(1);
    private final CountDownLatch ending = new CountDownLatch(1);

    /** Ends the recording under way, whatever its duration: its client gets the reason. */
    void end() {
        ending.countDown();
    }

    @Override
    public void routing(HttpRules rules) {
        Replies.get(rules, "/debug/pprof", (_, response) -> Replies.text(response, INDEX));
        Replies.get(rules, "/debug/pprof/", (_, response) -> Replies.text(response, INDEX));
        Replies.get(rules, "/debug/pprof/goroutine", Profiler::threads);
        Replies.get(rules, "/debug/pprof/profile", this::profile);
    }

    /** Virtual ones, too, which answer here: a JVM tells of those only in a file. */
    private static void threads(ServerRequest request, ServerResponse response) {
        try (var scratch = Scratch.open()) {
            var file = scratch.folder().resolve("threads");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            Replies.text(response, Files.readString(file));
        } catch (IOException impossible) {
            refuse(response, "cannot show threads: " + impossible.getMessage());
        }
    }

    private void profile(ServerRequest request, ServerResponse response) {
        var seconds = seconds(request.query().first("seconds").orElse(USUAL_SECONDS));
        if (seconds.isEmpty()) {
            Replies.error(response, Status.BAD_REQUEST_400, "seconds is a number from 1 to " + MOST_SECONDS);
        } else if (!free.tryAcquire()) {
            Replies.error(response, Status.SERVICE_UNAVAILABLE_503, "a recording is already running: try again later");
        } else {
            try {
                record(Duration.ofSeconds(seconds.getAsLong()), response);
            } finally {
                free.release();
            }
        }
    }

    private static OptionalLong seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds >= 1 && seconds <= MOST_SECONDS ? OptionalLong.of(seconds) : OptionalLong.empty();
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private void record(Duration time, ServerResponse response) {
        try (var scratch = Scratch.open()) {
            scratch.useForRecordings();
            try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
                var file = scratch.folder().resolve("recording.jfr");
                recording.start();
                if (ending.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(ENDING);
                }
                recording.stop();
                recording.dump(file);
                send(file, response);
            }
        } catch (IOException | ParseException impossible) {
            refuse(response, "cannot record: " + impossible.getMessage());
        } catch (InterruptedException ending) {
            refuse(response, ENDING);
            Thread.currentThread().interrupt(); // an interrupted thread closes the socket it writes to
        } catch (IllegalStateException refused) {
            refuse(response, ending.getCount() == 0 || isEnding() ? ENDING : "cannot record: " + refused.getMessage());
        }
    }

    /** No recording outlives the beginning of a JVM's end. */
    private static boolean isEnding() {
        var hook = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static void refuse(ServerResponse response, String why) {
        Replies.error(response, Status.SERVICE_UNAVAILABLE_503, why);
    }

    private static void send(Path file, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream").header(Replies.NOT_STORED);
        try (var out = response.outputStream()) {
            Files.copy(file, out);
        } catch (IOException hungUp) {
            throw new UncheckedIOException(hungUp);
        }
    }
}

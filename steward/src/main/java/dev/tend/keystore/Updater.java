package dev.tend.keystore;

import dev.tend.keystore.Status.Part;
import dev.tend.retry.Backoff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for Elasticsearch, which may be making a keystore of its own until then, builds one from the secrets, and
 * another each time they have changed: one for each change, and never from half of it. A failure is retried, sooner if
 * the secrets change.
 */
final class Updater {

    static final String DONE = "Keystore updated";

    /** The interval at which changes without an event are found, such as those behind a link. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private final Path source;
    private final Keystore keystore;
    private final Tool tool;
    private final Elasticsearch elasticsearch;
    private final Status status;
    private final Backoff backoff;
    private final Runnable whenDone;
    private Optional<Secrets> built = Optional.empty();

    /** @param whenDone called when there is a new keystore */
    Updater(
            Path source,
            Keystore keystore,
            Tool tool,
            Elasticsearch elasticsearch,
            Status status,
            Backoff backoff,
            Runnable whenDone) {
        this.source = source;
        this.keystore = keystore;
        this.tool = tool;
        this.elasticsearch = elasticsearch;
        this.status = status;
        this.backoff = backoff;
        this.whenDone = whenDone;
    }

    /** Keeps it until it is interrupted. */
    void run() throws InterruptedException {
        awaitElasticsearch();
        try (var watch = new FolderWatch(source)) {
            while (true) {
                watch.await(look(watch));
            }
        } catch (IOException noWatch) {
            status.fails(Part.BUILDING, "cannot watch " + source + ": " + noWatch);
        }
    }

    private void awaitElasticsearch() throws InterruptedException {
        status.waits("Waiting for Elasticsearch");
        while (!answers()) {
            Thread.sleep(BETWEEN_QUESTIONS);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            elasticsearch.greet();
            return true;
        } catch (KeystoreException notYet) {
            status.waits("Waiting for Elasticsearch: " + notYet.getMessage());
            return false;
        }
    }

    /** Does what is to be done. Returns how long that may last where nothing happens. */
    private Duration look(FolderWatch watch) {
        try {
            watch.arm();
            var seen = Secrets.in(source);
            while (!Optional.of(seen).equals(built)) {
                seen = build(seen);
            }
            backoff.reset();
            status.recovers(Part.BUILDING);
            return LOOK_EVERY;
        } catch (IOException unreadable) {
            status.fails(Part.BUILDING, "cannot read the secrets: " + unreadable);
        } catch (KeystoreException failed) {
            status.fails(Part.BUILDING, failed.getMessage());
        }
        return backoff.next();
    }

    /** Returns what is there now; where that is something else, what was built is of no use, for it may be of both. */
    private Secrets build(Secrets seen) throws IOException {
        if (built.isEmpty()) {
            tool.stop();
        }
        keystore.prepare();
        tool.build();
        var now = Secrets.in(source);
        if (now.equals(seen)) {
            keystore.install();
            built = Optional.of(seen);
            status.does(Part.BUILDING, DONE);
            whenDone.run();
        }
        return now;
    }
}

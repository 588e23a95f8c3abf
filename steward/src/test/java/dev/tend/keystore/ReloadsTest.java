package dev.tend.keystore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReloadsTest {

    private static final long PATIENCE = 30;

    private final Status status = new Status(Clock.systemUTC());
    private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
    private final Reloads reloads =
            new Reloads(elasticsearch, status, new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), () -> 1));
    private final Thread thread = Thread.ofVirtual().start(() -> {
        try {
            reloads.run();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    });

    /** Answers each request as the test decides, and reports the request before that. */
    private static final class FakeElasticsearch implements Elasticsearch {

        private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final SynchronousQueue<Optional<String>> refusals = new SynchronousQueue<>();

        @Override
        public void greet() {}

        @Override
        public void reload() throws InterruptedException {
            asked.add("reload");
            var refusal = refusals.take();
            if (refusal.isPresent()) {
                throw new KeystoreException(refusal.get());
            }
        }

        void awaitAsked() throws InterruptedException {
            assertThat(asked.poll(PATIENCE, SECONDS)).as("it is asked").isNotNull();
        }

        void does(Optional<String> refusal) throws InterruptedException {
            assertThat(refusals.offer(refusal, PATIENCE, SECONDS)).isTrue();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Test
    void goOnUntilElasticsearchHasDoneIt() throws InterruptedException {
        reloads.request();
        elasticsearch.does(Optional.of("no master"));
        elasticsearch.does(Optional.of("still no master"));
        elasticsearch.awaitAsked();
        elasticsearch.awaitAsked();
        elasticsearch.awaitAsked();
        assertThat(status.report().state()).isEqualTo("failed");
        assertThat(status.report().reason()).isEqualTo("still no master");

        elasticsearch.does(Optional.empty());
        reloads.request();
        elasticsearch.awaitAsked();
        assertThat(status.report().state()).isEqualTo("running");
        assertThat(status.report().reason()).isEqualTo("Secure settings reloaded");
    }

    @Test
    void areOneForAllThatIsAskedForMeanwhile() throws InterruptedException {
        reloads.request();
        elasticsearch.awaitAsked();
        reloads.request();
        reloads.request();
        reloads.request();
        elasticsearch.does(Optional.empty());
        elasticsearch.awaitAsked();
        elasticsearch.does(Optional.empty());

        assertThat(elasticsearch.asked.poll(200, MILLISECONDS)).isNull();
    }
}

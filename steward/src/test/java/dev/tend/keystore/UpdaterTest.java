package dev.tend.keystore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.retry.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The updater over real folders, with a tool that begins and ends when the test says so. */
class UpdaterTest {

    private static final long PATIENCE = 30;

    @TempDir
    private Path folder;

    private final Status status = new Status(Clock.systemUTC());
    private final FakeTool tool = new FakeTool();
    private final BlockingQueue<String> installed = new LinkedBlockingQueue<>();
    private Path source;
    private Path file;
    private Thread thread;

    /** Copies the one secret, once it may. */
    private final class FakeTool implements Tool {

        private final SynchronousQueue<Runnable> steps = new SynchronousQueue<>();

        @Override
        public void build() {
            try {
                steps.take().run();
                Files.copy(source.resolve("a"), file.resolveSibling("tmp/elasticsearch.keystore"));
                steps.take().run();
            } catch (IOException failed) {
                throw new KeystoreException(failed.toString(), failed);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
                throw new KeystoreException("the test is over", over);
            }
        }

        @Override
        public void stop() {}

        /** Lets it build, after something has been done, and before something else. */
        void builds(Runnable first, Runnable last) throws InterruptedException {
            assertThat(steps.offer(first, PATIENCE, SECONDS)).as("it builds").isTrue();
            assertThat(steps.offer(last, PATIENCE, SECONDS)).as("it has built").isTrue();
        }

        void builds() throws InterruptedException {
            builds(() -> {}, () -> {});
        }

        void fails(String why) throws InterruptedException {
            Runnable failure = () -> {
                throw new KeystoreException(why);
            };
            assertThat(steps.offer(failure, PATIENCE, SECONDS)).as("it builds").isTrue();
        }

        boolean isAsked() throws InterruptedException {
            return steps.offer(() -> {}, 300, MILLISECONDS);
        }
    }

    private static final class Answering implements Elasticsearch {

        @Override
        public void greet() {}

        @Override
        public void reload() {}
    }

    @BeforeEach
    void start() throws IOException {
        source = Files.createDirectory(folder.resolve("secrets"));
        file = Files.createDirectory(folder.resolve("config")).resolve("elasticsearch.keystore");
        put("a", "1");
        var updater = new Updater(
                source,
                new Keystore(file),
                tool,
                new Answering(),
                status,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), () -> 1),
                () -> installed.add(read(file)));
        thread = Thread.ofVirtual().start(() -> {
            try {
                updater.run();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void put(String name, String text) {
        try {
            Files.writeString(folder.resolve("part"), text);
            Files.move(folder.resolve("part"), source.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String nextInstalled() throws InterruptedException {
        return installed.poll(PATIENCE, SECONDS);
    }

    @Test
    void buildsOnceAtFirstAndOnceForEachChange() throws InterruptedException {
        tool.builds();
        assertThat(nextInstalled()).isEqualTo("1");
        assertThat(status.report().state()).isEqualTo("running");
        assertThat(status.report().reason()).isEqualTo("Keystore updated");

        put("a", "2");
        tool.builds();
        assertThat(nextInstalled()).isEqualTo("2");
        assertThat(tool.isAsked()).as("it builds again").isFalse();
    }

    @Test
    void installsNothingThatMayBeOfTwoVersions() throws InterruptedException {
        tool.builds(() -> {}, () -> put("a", "2"));
        assertThat(installed).isEmpty();
        tool.builds();

        assertThat(nextInstalled()).isEqualTo("2");
    }

    @Test
    void changesNothingWhereTheFolderIsAwayForAWhile() throws InterruptedException, IOException {
        tool.builds();
        assertThat(nextInstalled()).isEqualTo("1");

        Files.move(source, folder.resolve("away"));
        Files.writeString(folder.resolve("away/.wake"), "");
        awaitState("failed");
        Files.move(folder.resolve("away"), source);
        awaitState("running");
        assertThat(file).hasContent("1");
        assertThat(tool.isAsked()).as("it builds again").isFalse();
    }

    private void awaitState(String state) throws InterruptedException {
        for (int i = 0; !status.report().state().equals(state); i++) {
            assertThat(i).as("hundredths of a second until it is " + state).isLessThan(3000);
            Thread.sleep(10);
        }
    }

    @Test
    void triesAgainAndSaysWhy() throws InterruptedException {
        tool.fails("the keystore tool has built nothing: exited with code 65");
        assertThat(tool.steps.offer(() -> {}, PATIENCE, SECONDS))
                .as("it tries again")
                .isTrue();
        assertThat(status.report().state()).isEqualTo("failed");
        assertThat(status.report().reason()).endsWith("exited with code 65");
        assertThat(file).doesNotExist();
    }
}

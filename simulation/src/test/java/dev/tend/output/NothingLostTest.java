package dev.tend.output;

import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.LogPolicy;
import dev.tend.simulation.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service writes numbered lines, whole or in pieces, while its log is rotated, its disk fills, its keeper dies
 * between any two calls and its policy changes: in the end each line is in the log once, with one timestamp if it is to
 * have one.
 */
class NothingLostTest {

    private static final int ROUNDS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noLineIsLostOrDoubled(boolean timestamps) {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            new Round(seed, timestamps).play();
        }
    }

    private static final class Round {

        private final long seed;
        private final boolean timestamps;
        private final Random random;
        private final TestingKeeper keeper = new TestingKeeper();
        private final StringBuilder written = new StringBuilder();
        private Capture capture;
        private byte[] pending = {};
        private int poured;
        private int line;

        Round(long seed, boolean timestamps) {
            this.seed = seed;
            this.timestamps = timestamps;
            this.random = new Random(seed);
            keeper.echo = random.nextBoolean();
            capture = keeper.capture(policy());
            keeper.disk.hold(FIFO);
            keeper.disk.faults().pieces(count -> 1 + random.nextInt(count));
        }

        void play() {
            for (int i = 0; i < 400; i++) {
                try {
                    step();
                } catch (Faults.Death death) {
                    succeed();
                }
                keeper.now += random.nextInt(1_000_000);
                keeper.wallTime += random.nextInt(2_000_000) - 500_000;
            }
            settle();
            String log = String.join("", keeper.logs());
            assertThat(timestamps ? unstamped(log) : log).as("seed %d", seed).isEqualTo(written.toString());
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0 -> keeper.disk.faults().dieAfter(random.nextInt(20));
                case 1 -> keeper.disk.faults().room(random.nextInt(300));
                case 2 -> keeper.disk.faults().endlessRoom();
                case 3 -> succeed();
                case 4 -> capture.apply(policy());
                case 5, 6, 7 -> capture.drain(keeper.now);
                default -> write();
            }
        }

        private void write() {
            if (poured == pending.length) {
                StringBuilder lines = new StringBuilder();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    lines.append(++line).append(" x".repeat(random.nextInt(40))).append('\n');
                }
                written.append(lines);
                pending = lines.toString().getBytes(StandardCharsets.UTF_8);
                poured = 0;
            }
            poured += keeper.disk.pour(FIFO, pending, poured, random.nextInt(pending.length - poured + 1));
        }

        /** Starts another keeper; if that dies at once, yet another. */
        private void succeed() {
            try {
                keeper.succeed();
                capture = keeper.capture(policy());
            } catch (Faults.Death death) {
                succeed();
            }
        }

        private void settle() {
            keeper.disk.faults().endlessRoom();
            keeper.disk.faults().dieAfter(Long.MAX_VALUE);
            succeed();
            while (poured < pending.length) {
                poured += keeper.disk.pour(FIFO, pending, poured, pending.length - poured);
                capture.drainToEnd(keeper.now);
            }
            capture.drainToEnd(keeper.now);
        }

        private LogPolicy policy() {
            return file(1 + random.nextInt(3_000), 1_000_000, timestamps);
        }

        private String unstamped(String log) {
            StringBuilder lines = new StringBuilder();
            for (int at = 0; at < log.length(); at = log.indexOf('\n', at) + 1) {
                String each = log.substring(at, log.indexOf('\n', at) + 1);
                byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
                assertThat(UtcTime.isStamp(bytes, 0, bytes.length))
                        .as("seed %d: %s", seed, each)
                        .isTrue();
                lines.append(each, UtcTime.STAMP_LENGTH, each.length());
            }
            return lines.toString();
        }
    }
}

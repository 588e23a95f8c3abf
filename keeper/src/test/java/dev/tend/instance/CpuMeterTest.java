package dev.tend.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Processes.Usage;
import dev.tend.lifecycle.Process;
import dev.tend.text.Durations;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    private static final long SECOND = Durations.SECOND;
    private static final long START = 1000 * SECOND;
    private static final long LATER = START + 3600 * SECOND;
    private static final Process MAIN = new Process(7, 70, START);

    private final CpuMeter meter = new CpuMeter();

    private long permille(long at, long used) {
        meter.read(MAIN, at, used);
        return meter.permille();
    }

    @Test
    void knowsAYoungProcessFromItsStart() {
        assertThat(permille(START + 10_000, 5_000)).isEqualTo(-1);
        assertThat(permille(START + 2 * SECOND, SECOND)).isEqualTo(500);
    }

    @Test
    void knowsAnOldProcessAtTheSecondLook() {
        assertThat(permille(LATER, 900 * SECOND)).isEqualTo(-1);
        assertThat(permille(LATER + SECOND / 10, 900 * SECOND + SECOND / 20)).isEqualTo(500);
    }

    @Test
    void forgetsWhatWasBeforeTheLastSeconds() {
        permille(LATER, 0);
        assertThat(permille(LATER + 5 * SECOND, 5 * SECOND)).isEqualTo(1000);
        assertThat(permille(LATER + 10 * SECOND, 5 * SECOND)).isZero();
        assertThat(permille(LATER + 41 * SECOND, 5 * SECOND)).isEqualTo(-1);
        assertThat(permille(LATER + 41 * SECOND + SECOND / 10, 5 * SECOND)).isZero();
    }

    @Test
    void looksBackASecondHoweverOftenItIsAsked() {
        permille(LATER, 0);
        for (int i = 1; i <= 30; i++) {
            permille(LATER + i * SECOND / 10, i * SECOND / 10);
        }
        assertThat(permille(LATER + 31 * SECOND / 10, 3 * SECOND)).isBetween(900L, 999L);
        assertThat(permille(LATER + 6 * SECOND, 3 * SECOND)).isBetween(0L, 400L);
    }

    @Test
    void knowsWhatAProcessTakesThatHasNotRunSince() {
        var alone = new Usage(SECOND, 4096, true);
        meter.keep(MAIN, LATER - 2 * SECOND, alone, OptionalLong.of(SECOND));
        meter.keep(MAIN, LATER, alone, OptionalLong.of(SECOND));

        assertThat(meter.unchanged(MAIN, LATER + SECOND, OptionalLong.of(SECOND)))
                .contains(alone);
        assertThat(meter.unchanged(MAIN, LATER + SECOND, OptionalLong.of(SECOND + 1)))
                .isEmpty();
        assertThat(meter.unchanged(MAIN, LATER + SECOND, OptionalLong.empty())).isEmpty();
        assertThat(meter.unchanged(MAIN, LATER + 40 * SECOND, OptionalLong.of(SECOND)))
                .isEmpty();
        assertThat(meter.unchanged(new Process(7, 71, LATER), LATER + SECOND, OptionalLong.of(SECOND)))
                .isEmpty();
    }

    /** A process that it has forked at the end may not be a child of the keeper yet. */
    @Test
    void looksAgainAtAProcessThatHasJustRun() {
        var alone = new Usage(SECOND, 4096, true);
        meter.keep(MAIN, LATER, alone, OptionalLong.of(SECOND));
        assertThat(meter.unchanged(MAIN, LATER + SECOND / 10, OptionalLong.of(SECOND)))
                .isEmpty();

        meter.keep(MAIN, LATER + SECOND / 10, alone, OptionalLong.of(SECOND));
        assertThat(meter.unchanged(MAIN, LATER + SECOND / 5, OptionalLong.of(SECOND)))
                .isEmpty();
    }

    @Test
    void looksAgainAtAProcessThatIsNotAlone() {
        meter.keep(MAIN, LATER, new Usage(SECOND, 4096, false), OptionalLong.of(SECOND));

        assertThat(meter.unchanged(MAIN, LATER + SECOND, OptionalLong.of(SECOND)))
                .isEmpty();
    }

    @Test
    void theTotalNeverFalls() {
        permille(LATER, 9 * SECOND);
        assertThat(permille(LATER + SECOND, 5 * SECOND)).isZero();
        assertThat(meter.total()).isEqualTo(9 * SECOND);
    }

    @Test
    void anotherProcessBeginsAnew() {
        permille(LATER, 9 * SECOND);
        meter.read(new Process(7, 71, LATER), LATER + SECOND, SECOND / 4);
        assertThat(meter.total()).isEqualTo(SECOND / 4);
        assertThat(meter.permille()).isEqualTo(250);
    }
}

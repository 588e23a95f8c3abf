package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static List<Integer> those(IntPredicate predicate) {
        var found = new ArrayList<Integer>();
        for (int signal = -1; signal <= Signals.END + 1; signal++) {
            if (predicate.test(signal)) {
                found.add(signal);
            }
        }
        return found;
    }

    @Test
    void forwardsAllThatArriveButTheEndOfAChild() {
        assertThat(those(signal -> !Signals.isForwarded(signal))).containsExactly(-1, 0, 9, 17, 19, 65, 66);
    }

    @Test
    void knowsTheFaults() {
        assertThat(those(Signals::isFault)).containsExactly(4, 5, 6, 7, 8, 11, 31);
    }

    @Test
    void endsAKeeperByWhatImagesNameAsTheirStopSignal() {
        assertThat(those(Signals::isShutdown)).containsExactly(2, 3, 15, 30, 37);
    }
}

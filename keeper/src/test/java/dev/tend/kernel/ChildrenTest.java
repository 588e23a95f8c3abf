package dev.tend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChildrenTest {

    private final Pids pids = new Pids();

    @Test
    void readsTheNumbersOfThemAll() {
        assertThat(read("12 345 6 ", 0)).isZero();
        assertThat(pids.size()).isEqualTo(3);
        assertThat(pids.at(0)).isEqualTo(6);
        assertThat(pids.at(2)).isEqualTo(345);
    }

    @Test
    void readsNumbersThatArriveInTwoParts() {
        int begun = read("12 34", 0);
        read("5 6 ", begun);
        assertThat(pids.contains(345)).isTrue();
        assertThat(pids.contains(34)).isFalse();
    }

    @Test
    void remembersEachPidOnceUntilItIsGone() {
        for (int pid = 100; pid > 0; pid--) {
            pids.add(pid);
            pids.add(pid);
        }
        assertThat(pids.size()).isEqualTo(100);
        pids.remove(50);
        pids.remove(50);
        assertThat(pids.size()).isEqualTo(99);
        assertThat(pids.contains(50)).isFalse();
        assertThat(pids.contains(49)).isTrue();
        assertThat(pids.contains(51)).isTrue();
    }

    private int read(String part, int begun) {
        byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
        return Children.numbers(bytes, bytes.length, begun, pids);
    }
}

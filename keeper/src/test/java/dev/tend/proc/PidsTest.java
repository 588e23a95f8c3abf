package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PidsTest {

    private final Pids pids = new Pids();

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
        pids.clear();
        assertThat(pids.size()).isZero();
        assertThat(pids.contains(49)).isFalse();
    }
}

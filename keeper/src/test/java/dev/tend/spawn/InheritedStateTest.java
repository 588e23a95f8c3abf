package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedStateTest {

    @Test
    void knowsTheSignalsItsParentIgnored() {
        String status = "Name:\tx\nSigBlk:\t00000000ffffffff\nSigIgn:\t0000000000001001\nSigCgt:\t0000000000000002\n";
        assertThat(InheritedState.ignored(status)).isEqualTo(0x1001);
        assertThat(InheritedState.ignored("")).isZero();
    }

    @Test
    void findsVariables() {
        InheritedState inherited =
                new InheritedState(List.of("AB=1", "A=2=3"), 022, new Limit(Limit.Resource.NOFILE, 1, 1), 0);
        assertThat(inherited.variable("A")).isEqualTo("2=3");
        assertThat(inherited.variable("B")).isEmpty();
    }
}

package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.runit.SuperviseStatus.Phase;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SuperviseStatusTest {

    /** The status that runsv wrote for a service with pid 70,001 that it had started and ordered to end. */
    private static final byte[] FROM_RUNSV =
            HexFormat.of().parseHex("400000006b01439d" + "075bca00" + "71110100" + "00" + "64" + "01" + "01");

    private static final SuperviseStatus ITS_MEANING =
            new SuperviseStatus(1_795_244_947_123_456L, 70_001, false, false, true, Phase.RUN);

    @Test
    void readsWhatRunsvWrites() {
        assertThat(SuperviseStatus.decode(FROM_RUNSV, FROM_RUNSV.length)).contains(ITS_MEANING);
    }

    @Test
    void writesWhatRunsvWrites() {
        assertThat(ITS_MEANING.encode()).isEqualTo(FROM_RUNSV);
    }

    @Test
    void readsWhatItWrites() {
        for (var phase : Phase.values()) {
            for (int flags = 0; flags < 8; flags++) {
                var status = new SuperviseStatus(
                        flags - 4L,
                        Integer.MAX_VALUE - flags,
                        (flags & 1) != 0,
                        (flags & 2) != 0,
                        (flags & 4) != 0,
                        phase);
                assertThat(SuperviseStatus.decode(status.encode(), SuperviseStatus.SIZE))
                        .contains(status);
            }
        }
    }

    @Test
    void refusesWhatIsNone() {
        assertThat(SuperviseStatus.decode(FROM_RUNSV, 18)).isEmpty();
        byte[] unknown = FROM_RUNSV.clone();
        unknown[19] = 3;
        assertThat(SuperviseStatus.decode(unknown, SuperviseStatus.SIZE)).isEmpty();
    }
}

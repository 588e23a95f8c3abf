package dev.tend.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final long PROBATION = Settlement.PROBATION.toNanos();

    private final Settlement settlement = new Settlement(Map.of("web", "1"));

    @Test
    void settlesWhatWasSentAWhileAgo() {
        settlement.sent("web", "2");
        assertThat(settlement.settled(0)).containsEntry("web", "1");
        settlement.sent("web", "3");
        assertThat(settlement.settled(1)).containsEntry("web", "1");
        assertThat(settlement.settled(PROBATION)).containsEntry("web", "2");
        assertThat(settlement.settled(PROBATION + 1)).containsEntry("web", "3");
        assertThat(settlement.sent()).containsEntry("web", "3");
    }

    @Test
    void sendsAgainWhatHasNotSettled() {
        settlement.sent("web", "2");
        settlement.sent("db", "1");
        settlement.settled(0);
        settlement.lost();
        assertThat(settlement.sent()).isEqualTo(Map.of("web", "1"));
        assertThat(settlement.settled(2 * PROBATION)).isEqualTo(Map.of("web", "1"));
    }
}

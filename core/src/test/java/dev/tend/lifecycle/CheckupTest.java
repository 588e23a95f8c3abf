package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The health of a service after several answers in a row. */
class CheckupTest {

    private static final Optional<String> BAD = Optional.of("status 503");

    @Test
    void isUnhealthyOnlyAfterSoManyInARow() {
        var twice = Checkup.WELL.after(BAD, 3).after(BAD, 3);
        assertThat(twice.complaint()).isEmpty();
        assertThat(twice.after(BAD, 3).complaint()).contains("status 503");
    }

    @Test
    void oneGoodAnswerMakesUpForAllBadOnes() {
        var well = Checkup.WELL.after(BAD, 3).after(BAD, 3).after(Optional.empty(), 3);
        assertThat(well).isEqualTo(Checkup.WELL);
    }

    @Test
    void staysUnhealthyWithTheLatestComplaint() {
        var sick = Checkup.WELL.after(BAD, 1).after(Optional.of("connection refused"), 1);
        assertThat(sick.complaint()).contains("connection refused");
        assertThat(sick.failures()).isEqualTo(1);
    }

    @Test
    void aFileThatToleratesMoreDoesNotHealIt() {
        var sick = Checkup.WELL.after(BAD, 1).after(BAD, 3);
        assertThat(sick.complaint()).contains("status 503");
    }
}

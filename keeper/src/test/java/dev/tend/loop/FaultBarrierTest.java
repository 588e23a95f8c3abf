package dev.tend.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.path.Unguarded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBarrierTest {

    private final List<String> log = new ArrayList<>();
    private final FaultBarrier guard = new FaultBarrier(new FaultBarrier.Mender() {
        @Override
        public void prepare(String instance) {
            log.add("prepare " + instance);
            if (instance.equals("unprepared")) {
                throw new IllegalStateException("no preparation");
            }
        }

        @Override
        public void abandoned(String instance, String what, Throwable failure) {
            log.add("abandoned " + instance + ": " + what + ": " + failure.getMessage());
            if (instance.equals("untold")) {
                throw new IllegalStateException("no report");
            }
        }
    });

    private static final class Death extends Unguarded {
        private static final long serialVersionUID = 1;
    }

    private static void fail() {
        throw new IllegalArgumentException("a fault");
    }

    @Test
    void runsAUnitForAnInstanceAfterItsPreparation() {
        assertThat(guard.run("web", "an event", () -> log.add("run"))).isTrue();
        assertThat(log).containsExactly("prepare web", "run");
    }

    @Test
    void preparesNothingForNobody() {
        assertThat(guard.run("a turn", () -> log.add("run"))).isTrue();
        assertThat(log).containsExactly("run");
    }

    @Test
    void reportsAUnitThatFailsAndGoesOn() {
        assertThat(guard.run("web", "an event", FaultBarrierTest::fail)).isFalse();
        assertThat(log).containsExactly("prepare web", "abandoned web: an event: a fault");
    }

    @Test
    void takesAnErrorOfTheRuntimeLikeAnException() {
        assertThat(guard.run("an alarm", () -> {
                    throw new StackOverflowError("too deep");
                }))
                .isFalse();
        assertThat(log).containsExactly("abandoned : an alarm: too deep");
    }

    @Test
    void doesNotRunWhatCouldNotBePrepared() {
        assertThat(guard.run("unprepared", "an event", () -> log.add("run"))).isFalse();
        assertThat(log).containsExactly("prepare unprepared", "abandoned unprepared: an event: no preparation");
    }

    @Test
    void goesOnWhereTheReportFails() {
        assertThat(guard.run("untold", "an event", FaultBarrierTest::fail)).isFalse();
        assertThat(log).hasSize(2);
    }

    /** The parts of a unit are units. */
    @Test
    void abandonsThePartThatFailsAndNotTheWhole() {
        boolean whole = guard.run("a turn", () -> {
            guard.run("web", "an event", FaultBarrierTest::fail);
            log.add("further");
        });
        assertThat(whole).isTrue();
        assertThat(log).endsWith("abandoned web: an event: a fault", "further");
    }

    @Test
    void letsTheDeathOfTheKeeperPass() {
        assertThatThrownBy(() -> guard.run("web", "an event", () -> {
                    throw new Death();
                }))
                .isInstanceOf(Death.class);
        assertThat(log).containsExactly("prepare web");
    }
}

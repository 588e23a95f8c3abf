package dev.tend.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.loop.TestingLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private static final long SECOND = 1_000_000;

    private final TestingLoop testing = new TestingLoop();
    private final List<String> reviewed = new ArrayList<>();
    private final Quarantine quarantine =
            new Quarantine(testing.kernel.clock(), testing.loop, instance -> reviewed.add(instance.name()));
    private final Instance web = instance("web");

    private static Instance instance(String name) {
        String text = "cmd=" + name + "\n";
        var definition = new Definition(
                "/services/" + name,
                text,
                ServiceFile.parse(name, name, text).spec().orElseThrow());
        return new Instance(name, name + ":/run", definition, _ -> {}, _ -> {});
    }

    private boolean fault(Instance instance) {
        return quarantine.add(instance, new IllegalStateException("a fault"));
    }

    @Test
    void isEmptyWhileNothingHasFailed() {
        assertThat(quarantine.isEmpty()).isTrue();
        assertThat(quarantine.holds(web)).isFalse();
        assertThat(quarantine.why(web)).isEmpty();
        assertThat(quarantine.names()).isEmpty();
        assertThat(quarantine.release(web)).isFalse();
    }

    @Test
    void looksAnewAtAnInstanceASecondAfterItsFirstFault() {
        assertThat(fault(web)).isFalse();
        assertThat(quarantine.holds(web)).isFalse();
        assertThat(quarantine.names()).containsExactly("web");
        testing.turnAt(testing.now + SECOND - 1);
        assertThat(reviewed).isEmpty();
        testing.turnAt(testing.now + 1);
        assertThat(reviewed).containsExactly("web");
        assertThat(quarantine.names()).isEmpty();
    }

    @Test
    void looksAtItEarlierWhereSomethingHappensToIt() {
        fault(web);
        quarantine.reviewFirst(web);
        quarantine.reviewFirst(web);
        testing.turnAt(testing.now + SECOND);
        assertThat(reviewed).containsExactly("web");
    }

    @Test
    void holdsAnInstanceAfterItsSecondFault() {
        fault(web);
        testing.turnAt(testing.now + SECOND);
        assertThat(fault(web)).isTrue();
        assertThat(quarantine.holds(web)).isTrue();
        assertThat(quarantine.why(web))
                .contains("held where it is after internal errors of the keeper, the last one "
                        + "java.lang.IllegalStateException: \"tend restart web\" tries again");
        testing.turnAt(testing.now + 100 * SECOND);
        assertThat(reviewed).containsExactly("web");
        assertThat(quarantine.names()).containsExactly("web");
    }

    @Test
    void tellsOnlyOnceThatItHoldsAnInstance() {
        fault(web);
        assertThat(fault(web)).isTrue();
        assertThat(fault(web)).isFalse();
        assertThat(quarantine.holds(web)).isTrue();
    }

    @Test
    void givesAnInstanceThatIsReleasedAnotherChance() {
        fault(web);
        fault(web);
        assertThat(quarantine.release(web)).isTrue();
        assertThat(quarantine.holds(web)).isFalse();
        assertThat(fault(web)).isFalse();
    }

    @Test
    void asksForNoLookAtAnInstanceThatIsSettled() {
        fault(web);
        testing.turnAt(testing.now + SECOND);
        assertThat(quarantine.release(web)).isFalse();
    }

    @Test
    void concernsNoOtherInstance() {
        var db = instance("db");
        fault(web);
        fault(web);
        assertThat(fault(db)).isFalse();
        assertThat(quarantine.holds(db)).isFalse();
    }

    @Test
    void forgetsAnInstanceThatIsNoMore() {
        fault(web);
        quarantine.forget(web);
        testing.turnAt(testing.now + SECOND);
        assertThat(reviewed).isEmpty();
        assertThat(quarantine.isEmpty()).isTrue();
    }
}

package dev.tend.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Owned;
import dev.tend.pidfile.Verdict.Stale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process that a pidfile names, on a machine that was booted at second 1,000 and whose clock says 10,000. */
class EvidenceTest {

    private static final long SECOND = 1_000_000;
    private static final Machine MACHINE =
            new Machine("this boot", 10_000 * SECOND, 1000 * SECOND, 1001 * SECOND, 0, "this namespace", 2000 * SECOND);
    private static final ProcessIdentity.Life LIFE = new ProcessIdentity.Life(77, 7);
    private static final ProcessIdentity.Life OTHER = new ProcessIdentity.Life(77, 8);

    private Content content = new Content(42, true);
    private long started = 5000 * SECOND;
    private int user = 0;
    private int owner = 0;
    private boolean shared = false;
    private long changed = 5001 * SECOND;
    private long touched = 5001 * SECOND;
    private Optional<ProcessIdentity> imprint = Optional.empty();
    private Machine machine = MACHINE;

    private Verdict verdict() {
        return new Evidence(content, LIFE, started, user, owner, shared, changed, touched, imprint, machine).verdict();
    }

    private void written(long second) {
        changed = second * SECOND;
        touched = changed;
    }

    private void claimedFor(int pid, ProcessIdentity.Life life, String boot) {
        imprint = Optional.of(new ProcessIdentity(pid, life, changed, boot, "this namespace"));
    }

    @Test
    void isTheProcessesThatClaimedIt() {
        claimedFor(42, LIFE, "this boot");
        assertThat(verdict()).isInstanceOf(Owned.class);
    }

    @Test
    void isNobodysOnceTheNumberIsUsedAgain() {
        claimedFor(42, OTHER, "this boot");
        assertThat(verdict()).isEqualTo(new Stale("process 42 is another one by now"));
    }

    @Test
    void isNobodysAfterABoot() {
        claimedFor(42, LIFE, "the boot before");
        assertThat(verdict()).isEqualTo(new Stale("process 42 was claimed before the machine was booted"));
    }

    @Test
    void believesNoImprintOnceTheFileWasWrittenAgain() {
        claimedFor(42, OTHER, "this boot");
        written(5002);
        assertThat(verdict()).isInstanceOf(Owned.class);
    }

    @Test
    void believesNoImprintOfAnotherNumber() {
        claimedFor(43, OTHER, "this boot");
        assertThat(verdict()).isInstanceOf(Owned.class);
    }

    @Test
    void isTheProcessesThatWroteIt() {
        assertThat(verdict()).isInstanceOf(Owned.class);
    }

    @Test
    void isNobodysWhereTheProcessStartedClearlyLater() {
        written(4997);
        assertThat(verdict())
                .isEqualTo(new Stale("process 42 started 3 s after the file was written, so it is another one by now"));
        written(4998);
        assertThat(verdict()).isInstanceOf(Owned.class);
    }

    @Test
    void isNobodysInAnotherNamespace() {
        imprint = Optional.of(new ProcessIdentity(42, LIFE, changed, "this boot", "another namespace"));
        assertThat(verdict()).isEqualTo(new Stale("process 42 was claimed in another pid namespace"));
        imprint = Optional.of(new ProcessIdentity(42, LIFE, changed, "this boot", ""));
        assertThat(verdict()).as("claimed by an earlier version").isInstanceOf(Owned.class);
    }

    /** A container that was restarted at once, in which a helper has the number of the former one's service. */
    @Test
    void isNobodysWhereItIsOlderThanTheNamespace() {
        machine = new Machine("this boot", 10_000 * SECOND, 1000 * SECOND, 1001 * SECOND, 0, "new", 5001 * SECOND + 1);
        started = 5002 * SECOND;
        written(5001);
        assertThat(verdict())
                .isEqualTo(new Stale("it was written before this pid namespace, such as that of a container, began"));
    }

    @Test
    void doubtsADateThatWasSetByHand() {
        written(4000);
        touched = 6000 * SECOND;
        assertThat(verdict()).isInstanceOfSatisfying(Doubtful.class, doubt -> assertThat(doubt.why())
                .contains("the date of the file was set by hand"));
    }

    @Test
    void doubtsADateBeforeTheClockWasSetForward() {
        machine = new Machine("this boot", 10_000 * SECOND, 1000 * SECOND, 100 * SECOND, 0, "", 0);
        written(200);
        assertThat(verdict()).isInstanceOfSatisfying(Doubtful.class, doubt -> assertThat(doubt.why())
                .contains("the clock was set meanwhile"));
        written(4000);
        assertThat(verdict()).isInstanceOf(Stale.class);
    }

    @Test
    void doubtsADateInTheFuture() {
        written(10_003);
        assertThat(verdict()).isInstanceOfSatisfying(Doubtful.class, doubt -> assertThat(doubt.why())
                .contains("the clock was set back"));
    }

    @Test
    void givesNobodyPowerOverProcessesOfOthers() {
        owner = 1000;
        claimedFor(42, LIFE, "this boot");
        assertThat(verdict()).isEqualTo(new Doubtful("it belongs to user 1000, the process to user 0"));
        user = 1000;
        assertThat(verdict()).isInstanceOf(Owned.class);
        user = -1;
        assertThat(verdict()).isInstanceOf(Doubtful.class);
    }

    @Test
    void doubtsWhatEverybodyMayWrite() {
        shared = true;
        assertThat(verdict()).isEqualTo(new Doubtful("everybody may write it"));
    }

    @Test
    void doubtsWhatHoldsMore() {
        content = new Content(42, false);
        assertThat(verdict()).isEqualTo(new Doubtful("it holds more than a pid"));
    }
}

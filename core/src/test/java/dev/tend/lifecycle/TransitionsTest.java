package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Effect.EndKeeper;
import dev.tend.lifecycle.Effect.Signal;
import dev.tend.lifecycle.Effect.Spawn;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.State.Patience;
import dev.tend.service.RestartPolicy.Mode;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that a single cell of the table does not show, each as a short history on a clock set by hand. */
class TransitionsTest {

    private static final long SECOND = 1_000_000;

    private ServiceSpec spec = Specs.PLAIN;
    private Life life = Life.unborn();
    private long now = 1_000 * SECOND;
    private int nextPid = 100;
    private final List<Effect> effects = new ArrayList<>();

    /** Feeds an event, in place of the loop: a spawn succeeds, and sessions are always empty. */
    private void feed(Event event) {
        Step step = Transitions.next(spec, life, event, new Moment(now, 0));
        life = step.life();
        effects.addAll(step.effects());
        for (Effect effect : step.effects()) {
            if (effect instanceof Spawn) {
                feed(new Event.Spawned(new Process(nextPid++, 1, now)));
                feed(new Event.Executed());
            } else if (effect instanceof Sweep) {
                feed(new Event.SessionEmpty());
            }
        }
    }

    private void endAfter(long uptime, Exit exit) {
        now += uptime;
        effects.clear();
        feed(new Event.Ended(exit));
    }

    private void sleepUntilDue() {
        now = life.state().deadline();
        feed(new Event.Due());
    }

    private List<Integer> signals() {
        return effects.stream()
                .filter(Signal.class::isInstance)
                .map(effect -> ((Signal) effect).signal())
                .toList();
    }

    @Test
    void isReadyAfterASecondUp() {
        feed(new Event.Start(Reason.of("started")));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        assertThat(life.state().deadline()).isEqualTo(now + SECOND);
        sleepUntilDue();
        assertThat(life.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void restartsAtOnceAfterAStableRun() {
        feed(new Event.Start(Reason.of("started")));
        endAfter(5 * SECOND, new Exit.Killed(9));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        assertThat(life.restarts()).isEqualTo(1);
        assertThat(life.attempt()).isZero();
    }

    @Test
    void doublesItsPausesUpToTheLongest() {
        feed(new Event.Start(Reason.of("started")));
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 11; i++) {
            endAfter(0, new Exit.Code(1));
            pauses.add(life.state().deadline() - now);
            sleepUntilDue();
        }
        // the dice show 0, so each is a tenth shorter
        assertThat(pauses)
                .containsExactly(
                        90_000L,
                        180_000L,
                        360_000L,
                        720_000L,
                        1_440_000L,
                        2_880_000L,
                        5_760_000L,
                        11_520_000L,
                        23_040_000L,
                        27_000_000L,
                        27_000_000L);
    }

    @Test
    void saysWhyItWaitsAndHowLong() {
        feed(new Event.Start(Reason.of("started")));
        endAfter(3 * SECOND, new Exit.Killed(9));
        assertThat(life.why(now)).isEqualTo("killed by signal 9 (KILL), 3 s after start; attempt 2, next in 90 ms");
    }

    @Test
    void jitterStaysWithinATenth() {
        for (int dice : new int[] {0, 1, -1, 12_345, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(new Moment(0, dice).jittered(100_000)).isBetween(90_000L, 110_000L);
        }
    }

    @Test
    void givesUpAfterSoManyFailuresInTheWindow() {
        spec = Specs.givingUp(3, 60 * SECOND);
        feed(new Event.Start(Reason.of("started")));
        endAfter(0, new Exit.Code(1));
        sleepUntilDue();
        endAfter(0, new Exit.Code(1));
        sleepUntilDue();
        endAfter(0, new Exit.Code(1));
        assertThat(life.state()).isInstanceOf(State.Failed.class);
        assertThat(life.state().why()).startsWith("gave up after 3 failures in 1 m: exited with code 1");
    }

    @Test
    void failuresOutsideTheWindowDoNotCount() {
        spec = Specs.givingUp(2, 60 * SECOND);
        feed(new Event.Start(Reason.of("started")));
        for (int i = 0; i < 5; i++) {
            endAfter(61 * SECOND, new Exit.Code(1));
            assertThat(life.state()).isInstanceOf(State.Up.class);
        }
        endAfter(30 * SECOND, new Exit.Code(1));
        assertThat(life.state()).isInstanceOf(State.Failed.class);
    }

    @Test
    void successesDoNotCountTowardsGivingUp() {
        spec = Specs.givingUp(2, 60 * SECOND);
        feed(new Event.Start(Reason.of("started")));
        for (int i = 0; i < 4; i++) {
            endAfter(0, new Exit.Code(0));
            sleepUntilDue();
        }
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void aStartByHandForgivesAllFailures() {
        spec = Specs.givingUp(1, 60 * SECOND);
        feed(new Event.Start(Reason.of("started")));
        endAfter(0, new Exit.Code(1));
        assertThat(life.state()).isInstanceOf(State.Failed.class);
        feed(new Event.Start(Reason.of("by hand")));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        assertThat(life.failures()).isEmpty();
        assertThat(life.attempt()).isZero();
    }

    @Test
    void neverRestartedItIsDoneOrFailed() {
        spec = Specs.restarting(Mode.NEVER);
        feed(new Event.Start(Reason.of("started")));
        endAfter(SECOND, new Exit.Code(0));
        assertThat(life.state()).isInstanceOf(State.Done.class);
        feed(new Event.Start(Reason.of("again")));
        endAfter(SECOND, new Exit.Code(3));
        assertThat(life.state()).isEqualTo(new State.Failed(Reason.of("exited with code 3, 1 s after start")));
    }

    @Test
    void restartedOnFailureItIsDoneAfterSuccess() {
        spec = Specs.restarting(Mode.ON_FAILURE);
        feed(new Event.Start(Reason.of("started")));
        endAfter(6 * SECOND, new Exit.Code(2));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        endAfter(6 * SECOND, new Exit.Code(0));
        assertThat(life.state()).isInstanceOf(State.Done.class);
    }

    @Test
    void aCriticalServiceEndsTheKeeperWithItsCode() {
        spec = Specs.critical(Mode.NEVER);
        feed(new Event.Start(Reason.of("started")));
        endAfter(SECOND, new Exit.Killed(15));
        assertThat(effects).contains(new EndKeeper(143));
    }

    @Test
    void aCriticalServiceThatIsStoppedByHandEndsNothing() {
        spec = Specs.critical(Mode.NEVER);
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        endAfter(SECOND, new Exit.Killed(15));
        assertThat(effects).noneMatch(EndKeeper.class::isInstance);
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void asksThenKills() {
        feed(new Event.Start(Reason.of("started")));
        effects.clear();
        feed(new Event.Stop(Reason.of("by hand")));
        assertThat(life.state().deadline()).isEqualTo(now + 20 * SECOND);
        sleepUntilDue();
        assertThat(signals()).containsExactly(Signals.TERM, Signals.CONT, Signals.KILL);
        assertThat(life.state().why()).isEqualTo("by hand");
    }

    @Test
    void letsItShowItsStacksBeforeItKills() {
        spec = Specs.stopping(true, Scope.GROUP);
        feed(new Event.Start(Reason.of("started")));
        effects.clear();
        feed(new Event.Stop(Reason.of("by hand")));
        sleepUntilDue();
        assertThat(life.state().deadline()).isEqualTo(now + 100_000);
        sleepUntilDue();
        assertThat(signals()).containsExactly(Signals.TERM, Signals.CONT, Signals.QUIT, Signals.KILL);
    }

    @Test
    void aCrashedServicesLeftoversAreKilled() {
        feed(new Event.Start(Reason.of("started")));
        endAfter(SECOND, new Exit.Code(1));
        assertThat(effects).contains(new Sweep(new Process(100, 1, now - SECOND), Signals.KILL));
    }

    @Test
    void aStoppedServicesLeftoversGetTheRestOfItsTime() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        long until = life.state().deadline();
        now += SECOND;
        Step step = Transitions.next(spec, life, new Event.Ended(new Exit.Killed(15)), new Moment(now, 0));
        assertThat(step.life().state().deadline()).isEqualTo(until);
        assertThat(step.effects()).contains(new Sweep(new Process(100, 1, now - SECOND), Signals.TERM));
    }

    @Test
    void withoutItsGroupWhatItLeavesIsLeftAlone() {
        spec = Specs.stopping(false, Scope.PROCESS);
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        endAfter(SECOND, new Exit.Killed(15));
        assertThat(effects).noneMatch(Sweep.class::isInstance);
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aRestartStopsAndStartsWithoutCountingAsOne() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Restart(Reason.of("by hand")));
        endAfter(SECOND, new Exit.Killed(15));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        assertThat(life.restarts()).isZero();
    }

    @Test
    void aStartTakesAStopBack() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Start(Reason.of("after all")));
        endAfter(SECOND, new Exit.Killed(15));
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void aProgramThatCannotBeExecutedIsTriedAgainLater() {
        life = new Life(
                Wanted.UP, new State.Starting(new Process(9, 1, now), false, Reason.of("started")), 0, 0, List.of());
        feed(new Event.ExecuteFailed("cannot execute /bin/gone: no such file or directory"));
        feed(new Event.Ended(new Exit.Code(127)));
        assertThat(life.state()).isInstanceOf(State.Waiting.class);
        assertThat(life.why(now))
                .isEqualTo("cannot execute /bin/gone: no such file or directory; attempt 2, next in 90 ms");
    }

    @Test
    void aForkThatFailsIsTriedAgainLaterAndLater() {
        life = new Life(Wanted.UP, new State.Forking(false, Reason.of("started")), 0, 0, List.of());
        feed(new Event.SpawnFailed("cannot fork: resource temporarily unavailable"));
        assertThat(life.attempt()).isEqualTo(1);
        assertThat(life.state().deadline()).isEqualTo(now + 90_000);
        assertThat(life.failures()).isEmpty();
    }

    /** For example with an address that is not there: it would be tried for ever, and nobody would notice. */
    @Test
    void givesUpAfterSoManyStartsWithoutAProcess() {
        spec = Specs.givingUp(3, 60 * SECOND);
        feed(new Event.Start(Reason.of("started")));
        endAfter(0, new Exit.Code(1));
        for (int i = 0; i < 2; i++) {
            assertThat(life.state()).isInstanceOf(State.Waiting.class);
            now = life.state().deadline();
            life = life.in(new State.Forking(false, Reason.of("restarted")));
            feed(new Event.SpawnFailed("cannot listen on tcp:203.0.113.1:80"));
        }
        assertThat(life.state())
                .isEqualTo(new State.Failed(
                        Reason.of("gave up after 3 failures in 1 m: cannot listen on tcp:203.0.113.1:80")));
    }

    @Test
    void aStartWithoutAProcessIsTriedAgainEvenWhereNoEndIs() {
        spec = Specs.restarting(Mode.NEVER);
        life = new Life(Wanted.UP, new State.Forking(false, Reason.of("started")), 0, 0, List.of());
        feed(new Event.SpawnFailed("cannot fork: resource temporarily unavailable"));
        assertThat(life.state()).isInstanceOf(State.Waiting.class);
    }

    @Test
    void killTakesEffectAtOnceAndLasts() {
        feed(new Event.Start(Reason.of("started")));
        effects.clear();
        feed(new Event.Kill(Reason.of("by hand")));
        assertThat(signals()).containsExactly(Signals.KILL);
        assertThat(((State.Stopping) life.state()).patience()).isEqualTo(Patience.KILLED);
        endAfter(0, new Exit.Killed(9));
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void anEndThatNobodySawIsAFailure() {
        spec = Specs.restarting(Mode.NEVER);
        feed(new Event.Start(Reason.of("started")));
        endAfter(SECOND, new Exit.Unknown());
        assertThat(life.state()).isInstanceOf(State.Failed.class);
    }

    @Test
    void aStopDuringARestartGivesItsReason() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Restart(Reason.of("restarted by hand")));
        feed(new Event.Stop(Reason.of("stopped by hand")));
        endAfter(0, new Exit.Killed(15));
        assertThat(life.state().why()).startsWith("stopped by hand");
    }

    @Test
    void aSecondStopKeepsTheReasonOfTheFirst() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("the keeper was told to stop")));
        feed(new Event.Stop(Reason.of("stopped by hand")));
        endAfter(0, new Exit.Killed(15));
        assertThat(life.state().why()).startsWith("the keeper was told to stop");
    }

    @Test
    void aRestartForAnEditOfWhatItRequiresGivesThatReason() {
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Restart(Reason.of("requires and env.PORT changed")));
        endAfter(0, new Exit.Killed(15));
        assertThat(life.state().why()).isEqualTo("requires and env.PORT changed");
    }
}

package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A process that has run for as long as it may is stopped, and has failed. */
class RunTimeoutTest extends History {

    private void start(String... lines) {
        service(lines);
        feed(new Event.Start(Reason.of("started")));
    }

    private void timePasses() {
        now = life.deadline(spec);
        feed(new Event.Due());
    }

    @Test
    void aTaskIsAskedThenKilledAndHasFailed() {
        start("type=task", "run-timeout=10s", "stop-timeout=3s");
        assertThat(life.deadline(spec)).isEqualTo(now + 10 * SECOND);

        timePasses();
        assertThat(done).endsWith("main 15", "main 18");
        timePasses();
        assertThat(done).endsWith("main 9");
        feed(new Event.Ended(new Exit.Killed(9)));

        assertThat(life.state()).isInstanceOf(State.Failed.class);
        assertThat(life.state().why()).isEqualTo("ran longer than 10 s, its run-timeout");
        assertThat(told).contains("KILLED: still there 3 s after it was asked to stop");
        assertThat(told).contains("STOPPING: ran longer than 10 s, its run-timeout");
    }

    @Test
    void aTaskOnATimerWaitsForItsNextTimeAfterThat() {
        start("type=task", "schedule=@daily", "run-timeout=10s");
        timePasses();
        feed(new Event.Ended(new Exit.Killed(15)));
        assertThat(life.state()).isInstanceOf(State.Waiting.class);
        assertThat(life.state().why()).isEqualTo("failed: ran longer than 10 s, its run-timeout");
    }

    @Test
    void aTaskThatEndsInTimeIsDone() {
        start("type=task", "run-timeout=10s");
        now += 9 * SECOND;
        feed(new Event.Due());
        assertThat(life.state()).isInstanceOf(State.Up.class);
        feed(new Event.Ended(GOOD));
        assertThat(life.state()).isInstanceOf(State.Done.class);
    }

    @Test
    void aServiceIsReadyFirstAndThenStartedAnew() {
        start("run-timeout=1h");
        timePasses();
        assertThat(life.state()).isInstanceOf(State.Ready.class);
        timePasses();
        feed(new Event.Ended(new Exit.Killed(15)));
        assertThat(life.state()).isInstanceOf(State.Up.class);
        assertThat(life.failures()).isEmpty(); // nothing counts them
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void theHaltHookStopsIt() {
        start("run-timeout=10s", "type=task", "halt=halt it");
        timePasses();
        assertThat(done).endsWith("halt");
        feed(new Event.Ended(GOOD));
        hookEnds(GOOD);
        assertThat(life.state()).isInstanceOf(State.Failed.class);
    }

    @Test
    void theTimeOfAHookAfterTheStartCounts() {
        start("type=task", "run-timeout=10s", "post-start=warm up");
        now += 11 * SECOND;
        hookEnds(GOOD);
        assertThat(life.deadline(spec)).isLessThan(now);
        feed(new Event.Due());
        assertThat(life.state()).isInstanceOf(State.Stopping.class);
    }

    @Test
    void anEditChangesTheLimitOfARun() {
        start("type=task");
        assertThat(life.deadline(spec)).isEqualTo(State.NEVER);
        service("type=task", "run-timeout=10s");
        assertThat(life.deadline(spec)).isEqualTo(now + 10 * SECOND);
    }

    @Test
    void aNewKeeperKnowsTheDeadline() {
        start("type=task", "run-timeout=10s");
        now += 30 * SECOND;
        feed(new Event.Adopted());
        timePasses();
        assertThat(life.state()).isInstanceOf(State.Stopping.class);
    }

    @Test
    void aRunThatWasStartedOnceIsDownAfterThat() {
        service("type=task", "run-timeout=10s");
        feed(new Event.Start(Reason.of("started"), Wanted.DOWN));
        timePasses();
        feed(new Event.Ended(new Exit.Killed(15)));
        assertThat(life.state()).isInstanceOf(State.Down.class);
        assertThat(life.state().why()).isEqualTo("ran longer than 10 s, its run-timeout: killed by signal 15 (TERM)");
    }
}

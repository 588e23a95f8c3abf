package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services that something else starts, and stops, along whole lives. */
class LaunchHistoriesTest extends History {

    private static final Exit BAD = new Exit.Code(1);

    private void launched(String... more) {
        var lines = new String[more.length + 2];
        lines[0] = "launch=a";
        lines[1] = "pidfile=/run/web.pid";
        System.arraycopy(more, 0, lines, 2, more.length);
        service(lines);
    }

    private void up() {
        feed(new Event.Start(Reason.of("started")));
        there = Optional.of(process());
        hookEnds(GOOD);
        sleepUntilDue();
        assertThat(life.state()).isEqualTo(new State.Ready(there.get(), Reason.of("started")));
        done.clear();
        told.clear();
    }

    private void mainEnds(Exit exit) {
        there = Optional.empty();
        feed(new Event.Ended(exit));
    }

    @Test
    void whatItsLaunchHasStartedIsTheService() {
        launched("post-start=b");
        feed(new Event.Start(Reason.of("started")));
        assertThat(life.state().word()).isEqualTo("starting");
        there = Optional.of(process());
        hookEnds(GOOD);
        hookEnds(GOOD);
        assertThat(done).containsExactly("launch", "look", "post-start");
        assertThat(life.state().running()).isEqualTo(there);
        assertThat(told).containsExactly("STARTING: started", "UP: started");
    }

    @Test
    void whatRunsAlreadyIsNotLaunched() {
        launched();
        there = Optional.of(process());
        feed(new Event.Start(Reason.of("started")));
        assertThat(done).isEmpty();
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void itsProcessMayComeLate() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        sleepUntilDue();
        there = Optional.of(process());
        sleepUntilDue();
        assertThat(done).containsExactly("launch", "look", "look", "look");
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void oneThatNeverComesIsAFailedStart() {
        launched("launch.timeout=3s");
        feed(new Event.Start(Reason.of("started")));
        long began = now;
        hookEnds(GOOD);
        while (life.state() instanceof HookPhase) {
            sleepUntilDue();
        }
        assertThat(now).isEqualTo(began + 3 * SECOND);
        assertThat(life.why(now)).startsWith("launch: nobody is there; attempt 2");
    }

    @Test
    void whatALaunchHasStartedIsKeptThoughItWasToldToEnd() {
        launched("launch.timeout=3s");
        feed(new Event.Start(Reason.of("started")));
        there = Optional.of(process());
        sleepUntilDue();
        hookEnds(GOOD);
        assertThat(done).containsExactly("launch", "hook 15", "look");
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void aLaunchThatFailsIsAFailedStart() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        hookEnds(BAD);
        assertThat(done).containsExactly("launch");
        assertThat(life.why(now)).startsWith("launch: exited with code 1; attempt 2");
    }

    /** Each launch would leave one more. */
    @Test
    void whatAFailedLaunchHasLeftEndsBeforeTheNextOne() {
        launched("launch.timeout=3s", "stop-timeout=2s", "stop-signal=INT");
        sweepsAtOnce = false;
        feed(new Event.Start(Reason.of("started")));
        String launch = pid(life.state().hookProcess());
        hookEnds(GOOD);
        while (life.state() instanceof HookPhase) {
            sleepUntilDue();
        }
        assertThat(swept).containsExactly(launch + " 2");
        assertThat(life.state().word()).isEqualTo("finishing");
        assertThat(told).contains("START_FAILED: launch: nobody is there");

        sleepUntilDue();
        assertThat(swept).containsExactly(launch + " 2", launch + " 9");
        feed(new Event.SessionEmpty());
        assertThat(life.why(now)).startsWith("launch: nobody is there; attempt 2");
    }

    @Test
    void whatALaunchThatFailsHasLeftEndsToo() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        String launch = pid(life.state().hookProcess());
        hookEnds(BAD);
        assertThat(swept).containsExactly(launch + " 15");
    }

    @Test
    void aStopEndsWhatALaunchHasLeft() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        String launch = pid(life.state().hookProcess());
        hookEnds(GOOD);
        feed(new Event.Stop(Reason.of("by hand")));
        assertThat(swept).containsExactly(launch + " 15");
        assertThat(life.state()).isEqualTo(new State.Down(Reason.of("by hand")));
    }

    @Test
    void aKillDoesNotAskWhatALaunchHasLeft() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        String launch = pid(life.state().hookProcess());
        feed(new Event.Kill(Reason.of("by hand")));
        hookEnds(new Exit.Killed(9));
        assertThat(swept).containsExactly(launch + " 9");
    }

    @Test
    void aNextKeeperEndsWhatALaunchHasLeft() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        String launch = pid(life.state().hookProcess());
        hookEnds(GOOD);
        feed(new Event.Adopted());
        feed(new Event.Stop(Reason.of("by hand")));
        assertThat(swept).containsExactly(launch + " 15");
    }

    @Test
    void whatALaunchHasLeftStaysWhereOnlyTheMainProcessIsMeant() {
        launched("kill-mode=process");
        feed(new Event.Start(Reason.of("started")));
        hookEnds(BAD);
        assertThat(swept).isEmpty();
        assertThat(life.why(now)).startsWith("launch: exited with code 1; attempt 2");
    }

    private static String pid(Optional<Process> process) {
        return String.valueOf(process.orElseThrow().pid());
    }

    @Test
    void itsEndIsAnEndLikeAnyOther() {
        launched("finish=c", "pre-start=b", "hooks=start");
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        up();
        mainEnds(BAD);
        hookEnds(GOOD);
        sleepUntilDue();
        assertThat(done).containsExactly("finish 1 0", "launch");
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void aStopDuringALaunchStopsWhatThatHasStarted() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        there = Optional.of(process());
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("launch", "hook 15", "look", "main 15", "main 18");
        mainEnds(new Exit.Killed(15));
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aStopBeforeItsProcessHasComeLooksOnceMore() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        feed(new Event.Stop(Reason.of("by hand")));
        assertThat(done).containsExactly("launch", "look", "look");
        assertThat(life.state()).isEqualTo(new State.Down(Reason.of("by hand")));
    }

    @Test
    void aKillBeforeItsProcessHasComeIsNoLessThanAStop() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        feed(new Event.Kill(Reason.of("by hand")));
        assertThat(life.state()).isEqualTo(new State.Down(Reason.of("by hand")));
    }

    @Test
    void aNextKeeperGoesOnLooking() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        done.clear();
        there = Optional.of(process());
        feed(new Event.Adopted());
        assertThat(done).containsExactly("look");
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void aLaunchWhoseEndNobodySawIsJudgedByWhatItHasStarted() {
        launched();
        feed(new Event.Start(Reason.of("started")));
        there = Optional.of(process());
        hookEnds(new Exit.Unknown());
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void itsHaltStopsItInsteadOfTheSignal() {
        launched("halt=b", "drain=c");
        up();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "0");
        assertThat(life.state().word()).isEqualTo("stopping");
        mainEnds(new Exit.Killed(15));
        hookEnds(GOOD);
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged", "halt");
        assertThat(life.state()).isEqualTo(new State.Down(Reason.of("by hand: killed by signal 15 (TERM)")));
    }

    @Test
    void theSignalComesWhereItIsStillThereAfterItsHalt() {
        launched("halt=b", "halt.timeout=3s", "stop-timeout=2s");
        up();
        feed(new Event.Stop(Reason.of("by hand")));
        long asked = now;
        hookEnds(GOOD);
        assertThat(done).containsExactly("halt");
        sleepUntilDue();
        assertThat(now).isEqualTo(asked + 3 * SECOND);
        sleepUntilDue();
        assertThat(done).containsExactly("halt", "main 15", "main 18", "main 9");
        assertThat(now).isEqualTo(asked + 5 * SECOND);
    }

    @Test
    void aHaltThatFailsIsToldAndTheSignalComesAtOnce() {
        launched("halt=b");
        up();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(BAD);
        assertThat(done).containsExactly("halt", "main 15", "main 18");
        assertThat(told).contains("HOOK_FAILED: halt: exited with code 1");
    }

    @Test
    void bringingAnUnhealthyOneBackIsARestart() {
        launched("halt=b");
        up();
        feed(new Event.Unhealthy("no answer"));
        mainEnds(new Exit.Killed(15));
        hookEnds(GOOD);
        sleepUntilDue();
        assertThat(done).containsExactly("halt", "launch");
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void aHaltWhoseEndNobodySawHasTheRestOfItsTime() {
        launched("halt=b");
        up();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(new Exit.Unknown());
        assertThat(life.state().deadline()).isEqualTo(now + 60 * SECOND);
        feed(new Event.Adopted());
        assertThat(done).containsExactly("halt");
    }

    @Test
    void aStartDuringTheHaltComesAfterTheEnd() {
        launched("halt=b");
        up();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Start(Reason.of("after all")));
        mainEnds(new Exit.Killed(15));
        hookEnds(GOOD);
        assertThat(done).containsExactly("halt", "launch");
    }
}

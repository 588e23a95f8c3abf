package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hooks and drains along whole lives. */
class HookHistoriesTest extends History {

    @Test
    void runsEveryHookInItsPlace() {
        service("pre-start=a", "post-start=b", "drain=c", "pre-stop=d", "finish=e", "post-stop=f");
        feed(new Event.Start(Reason.of("started")));
        hookEnds(GOOD);
        hookEnds(GOOD);
        assertThat(life.state()).isInstanceOf(State.Up.class);
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD);
        hookEnds(GOOD, "0");
        feed(new Event.Ended(new Exit.Killed(15)));
        hookEnds(GOOD);
        hookEnds(GOOD);
        assertThat(done)
                .containsExactly(
                        "pre-start",
                        "spawn",
                        "post-start",
                        "pre-stop",
                        "drain job_shutdown hash_unchanged",
                        "main 15",
                        "main 18",
                        "finish -1 15",
                        "post-stop");
        assertThat(life.state()).isEqualTo(new State.Down(Reason.of("by hand: killed by signal 15 (TERM)")));
    }

    @Test
    void aFailingPreStartIsAFailedStartWithItsReason() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        hookEnds(new Exit.Code(3));
        assertThat(done).containsExactly("pre-start");
        assertThat(life.why(now)).startsWith("pre-start: exited with code 3; attempt 2");
        assertThat(told).contains("START_FAILED: pre-start: exited with code 3");
    }

    @Test
    void aPreStartThatTakesTooLongSaysSoAndHowLongThatIs() {
        service("pre-start=a", "pre-start.timeout=2s");
        feed(new Event.Start(Reason.of("started")));
        sleepUntilDue();
        sleepUntilDue();
        hookEnds(new Exit.Killed(9));
        assertThat(done).containsExactly("pre-start", "hook 15", "hook 9");
        assertThat(life.why(now)).startsWith("pre-start did not end within 2 s; attempt 2");
    }

    @Test
    void whatTakesTooLongIsToldOnce() {
        service("pre-stop=a", "pre-stop.timeout=2s");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        told.clear();
        sleepUntilDue();
        hookEnds(new Exit.Killed(15));
        assertThat(told).containsExactly("HOOK_FAILED: pre-stop did not end within 2 s", "STOPPING: by hand");
    }

    /** The hook of a stop goes on when the process ends by itself, and the session may be empty before the hook has ended. */
    @Test
    void aSessionMayBeEmptyBeforeItsPreStopHasEnded() {
        service("pre-stop=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        sweepsAtOnce = false;
        feed(new Event.Ended(new Exit.Code(0)));
        assertThat(swept).isNotEmpty();
        feed(new Event.SessionEmpty());
        hookEnds(GOOD);
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aSessionMayOutliveItsPreStop() {
        service("pre-stop=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        sweepsAtOnce = false;
        feed(new Event.Ended(new Exit.Code(0)));
        hookEnds(GOOD);
        assertThat(life.state()).isInstanceOf(State.Finishing.class);
        feed(new Event.SessionEmpty());
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    /** There is nothing to be drained any more. */
    @Test
    void aStopWithoutDrainComesAfterTheEndOfTheProcess() {
        service("pre-stop=a", "drain=b");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Ended(new Exit.Code(0)));
        feed(new Event.Stop(Reason.of("at once"), false));
        hookEnds(GOOD);
        assertThat(done).containsExactly("pre-stop");
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aKillComesAfterTheEndOfTheProcess() {
        service("pre-stop=a", "drain=b");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Ended(new Exit.Code(0)));
        feed(new Event.Kill(Reason.of("killed by hand")));
        hookEnds(new Exit.Killed(9));
        assertThat(done).containsExactly("pre-stop", "hook 9");
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aRestartDuringTheDrainOfWhatHasEndedStartsItAgain() {
        service("drain=b");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Ended(new Exit.Code(0)));
        feed(new Event.Restart(Reason.of("restarted by hand")));
        hookEnds(GOOD, "0");
        assertThat(done).endsWith("spawn");
    }

    @Test
    void aRunThatIsReplacedEndsInItsPreStart() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("its time")));
        feed(new Event.Restart(Reason.of("the next time"), true));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("pre-start", "hook 15", "pre-start");
    }

    @Test
    void aRunThatIsReplacedEndsInTheHookAfterItsEnd() {
        service("finish=a");
        startAndSettle();
        feed(new Event.Ended(new Exit.Code(0)));
        feed(new Event.Restart(Reason.of("the next time"), true));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("finish 0 0", "hook 15", "spawn");
    }

    /** The hook then belongs to the stop. */
    @Test
    void aRunThatIsBeingReplacedHasItsFinishHook() {
        service("finish=a");
        startAndSettle();
        feed(new Event.Restart(Reason.of("the next time"), true));
        feed(new Event.Ended(new Exit.Killed(15)));
        feed(new Event.Restart(Reason.of("the time after that"), true));
        hookEnds(GOOD);
        assertThat(done).containsExactly("main 15", "main 18", "finish -1 15", "spawn");
    }

    @Test
    void aRestartByHandWaitsForTheHookBeforeTheStart() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Restart(Reason.of("restarted by hand")));
        hookEnds(GOOD);
        assertThat(done).containsExactly("pre-start", "spawn");
    }

    @Test
    void aFinishHookMayForbidTheRestart() {
        service("finish=a");
        startAndSettle();
        feed(new Event.Ended(new Exit.Code(1)));
        hookEnds(new Exit.Code(125));
        assertThat(done).containsExactly("finish 1 0");
        assertThat(life.state()).isInstanceOf(State.Failed.class);
    }

    @Test
    void occasionsSayWhichStartsHaveHooks() {
        service("pre-start=a", "hooks=restart");
        feed(new Event.Start(Reason.of("started")));
        assertThat(done).containsExactly("spawn");
        now += 6 * SECOND;
        feed(new Event.Ended(new Exit.Code(1)));
        assertThat(done).containsExactly("spawn", "pre-start");
    }

    @Test
    void adoptionRunsPostStartWhereAsked() {
        service("post-start=a", "hooks=boot");
        startAndSettle();
        feed(new Event.Adopted());
        hookEnds(GOOD);
        assertThat(done).containsExactly("post-start");
        assertThat(life.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void aDrainIsCalledAgainAsOftenAsItWants() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "-2");
        assertThat(life.state().deadline()).isEqualTo(now + 2 * SECOND);
        sleepUntilDue();
        hookEnds(GOOD, "-1");
        sleepUntilDue();
        hookEnds(GOOD, "3");
        assertThat(life.state().deadline()).isEqualTo(now + 3 * SECOND);
        sleepUntilDue();
        assertThat(done)
                .containsExactly(
                        "drain job_shutdown hash_unchanged",
                        "drain job_check_status hash_unchanged",
                        "drain job_check_status hash_unchanged",
                        "main 15",
                        "main 18");
    }

    @Test
    void aDrainThatIsNeverOverIsEndedByItsTimeout() {
        service("drain=a", "drain-timeout=5s");
        startAndSettle();
        long began = now;
        feed(new Event.Stop(Reason.of("by hand")));
        while (life.state() instanceof HookPhase) {
            hookEnds(GOOD, "-2");
            sleepUntilDue();
        }
        assertThat(now).isEqualTo(began + 5 * SECOND);
        assertThat(told).contains("HOOK_FAILED: drain did not end within 5 s");
        assertThat(life.state()).isInstanceOf(State.Stopping.class);
    }

    @Test
    void aStartCancelsADrain() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Start(Reason.of("after all")));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged", "hook 15");
        assertThat(life.state()).isInstanceOf(State.Ready.class);
        assertThat(life.wanted()).isEqualTo(Wanted.UP);
    }

    /** It said "by hand", as if it had been stopped. */
    @Test
    void whoGoesOnServingSaysWhyAndNotWhatItWasToEndFor() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "60");
        feed(new Event.Start(Reason.of("after all")));
        assertThat(life.state()).isInstanceOf(State.Ready.class);
        assertThat(life.state().why()).isEqualTo("after all");
    }

    @Test
    void aStartThatOvertakesAStopIsTheReasonOfTheNextProcess() {
        service("post-stop=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Start(Reason.of("after all")));
        feed(new Event.Ended(new Exit.Killed(15)));
        hookEnds(GOOD);
        assertThat(life.state().why()).isEqualTo("after all");
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Ended(new Exit.Killed(15)));
        feed(new Event.Start(Reason.of("yet again")));
        hookEnds(GOOD);
        assertThat(life.state().why()).isEqualTo("yet again");
    }

    @Test
    void whoEndsWhenWhatItRequiresIsThereAgainDoesNotSayThatItIsNot() {
        service("post-stop=a");
        startAndSettle();
        feed(new Event.Hold(Reason.of("requires db, which was stopped")));
        feed(new Event.Ended(new Exit.Killed(15)));
        hookEnds(GOOD);
        assertThat(life.state().why()).isEqualTo("what it requires is there again");
    }

    @Test
    void anAnswerThatIsNoneIsToldAndTheStopGoesOn() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "later");
        assertThat(told).contains("HOOK_FAILED: drain: Script did not return a signed integer");
        assertThat(life.state()).isInstanceOf(State.Stopping.class);
    }

    /** "At once and without being asked": neither the rest of the drain nor the hook before the stop. */
    @Test
    void aKillDuringADrainRunsNoFurtherHookBeforeTheEnd() {
        service("drain=a", "halt=b");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Kill(Reason.of("hurry")));
        assertThat(life.state().word()).isEqualTo("stopping");
        hookEnds(new Exit.Killed(9));
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged", "main 9", "hook 9");
        feed(new Event.Ended(new Exit.Killed(9)));
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aKillDuringAPostStartDrainsNothing() {
        service("post-start=a", "drain=b");
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Kill(Reason.of("hurry")));
        feed(new Event.Ended(new Exit.Killed(9)));
        hookEnds(new Exit.Killed(9));
        assertThat(done).containsExactly("spawn", "post-start", "main 9", "hook 9");
        assertThat(life.state()).isInstanceOf(State.Down.class);
    }

    @Test
    void aNextKeeperGoesOnWithAKillDuringADrain() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Kill(Reason.of("hurry")));
        done.clear();
        feed(new Event.Adopted());
        assertThat(done).containsExactly("main 9", "hook 9");
    }

    /** The keeper died between the two signals, and the service between the two keepers. */
    @Test
    void aNextKeeperKillsTheDrainOfAServiceThatHasEndedMeanwhile() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Kill(Reason.of("hurry")));
        done.clear();
        feed(new Event.Ended(new Exit.Unknown()));
        assertThat(done).containsExactly("hook 9");
    }

    /** A service that it requires may have failed in the meantime. */
    @Test
    void isNotStartedAfterItsPreStartWhereSomethingHoldsItByThen() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        hold = Optional.of(Reason.of("waits for db to be ready"));
        hookEnds(GOOD);
        assertThat(done).containsExactly("pre-start");
        assertThat(life.state()).isEqualTo(new State.Waiting(State.NEVER, Reason.of("waits for db to be ready")));
    }

    @Test
    void aHoldEndsAPreStart() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        hold = Optional.of(Reason.of("requires db, which is failed"));
        feed(new Event.Hold(Reason.of("requires db, which is failed")));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("pre-start", "hook 15");
        assertThat(life.state()).isInstanceOf(State.Waiting.class);
        hold = Optional.empty();
        feed(new Event.Clear(Reason.of("db is ready")));
        assertThat(done).containsExactly("pre-start", "hook 15", "pre-start");
    }

    @Test
    void aStartAfterAStopDuringAPreStartSaysItsOwnReason() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Start(Reason.of("after all")));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("pre-start", "hook 15", "pre-start");
        assertThat(life.state().why()).isEqualTo("pre-start runs: after all");
    }

    /** The service serves during the pause of a static answer, under the next keeper too. */
    @Test
    void aNextKeeperKeepsToTheWaitThatADrainAskedFor() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "7");
        long until = life.state().deadline();
        feed(new Event.Adopted());
        assertThat(life.state().deadline()).isEqualTo(until);
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged");
    }

    @Test
    void aHookWhoseEndNobodySawIsRunAgain() {
        service("pre-start=a");
        feed(new Event.Start(Reason.of("started")));
        hookEnds(new Exit.Unknown());
        assertThat(done).containsExactly("pre-start", "pre-start");
        hookEnds(GOOD);
        assertThat(life.state()).isInstanceOf(State.Up.class);
    }

    @Test
    void aFailingDrainsNumberCountsWhereThatIsAskedFor() {
        service("drain=a", "drain-exit=lenient");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(new Exit.Code(1), "-2");
        assertThat(life.state().deadline()).isEqualTo(now + 2 * SECOND);
        sleepUntilDue();
        hookEnds(new Exit.Code(1), "later");
        assertThat(told).contains("HOOK_FAILED: drain: exited with code 1");
    }

    @Test
    void aStopMayDoWithoutTheDrain() {
        service("pre-stop=a", "drain=b");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand"), false));
        hookEnds(GOOD);
        assertThat(done).containsExactly("pre-stop", "main 15", "main 18");
    }

    @Test
    void aStopMayBreakADrainOff() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        feed(new Event.Stop(Reason.of("hurry"), false));
        hookEnds(new Exit.Killed(15));
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged", "hook 15", "main 15", "main 18");
    }

    @Test
    void aStopMayBreakOffAPauseOfADrain() {
        service("drain=a");
        startAndSettle();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(GOOD, "-60");
        feed(new Event.Stop(Reason.of("hurry"), false));
        assertThat(done).containsExactly("drain job_shutdown hash_unchanged", "main 15", "main 18");
    }

    /** A deployment sees to the start scripts of its jobs. */
    @Test
    void theStartOfAJobIsNotAttendedByItsHooks() {
        service("job=web", "pre-start=a", "hooks=start,restart");
        feed(new Event.Start(Reason.of("started")));
        now += 6 * SECOND;
        feed(new Event.Ended(new Exit.Code(1)));
        assertThat(done).containsExactly("spawn", "pre-start");
    }

    @Test
    void aStopOrKillInAHookOfARestartGivesItsReason() {
        for (Event away : List.of(new Event.Stop(Reason.of("by hand")), new Event.Kill(Reason.of("by hand")))) {
            life = Life.unborn();
            service("finish=a");
            startAndSettle();
            feed(new Event.Restart(Reason.of("restarted")));
            feed(new Event.Ended(new Exit.Killed(15)));
            feed(away);
            hookEnds(GOOD);
            assertThat(life.state().why()).as(away.toString()).startsWith("by hand");
        }
    }

    /** It ended while no keeper ran: nothing is known to have failed. */
    @Test
    void aHookThatEndedUnseenIsNotReportedAsFailed() {
        service("pre-stop=a", "finish=b", "post-stop=c");
        startAndSettle();
        told.clear();
        feed(new Event.Stop(Reason.of("by hand")));
        hookEnds(new Exit.Unknown());
        feed(new Event.Ended(new Exit.Killed(15)));
        hookEnds(new Exit.Unknown());
        hookEnds(new Exit.Unknown());
        assertThat(life.state()).isInstanceOf(State.Down.class);
        assertThat(told).noneMatch(line -> line.startsWith("HOOK_FAILED"));
    }
}

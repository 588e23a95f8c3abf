package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartTimingTest {

    private static final Process PROCESS = new Process(42, 7, 0);
    private static final State DOWN = new State.Down(Reason.of("d"));
    private static final State.Forking FORKING = new State.Forking(true, Reason.of("k"));
    private static final State STARTING = new State.Starting(PROCESS, true, Reason.of("s"));
    private static final State.Ready READY = new State.Ready(PROCESS, Reason.of("r"));

    @Test
    void isFromTheFirstHookToReady() {
        var hook = new HookPhase.PreStart(run(Optional.empty()), FORKING);
        var pace = StartTiming.NONE
                .after(DOWN, hook, 10)
                .after(hook, FORKING, 20)
                .after(FORKING, STARTING, 30)
                .after(STARTING, READY, 40);
        assertThat(pace).isEqualTo(new StartTiming(10, 40));
    }

    @Test
    void isThatOfTheFirstStart() {
        var pace = new StartTiming(10, 40)
                .after(READY, DOWN, 45)
                .after(DOWN, FORKING, 50)
                .after(STARTING, READY, 60);
        assertThat(pace).isEqualTo(new StartTiming(10, 40));
    }

    @Test
    void aFirstStartThatFailsIsPartOfIt() {
        var pace = StartTiming.NONE
                .after(DOWN, FORKING, 10)
                .after(STARTING, DOWN, 20)
                .after(DOWN, FORKING, 30)
                .after(STARTING, READY, 40);
        assertThat(pace).isEqualTo(new StartTiming(10, 40));
    }

    @Test
    void aStopThatIsTakenBackIsNoStart() {
        var drain = new HookPhase.Drain(run(Optional.of(Reason.of("t"))), READY);
        var pace = new StartTiming(10, 40).after(READY, drain, 50).after(drain, READY, 60);
        assertThat(pace).isEqualTo(new StartTiming(10, 40));
    }

    @Test
    void aTaskIsThereWhenItIsDone() {
        assertThat(new StartTiming(10, StartTiming.UNKNOWN).after(STARTING, new State.Done(Reason.of("y")), 30))
                .isEqualTo(new StartTiming(10, 30));
    }

    @Test
    void whatWasDoneBeforeAnybodyLookedIsNotKnown() {
        var pace = StartTiming.NONE.after(STARTING, READY, 30);
        assertThat(pace).isEqualTo(StartTiming.MISSED);
        assertThat(pace.after(READY, DOWN, 40).after(DOWN, FORKING, 50).after(STARTING, READY, 60))
                .isEqualTo(StartTiming.MISSED);
    }

    private static HookRun run(Optional<Reason> endReason) {
        return new HookRun(Optional.empty(), State.HookStop.NONE, 0, 0, endReason);
    }
}

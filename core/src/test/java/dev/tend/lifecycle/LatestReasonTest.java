package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stopped, started and stopped again while it is on its way to an end, an instance has the last of these reasons. */
class LatestReasonTest extends History {

    private static final int MOST_STEPS = 20;

    @Test
    void isThatOfTheLastStop() {
        for (String stage : stages()) {
            bringTo(stage);
            feed(new Event.Start(Reason.of("second")));
            feed(new Event.Stop(Reason.of("third")));
            goOn();
            assertThat(life.state()).as(stage).isInstanceOf(State.Down.class);
            assertThat(life.state().why()).as(stage).startsWith("third");
        }
    }

    @Test
    void isThatOfTheLastStart() {
        for (String stage : stages()) {
            for (Event event : List.of(new Event.Start(Reason.of("second")), new Event.Restart(Reason.of("second")))) {
                bringTo(stage);
                feed(event);
                told.clear();
                goOn();
                assertThat(life.state()).as(stage).isInstanceOfAny(State.Up.class, State.Ready.class);
                assertThat(life.state().why()).as(stage).isIn("second", "at first"); // which it may go on with
                assertThat(told).as(stage).noneMatch(line -> line.contains("ING: first"));
            }
        }
    }

    /**
     * Returns the states that an instance with every hook goes through once it is stopped, and those in which the stop
     * may reach it.
     */
    private List<String> stages() {
        var stages = new ArrayList<>(List.of("pre-start", "post-start"));
        begin();
        for (int step = 0; step < MOST_STEPS && !life.state().atRest(); step++) {
            stages.add("stop " + step);
            goOneStep();
        }
        assertThat(stages).hasSizeGreaterThan(7);
        return stages;
    }

    private void bringTo(String stage) {
        switch (stage) {
            case "pre-start" -> begin(0);
            case "post-start" -> begin(1);
            default -> {
                begin();
                for (int step = Integer.parseInt(stage.substring("stop ".length())); step > 0; step--) {
                    goOneStep();
                }
            }
        }
    }

    private void begin() {
        begin(2);
    }

    /** @param hooks the number of its hooks that end before it is stopped */
    private void begin(int hooks) {
        service("pre-start=a", "post-start=b", "pre-stop=c", "drain=d", "halt=e", "finish=f", "post-stop=g");
        life = Life.unborn();
        feed(new Event.Start(Reason.of("at first")));
        for (int hook = 0; hook < hooks; hook++) {
            hookEnds(GOOD);
        }
        feed(new Event.Stop(Reason.of("first")));
    }

    /** Until it is at rest, or serves. */
    private void goOn() {
        for (int step = 0; step < MOST_STEPS; step++) {
            goOneStep();
        }
    }

    private void goOneStep() {
        switch (life.state()) {
            case HookPhase in when in.run().hookProcess().isPresent() -> hookEnds(GOOD, "0");
            case HookPhase _ -> sleepUntilDue();
            case State.Stopping _ -> feed(new Event.Ended(new Exit.Killed(Signals.TERM)));
            default -> {}
        }
    }
}

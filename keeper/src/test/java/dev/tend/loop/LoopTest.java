package dev.tend.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Poller.PollEvent.FileChanged;
import dev.tend.kernel.Poller.PollEvent.FolderGone;
import dev.tend.kernel.Poller.PollEvent.Readable;
import dev.tend.kernel.Poller.PollEvent.Signalled;
import dev.tend.kernel.Poller.PollEvent.Writable;
import dev.tend.lifecycle.Signals;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final int PIPE = 7;
    private static final long SECOND = 1_000_000;

    private final TestingLoop testing = new TestingLoop();
    private final Loop loop = testing.loop;

    /** Says what it hears, and may fail at it. */
    private final class Voice implements Loop.Source {

        private final String name;
        private boolean fails;
        private boolean seesToIt;

        Voice(String name) {
            this.name = name;
        }

        @Override
        public void readable() {
            say("readable");
        }

        @Override
        public void writable() {
            say("writable");
        }

        private void say(String what) {
            testing.log.add(name + " " + what);
            if (fails) {
                throw new IllegalStateException(name);
            }
        }

        @Override
        public boolean abandoned() {
            return seesToIt;
        }
    }

    private Voice listening(String name) {
        var voice = new Voice(name);
        loop.listen(PIPE, "web", true, true, voice);
        testing.turn(); // an event goes only to a source that listened before
        testing.log.clear();
        return voice;
    }

    @Test
    void handsNoticesToWhoListens() {
        listening("pipe");
        testing.turn(new Readable(PIPE), new Writable(PIPE), new Readable(PIPE + 1));
        assertThat(testing.log).containsExactly("pipe readable", "pipe writable");
    }

    /** Its number may be that of another by now. */
    @Test
    void keepsANoticeFromWhoListensSinceThisTurn() {
        listening("other");
        loop.listen(PIPE + 1, "", () -> {
            loop.ignore(PIPE);
            loop.listen(PIPE, "", new Voice("new"));
        });
        testing.turn();
        testing.log.clear();
        testing.turn(new Readable(PIPE + 1), new Readable(PIPE));
        assertThat(testing.log).containsExactly("unwatch 7", "watch 7 true false");
        testing.turn(new Readable(PIPE));
        assertThat(testing.log).endsWith("new readable");
    }

    @Test
    void hearsSignalsAfterEverythingElse() {
        listening("pipe");
        testing.turn(new Signalled(Signals.CHLD), new Readable(PIPE));
        assertThat(testing.log).containsExactly("pipe readable", "signal 17");
    }

    @Test
    void tellsTheEarWhatNobodyListensTo() {
        testing.turn(new Writable(1), new FileChanged(3, "web"), new FolderGone(3));
        assertThat(testing.log).containsExactly("console 1", "changed web", "gone 3");
    }

    @Test
    void looksAtAllFoldersWhereAChangeWasAbandoned() {
        testing.failing = "changed web";
        testing.turn(new FileChanged(3, "web"));
        assertThat(testing.log).containsExactly("changed web", "abandoned a changed file", "uncertain");
    }

    @Test
    void looksAtEndedChildrenOnceMoreWhereThatWasAbandoned() {
        testing.failing = "signal 17";
        testing.turn(new Signalled(Signals.CHLD));
        assertThat(testing.log).containsExactly("signal 17", "abandoned a signal", "signal 17");
        testing.failing = "signal 15";
        testing.log.clear();
        testing.turn(new Signalled(Signals.TERM));
        assertThat(testing.log).containsExactly("signal 15", "abandoned a signal");
    }

    // ---- faults

    @Test
    void leavesADescriptorAloneWhoseOwnerFailsLongerEachTime() {
        var pipe = listening("pipe");
        pipe.fails = true;
        testing.turn(new Readable(PIPE));
        assertThat(testing.log).containsExactly("pipe readable", "abandoned a descriptor", "unwatch 7");
        testing.turnAt(testing.now + SECOND - 1);
        assertThat(testing.log).doesNotContain("watch 7 true true");
        testing.turnAt(testing.now + 1);
        assertThat(testing.log).endsWith("watch 7 true true");
        testing.turn(new Readable(PIPE));
        testing.turn();
        assertThat(testing.deadline).isEqualTo(testing.now + 2 * SECOND);
    }

    @Test
    void forgetsTheFailuresOfOneThatWorksAgain() {
        var pipe = listening("pipe");
        pipe.fails = true;
        testing.turn(new Readable(PIPE));
        testing.turnAt(testing.now + SECOND);
        pipe.fails = false;
        testing.turn(new Readable(PIPE));
        pipe.fails = true;
        testing.turn(new Readable(PIPE));
        testing.turn();
        assertThat(testing.deadline).isEqualTo(testing.now + SECOND);
    }

    @Test
    void wakesNoDescriptorThatSomebodyElseListensTo() {
        listening("pipe").fails = true;
        testing.turn(new Readable(PIPE));
        loop.ignore(PIPE);
        testing.log.clear();
        testing.turnAt(testing.now + SECOND);
        assertThat(testing.log).isEmpty();
    }

    @Test
    void leavesADescriptorToAnOwnerThatSeesToItsFailure() {
        var pipe = listening("pipe");
        pipe.fails = true;
        pipe.seesToIt = true;
        testing.turn(new Readable(PIPE));
        assertThat(testing.log).containsExactly("pipe readable", "abandoned a descriptor");
    }

    // ---- alarms

    @Test
    void sleepsUntilTheFirstAlarmAndRingsItOnce() {
        var alarm = new LoopTimer(() -> testing.log.add("ring"));
        loop.set(alarm, testing.now + SECOND);
        testing.turn();
        assertThat(testing.deadline).isEqualTo(testing.now + SECOND);
        assertThat(testing.log).isEmpty();
        testing.turnAt(testing.now + SECOND);
        testing.turnAt(testing.now + SECOND);
        assertThat(testing.log).containsExactly("ring");
        assertThat(testing.deadline).isEqualTo(LoopTimer.UNSET);
    }

    @Test
    void ringsNoAlarmThatAnEarlierOneHasPutOff() {
        var second = new LoopTimer(() -> testing.log.add("second"));
        var first = new LoopTimer(() -> loop.set(second, testing.now + SECOND));
        loop.set(first, testing.now);
        loop.set(second, testing.now + 1);
        testing.turnAt(testing.now + 2);
        assertThat(testing.log).isEmpty();
        testing.turnAt(testing.now + SECOND);
        assertThat(testing.log).containsExactly("second");
    }

    @Test
    void ringsAnAlarmOfTheKeeperAgainAfterItHasFailed() {
        var alarm = new LoopTimer(() -> {
            throw new IllegalStateException("a fault");
        });
        loop.set(alarm, testing.now);
        testing.turn();
        assertThat(testing.log).containsExactly("abandoned an alarm");
        assertThat(alarm.at()).isEqualTo(testing.now + SECOND);
        testing.turnAt(testing.now + SECOND);
        assertThat(alarm.at()).isEqualTo(testing.now + 2 * SECOND);
    }

    /** The instance is looked at anew, which sets it. */
    @Test
    void leavesTheAlarmOfAnInstanceUnsetAfterItHasFailed() {
        var alarm = new LoopTimer("web", () -> {
            throw new IllegalStateException("a fault");
        });
        loop.set(alarm, testing.now);
        testing.turn();
        assertThat(alarm.at()).isEqualTo(LoopTimer.UNSET);
    }
}

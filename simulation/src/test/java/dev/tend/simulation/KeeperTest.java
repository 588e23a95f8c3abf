package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop as a whole, on a kernel in memory: what each part does with the others. */
class KeeperTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    @Test
    void startsWhatTheFolderNamesAndCallsItReady() {
        house.put("web", "cmd=web\n");
        house.start();
        assertThat(house.status("web").state()).isEqualTo("up");
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void startsEveryInstance() {
        house.put("web", "cmd=web\ninstances=3\n");
        house.start();
        assertThat(house.names()).containsExactly("web@1", "web@2", "web@3");
        assertThat(IntStream.rangeClosed(1, 3).allMatch(number -> house.isRunning("web@" + number)))
                .isTrue();
    }

    /** A request in between does not wait for all of them. */
    @Test
    void startsManyInSlicesAndAnswersInBetween() {
        house.put("web", "cmd=web\ninstances=200\n");
        house.open();
        assertThat(house.kernel.processes().running()).hasSize(64);
        assertThat(house.ask("{\"ask\":\"stop\",\"names\":[\"web@200\"]}", 2)).contains("\"end\"");
        assertThat(house.kernel.processes().running()).hasSize(192);
        house.settle();
        assertThat(house.kernel.processes().running()).hasSize(199);
        assertThat(house.isRunning("web@200")).isFalse();
    }

    @Test
    void aNextKeeperStartsTheInstancesThatTheLastOneDidNotComeTo() {
        house.put("web", "cmd=web\ninstances=100\n");
        house.open();
        assertThat(house.kernel.processes().running()).hasSize(64);
        house.replaceKeeper();
        assertThat(house.kernel.processes().running()).hasSize(100);
    }

    @Test
    void aServiceThatIsRemovedBeforeItsTurnIsNotStarted() {
        house.put("web", "cmd=web\ninstances=200\n");
        house.open();
        house.kernel.disk().delete(TestingHouse.SERVICES + "/web");
        house.ask("{\"ask\":\"reload\"}", 2);
        house.settle();
        assertThat(house.names()).isEmpty();
        assertThat(house.kernel.processes().running()).isEmpty();
    }

    @Test
    void respawnsAfterACrash() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(6 * SECOND);
        int first = house.leader("web").pid;
        house.endService("web", new Exit.Killed(9));
        assertThat(house.leader("web").pid).isNotEqualTo(first);
        assertThat(house.status("web").restarts()).isEqualTo(1);
    }

    @Test
    void endsWhatACrashLeftBehindBeforeItRespawns() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(6 * SECOND);
        house.kernel.processes().addMember(house.leader("web"));
        house.endService("web", new Exit.Code(1));
        assertThat(house.kernel.processes().running()).hasSize(1);
        assertThat(house.status("web").pid()).isEqualTo(house.leader("web").pid);
    }

    @Test
    void aNewFileStartsAndAGoneOneStops() {
        house.put("web", "cmd=web\n");
        house.start();
        house.put("db", "cmd=db\n");
        house.kernel.disk().delete(TestingHouse.SERVICES + "/web");
        house.pass(SECOND);
        assertThat(house.names()).containsExactly("db");
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void anEditThatConcernsTheProcessReplacesItAndNoOther() {
        house.put("web", "cmd=web\n");
        house.put("db", "cmd=db\n");
        house.start();
        int web = house.leader("web").pid;
        int db = house.leader("db").pid;
        house.put("web", "cmd=web --new\n");
        house.pass(SECOND);
        assertThat(house.leader("web").pid).isNotEqualTo(web);
        assertThat(house.leader("db").pid).isEqualTo(db);
    }

    @Test
    void anEditOfTheBackoffKeepsTheProcess() {
        house.put("web", "cmd=web\n");
        house.start();
        int pid = house.leader("web").pid;
        house.put("web", "cmd=web\nbackoff=1s..2s\n");
        house.pass(SECOND);
        assertThat(house.leader("web").pid).isEqualTo(pid);
        house.endService("web", new Exit.Code(1));
        assertThat(house.status("web").next()).isBetween(SECOND / 2, 2 * SECOND);
    }

    /** Whatever of it is edited, that may be what mends it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmd=web --new\nrestart=never\n",
                "cmd=web --new\nrestart=never\non-change=next-start\n",
                "cmd=web\nrestart=never\nready-timeout=5s\n",
                "cmd=web\n"
            })
    void anEditHasWhatFailedTriedAnewAsThePlanSays(String edited) {
        house.put("web", "cmd=web\nrestart=never\n");
        house.start();
        house.endService("web", new Exit.Code(1));
        assertThat(house.status("web").state()).isEqualTo("failed");
        house.put("web", "cmd=web\nrestart=never\n# only looked at\n");
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("failed");
        house.put("web", edited);
        assertThat(house.ask("{\"ask\":\"plan\"}")).contains("the failed service is started again");
        house.pass(SECOND);
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.status("web").why()).endsWith("; the failed service is started again");
    }

    /** The stop lost the parts of the former file that it needed: its pipe, its pidfile, its hooks. */
    @Test
    void anEditDuringAStopWaitsUntilThatIsOver() {
        house.put("web", "cmd=web\npre-stop=p\ndrain=d\n");
        house.start();
        house.pass(SECOND);
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.put("web", "cmd=web --new\npost-stop=q\n");
        house.pass(SECOND);
        house.endHook("web", new Exit.Code(0));
        assertThat(house.told).extracting(HistoryEvent::event).contains("draining");
        house.endHook("web", new Exit.Code(1));
        house.settle();
        assertThat(house.status("web").state()).isEqualTo("down");

        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        house.endHook("web", new Exit.Code(0));
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    @Test
    void keepsRunningWhenItsFileBecomesInvalid() {
        house.put("web", "cmd=web\n");
        house.start();
        int pid = house.leader("web").pid;
        house.put("web", "cmd=web\nrestrat=never\n");
        house.pass(SECOND);
        assertThat(house.leader("web").pid).isEqualTo(pid);
        assertThat(house.status("web").problem()).contains("key \"restrat\" is unknown");
    }

    @Test
    void stillSaysWhatIsWrongAfterAnotherFileChanged() {
        house.put("web", "cmd=web\n");
        house.start();
        house.put("web", "cmd=web\nrestrat=never\n");
        house.pass(SECOND);
        house.put("db", "cmd=db\n");
        house.pass(SECOND);
        assertThat(house.status("web").problem()).contains("key \"restrat\" is unknown");
    }

    @Test
    void aFolderThatVanishesChangesNothing() {
        house.put("web", "cmd=web\n");
        house.start();
        house.kernel.disk().move(TestingHouse.SERVICES, "/elsewhere");
        house.kernel.poller().folderGone(TestingHouse.SERVICES);
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();
        assertThat(house.status("web").problem()).contains("cannot");
    }

    @Test
    void theNextKeeperAdoptsWhatRuns() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(6 * SECOND);
        house.endService("web", new Exit.Killed(9));
        int pid = house.leader("web").pid;
        house.replaceKeeper();
        assertThat(house.leader("web").pid).isEqualTo(pid);
        assertThat(house.status("web").restarts()).isEqualTo(1);
    }

    @Test
    void theNextKeeperAdoptsWhoseFileHasANulInAComment() {
        house.put("web", "cmd=web\n# \0\n");
        house.start();
        int pid = house.leader("web").pid;
        house.replaceKeeper();
        assertThat(house.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void theNextKeeperNoticesWhatEndedMeanwhile() {
        house.put("web", "cmd=web\nrestart=never\n");
        house.start();
        house.kernel.keeperDied();
        house.kernel.processes().end(house.kernel.processes().running().getFirst(), new Exit.Code(0));
        house.start();
        assertThat(house.status("web").state()).isEqualTo("failed");
        assertThat(house.status("web").why()).startsWith("ended (how cannot be known: this keeper did not start it), ");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("found 1 instance that a keeper before this one left");
    }

    /** It said that no keeper was there, which one was. */
    @Test
    void theNextKeeperSaysOfWhatItStopsThatItCannotKnowHowItEnded() {
        house.put("web", "cmd=web\n");
        house.put("db", "cmd=db\n");
        house.start();
        house.replaceKeeper();
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.settle();
        assertThat(house.status("web").why())
                .isEqualTo("stopped by hand: ended (how cannot be known: this keeper did not start it)");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("found 2 instances that a keeper before this one left");
    }

    @Test
    void theNextKeeperFinishesAStopThatWasBegun() {
        house.put("web", "cmd=web\nstop-timeout=1s\n");
        house.start();
        dyingWhileToldToStop(2); // the state is written, the signal is not sent
        house.pass(2 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void theNextKeeperKnowsNothingOfWhatIsHalfWritten() {
        house.put("web", "cmd=web\nstop-timeout=1s\n");
        house.start();
        dyingWhileToldToStop(1);
        house.pass(2 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.settle();
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    /** @param calls the number of calls that change something before the keeper dies */
    private void dyingWhileToldToStop(int calls) {
        house.kernel.disk().faults().dieAfter(calls);
        try {
            house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        } catch (Faults.Death expected) {
            house.replaceKeeper();
        }
    }

    @Test
    void theNextKeeperLeavesDownWhatWasStoppedByHand() {
        house.put("web", "cmd=web\n");
        house.start();
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.replaceKeeper();
        assertThat(house.status("web").state()).isEqualTo("down");
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void writesAnewWhatSomebodyHasRemoved() {
        house.put("web", "cmd=web\n");
        house.start();
        house.kernel.disk().delete("/run/state/web");
        house.endService("web", new Exit.Killed(9));
        assertThat(house.told).extracting(HistoryEvent::why).noneMatch(why -> why.contains("cannot write"));
        assertThat(house.kernel.disk().text("/run/state/web")).contains("killed by signal 9");
    }

    @Test
    void doesNotRunWhatItCannotWriteDown() {
        house.put("web", "cmd=web\n");
        house.kernel.disk().faults().deny("/run/state/web", Errno.ENOSPC);
        house.start();
        assertThat(house.isRunning("web")).isFalse();
        assertThat(house.status("web").state()).isEqualTo("waiting");
        house.kernel.disk().faults().allow("/run/state/web");
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void saysOnceForEachAttemptWhatItCannotWriteDown() {
        house.put("web", "cmd=web\n");
        house.kernel.disk().faults().deny("/run/state/web", Errno.ENOSPC);
        house.start();
        assertThat(house.told)
                .filteredOn(entry -> entry.service().equals("web"))
                .extracting(HistoryEvent::event)
                .containsExactly("starting", "start-failed", "waiting");
        assertThat(house.told.getLast().why()).contains("/run/state/web").contains("no space left");
    }

    @Test
    void aFullProcessTableIsWaitedOut() {
        house.put("web", "cmd=web\n");
        house.kernel.processes().tableFull(true);
        house.start();
        assertThat(house.status("web").why()).contains("cannot fork");
        house.kernel.processes().tableFull(false);
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void answersWhatItIsAsked() {
        house.put("web", "cmd=web\n");
        house.start();
        assertThat(house.ask("{\"ask\":\"status\",\"names\":[\"web\"]}"))
                .contains("\"name\":\"web\"")
                .contains("\"end\"");
        assertThat(house.ask("{\"ask\":\"status\",\"names\":[\"wbe\"]}")).contains("did you mean");
        assertThat(house.ask("rubbish")).contains("\"end\"");
    }

    @Test
    void tellsWhoWaitsHowItWent() {
        house.put("web", "cmd=web\n");
        house.start();
        var answer = house.ask("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":5}");
        assertThat(answer).contains("\"good\":true").contains("stopped by hand");
    }

    @Test
    void endsWhenEverythingHasEnded() {
        house.put("web", "cmd=web\n");
        house.put("db", "cmd=db\n");
        house.start();
        house.kernel.poller().signal(Signals.TERM);
        house.settle();
        assertThat(house.isOver()).isTrue();
        assertThat(house.kernel.processes().running()).isEmpty();
    }

    @Test
    void aCriticalServiceTakesTheKeeperWithIt() {
        house.put("web", "cmd=web\nrestart=never\ncritical=yes\n");
        house.put("db", "cmd=db\n");
        house.start();
        house.endService("web", new Exit.Code(3));
        assertThat(house.isOver()).isTrue();
        assertThat(house.isRunning("db")).isFalse();
    }

    @Test
    void goesOnShowingOutputWhenTheConsoleIsReadAgain() {
        house.put("web", "cmd=web\nlog=console\n");
        house.start();
        house.kernel.streams().screen().room(0);
        house.kernel.disk().pour("/run/output/web", "hello\n");
        house.settle();
        assertThat(house.kernel.streams().screen().text()).isEmpty();
        house.kernel.streams().screen().room(1000);
        house.settle();
        assertThat(house.kernel.streams().screen().text()).contains("hello");
    }
}

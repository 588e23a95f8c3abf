package dev.tend.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.instance.Instance;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private final TestingEngine house = new TestingEngine();
    private final Operations operations = house.engine.operations;
    private final PendingStops stops = house.engine.stops;

    private void isDown(Instance instance) {
        house.put(instance, Wanted.DOWN, new State.Down(Reason.of("stopped")));
        house.engine.dependencies.changed(instance);
    }

    @Test
    void holdsAnInstanceUntilWhatItRequiresIsReady() {
        house.add("db", "cmd=db\n");
        var web = house.add("web", "cmd=web\nrequires=db\n");
        operations.start(web, new Event.Start(Reason.of("started by hand")));
        assertThat(web.state()).isInstanceOf(State.Waiting.class);
        assertThat(web.state().why()).isEqualTo("waits for db to be ready");
    }

    @Test
    void holdsAnInstanceForWhatIsNotThere() {
        var web = house.add("web", "cmd=web\nrequires=db\n");
        operations.start(web, new Event.Start(Reason.of("started by hand")));
        assertThat(web.state().why()).isEqualTo("requires db, which is not there");
    }

    @Test
    void stopsWhatConflictsWithAnInstanceThatStarts() {
        var blue = house.ready("blue", "cmd=blue\n");
        var green = house.add("green", "cmd=green\nconflicts=blue\n");
        operations.start(green, new Event.Start(Reason.of("started by hand")));
        assertThat(blue.life().wanted()).isEqualTo(Wanted.DOWN);
        assertThat(green.state().why()).isEqualTo("waits for blue to end, with which it conflicts");
    }

    @Test
    void startsNothingThatGoesForGood() {
        var web = house.add("web", "cmd=web\n");
        web.leaving(true);
        operations.start(web, new Event.Start(Reason.of("started by hand")));
        assertThat(web.untouched()).isTrue();
    }

    @Test
    void stopsAnInstanceAfterItsDependents() {
        var db = house.ready("db", "cmd=db\n");
        var web = house.ready("web", "cmd=web\nrequires=db\n");
        operations.stop(db, Reason.of("stopped by hand"));
        assertThat(stops.isPending(db)).isTrue();
        assertThat(web.state()).isInstanceOf(State.Stopping.class);
        isDown(web);
        assertThat(stops.isPending(db)).isFalse();
        assertThat(db.state()).isInstanceOf(State.Stopping.class);
    }

    @Test
    void writesDownAStopByHandThatWaits() {
        var db = house.ready("db", "cmd=db\n");
        var web = house.ready("web", "cmd=web\nrequires=db\n");
        operations.stop(db, Reason.of("stopped by hand"));
        assertThat(db.pending()).contains(new Event.Stop(Reason.of("stopped by hand")));
        isDown(web);
        assertThat(db.pending()).isEmpty();
    }

    @Test
    void forgetsAStopThatWaitsWhereItIsStartedAgain() {
        var db = house.ready("db", "cmd=db\n");
        house.ready("web", "cmd=web\nrequires=db\n");
        operations.stop(db, Reason.of("stopped by hand"));
        operations.start(db, new Event.Start(Reason.of("started by hand")));
        assertThat(stops.isPending(db)).isFalse();
        assertThat(db.pending()).isEmpty();
    }

    @Test
    void beginsNoRestartThatCouldNotBeWrittenDown() {
        var db = house.ready("db", "cmd=db\n");
        var web = house.ready("web", "cmd=web\nrequires=db\n");
        house.unwritable = "the disk is full";
        operations.restart(List.of(db), Reason.of("restarted by hand"));
        assertThat(web.state()).isInstanceOf(State.Ready.class);
        assertThat(db.state()).isInstanceOf(State.Ready.class);
        assertThat(house.engine.refusedRestarts.why(db)).contains("the disk is full");
    }

    @Test
    void removesAnInstanceThatExitsAndThenItsLogger() {
        var web = house.ready("web", "cmd=web\nlog=service:web-log\n");
        var logger = house.ready("web-log", "cmd=log\ninput=pipe\n");
        operations.stop(web, Reason.of("stopped by an order to runsv"));
        operations.exit(web);
        assertThat(List.of(web.leaving(), logger.leaving())).containsExactly(true, true);
        assertThat(web.state()).isInstanceOf(State.Stopping.class);
        assertThat(logger.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void armsATaskOnlyOnceItHasEnded() {
        var backup = house.ready("backup", "cmd=backup\ntype=task\nschedule=0 3 * * *\n");
        operations.stop(backup, Reason.of("stopped by hand"));
        house.engine.timedTasks.arm(backup);
        assertThat(backup.state()).isInstanceOf(State.Stopping.class);
        house.put(backup, Wanted.DOWN, new State.Down(Reason.of("stopped")));
        house.engine.timedTasks.atRest(backup);
        assertThat(backup.state()).isInstanceOf(State.Waiting.class);
        assertThat(backup.state().why()).isEqualTo("waits for its time");
    }

    @Test
    void annotatesOnlyWhatIsThere() {
        var web = house.ready("web", "cmd=web\n");
        house.engine.records.annotate(web, Optional.of("post-start"));
        assertThat(web.annotation()).contains("post-start");
        web.leaving(true);
        house.engine.departures.remove(web);
        house.engine.records.annotate(web, Optional.empty());
        assertThat(web.annotation()).contains("post-start");
    }

    @Test
    void reportsAProcessThatMayNotBeSignalledOnce() {
        var web = house.ready("web", "cmd=web\n");
        var listeners = new InstanceListeners(house);
        listeners.delivered(web, 42, Delivery.REFUSED);
        listeners.delivered(web, 42, Delivery.REFUSED);
        assertThat(house.reported).hasSize(1);
        listeners.delivered(web, 42, Delivery.SENT);
        assertThat(web.refusal()).isEmpty();
    }
}

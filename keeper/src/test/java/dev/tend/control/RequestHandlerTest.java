package dev.tend.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.manager.ManagerAction;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Reply.Planned;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestHandlerTest {

    private static final long MINUTE = 60_000_000;
    private static final Reply SUCCESS = new End(0, "");
    private static final Reply FAILURE = new End(1, "");

    private final TestingClient client = new TestingClient();

    private Instance stopped(String name) {
        var instance = client.house.add(name, "cmd=" + name + "\n");
        client.house.put(instance, Wanted.DOWN, new State.Down(Reason.of("stopped by hand")));
        return instance;
    }

    private List<Reply> change(Verb verb, long patience, String... names) {
        return client.ask(new Request.Change(verb, List.of(names), patience));
    }

    // ---- names

    @ParameterizedTest
    @EnumSource(Verb.class)
    void refusesAChangeOfNothing(Verb verb) {
        assertThat(change(verb, 0)).containsExactly(new End(64, "no service is named"));
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        stopped("web");
        assertThat(change(Verb.START, 0, "wbe"))
                .containsExactly(new End(1, "no service is called wbe: did you mean \"web\"?"));
    }

    @Test
    void changesNothingWhereOneOfTheNamesIsUnknown() {
        var web = stopped("web");
        assertThat(change(Verb.START, 0, "web", "nothing")).hasSize(1);
        assertThat(web.life().wanted()).isEqualTo(Wanted.DOWN);
    }

    // ---- changes that are not waited for

    @Test
    void answersAtOnceWhereNobodyWaits() {
        var web = client.house.ready("web", "cmd=web\n");
        assertThat(change(Verb.STOP, 0, "web")).containsExactly(new Outcome("web", true, "stopping"), SUCCESS);
        assertThat(web.life().wanted()).isEqualTo(Wanted.DOWN);
    }

    @Test
    void tellsThatTheNextKeeperWouldForgetIt() {
        client.house.ready("web", "cmd=web\n");
        client.house.unwritable = "the disk is full";
        assertThat(change(Verb.STOP, 0, "web"))
                .containsExactly(
                        new Outcome(
                                "web", false, "stopping, but a keeper that is killed now forgets it: the disk is full"),
                        FAILURE);
    }

    @Test
    void tellsThatARestartWasRefused() {
        var web = client.house.ready("web", "cmd=web\n");
        client.house.unwritable = "the disk is full";
        assertThat(change(Verb.RESTART, 0, "web"))
                .containsExactly(new Outcome("web", false, "not restarted: the disk is full"), FAILURE);
        assertThat(web.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void refusesToDrainWhatHasNoDrain() {
        var web = client.house.ready("web", "cmd=web\n");
        assertThat(change(Verb.DRAIN, 0, "web"))
                .containsExactly(new End(1, "web has no drain: stop it, or give it one with drain= in its file"));
        assertThat(web.life().wanted()).isEqualTo(Wanted.UP);
    }

    @Test
    void stopsDependentsFirst() {
        var db = client.house.ready("db", "cmd=db\n");
        var web = client.house.ready("web", "cmd=web\nrequires=db\n");
        change(Verb.STOP, 0, "db");
        assertThat(db.state()).isInstanceOf(State.Ready.class);
        assertThat(web.state()).isInstanceOf(State.Stopping.class);
    }

    // ---- reloads

    @Test
    void reloadsNothingThatCannotBe() {
        stopped("db");
        client.house.ready("web", "cmd=web\n");
        assertThat(change(Verb.RELOAD, MINUTE, "db", "web"))
                .containsExactly(
                        new Outcome("db", false, "down: there is no process to reload"),
                        new Outcome(
                                "web", false, "nothing says how it reloads: restart it, or add reload= to its file"),
                        FAILURE);
        assertThat(change(Verb.RELOAD, MINUTE, "*"))
                .containsExactly(new End(
                        1, "none of them has a process and says how it reloads: add reload=, or say --or-restart"));
        assertThat(client.house.reported).isEmpty();
    }

    @Test
    void tellsWhyAReloadFailed() {
        client.house.ready("web", "cmd=web\nreload=exec:/bin/reload\n");
        assertThat(change(Verb.RELOAD, MINUTE, "web"))
                .containsExactly(new Outcome("web", false, "no process can be started"), FAILURE);
        assertThat(client.house.reported).containsExactly("web reload-failed: no process can be started");
    }

    @Test
    void reloadsOnlyOnceItIsReady() {
        var web = client.house.ready("web", "cmd=web\nreload=signal:HUP\n");
        var ready = web.state();
        client.house.put(web, Wanted.UP, new State.Up(new Process(42, 1, 0), State.NEVER, Reason.of("up")));
        assertThat(change(Verb.RELOAD, MINUTE, "web")).isEmpty();
        client.house.put(web, Wanted.UP, ready);
        client.house.engine.reloads.changed(web);
        assertThat(client.changed("web")).containsExactly(new Outcome("web", false, "HUP could not be sent"), FAILURE);
    }

    @Test
    void restartsWhatCannotBeReloaded() {
        stopped("db");
        var web = client.house.ready("web", "cmd=web\n");
        assertThat(change(Verb.RELOAD_OR_RESTART, MINUTE, "db", "web"))
                .containsExactly(new Outcome("db", true, "down"));
        client.house.put(web, Wanted.UP, new State.Failed(Reason.of("exit code 1")));
        assertThat(client.changed("web")).containsExactly(new Outcome("web", false, "failed: exit code 1"), FAILURE);
    }

    // ---- changes that are waited for

    @Test
    void answersOnceItIsAsOrdered() {
        var web = client.house.ready("web", "cmd=web\n");
        assertThat(change(Verb.STOP, MINUTE, "web")).isEmpty();
        client.house.put(web, Wanted.DOWN, new State.Down(Reason.of("stopped by hand")));
        assertThat(client.changed("web")).containsExactly(new Outcome("web", true, "down: stopped by hand"), SUCCESS);
    }

    @Test
    void answersOnceItIsKnownNotToBecomeAsOrdered() {
        var web = client.house.ready("web", "cmd=web\n");
        change(Verb.RESTART, MINUTE, "web");
        client.house.put(web, Wanted.UP, new State.Failed(Reason.of("exit code 1")));
        assertThat(client.changed("web")).containsExactly(new Outcome("web", false, "failed: exit code 1"), FAILURE);
    }

    @Test
    void givesUpWhereTheWaitIsOver() {
        client.house.ready("web", "cmd=web\nstop-timeout=1h\n");
        change(Verb.STOP, MINUTE, "web");
        client.house.testing.now += MINUTE;
        var replies = client.answered();
        assertThat(replies).hasSize(2);
        assertThat(((Outcome) replies.getFirst()).text())
                .startsWith("not there yet: the wait is over, not the stop (stopped by hand");
        assertThat(replies.getLast()).isEqualTo(new End(75, "timed out"));
    }

    @Test
    void touchesNoFurtherInstanceWhereARollingRestartFails() {
        var one = client.house.ready("one", "cmd=one\n");
        var two = client.house.ready("two", "cmd=two\n");
        client.ask(new Request.Change(Verb.RESTART, List.of("one", "two"), MINUTE, true));
        assertThat(two.state()).isInstanceOf(State.Ready.class);
        client.house.put(one, Wanted.UP, new State.Failed(Reason.of("exit code 1")));
        assertThat(client.changed("one"))
                .containsExactly(
                        new Outcome("one", false, "failed: exit code 1"),
                        new Outcome("two", false, "not touched"),
                        FAILURE);
    }

    // ---- signals

    @Test
    void sendsNoSignalToWhatHasNoProcess() {
        stopped("web");
        assertThat(client.ask(new Request.Signal(List.of("web"), 1)))
                .containsExactly(new Outcome("web", false, "down: no process to send HUP to"), FAILURE);
        assertThat(client.ask(new Request.Signal(List.of("w*"), 1)))
                .containsExactly(new End(1, "none of them has a process to send HUP to"));
    }

    // ---- status and plans

    @Test
    void tellsTheStatusOfTheNamed() {
        stopped("web");
        stopped("db");
        var replies = client.ask(new Request.Status(List.of("web")));
        assertThat(replies).hasSize(2);
        assertThat(((Status) replies.getFirst()).name()).isEqualTo("web");
        assertThat(replies.getLast()).isEqualTo(SUCCESS);
    }

    @Test
    void tellsTheStatusOfTheOthersWhereANameIsUnknown() {
        stopped("web");
        var replies = client.ask(new Request.Status(List.of("web", "nothing")));
        assertThat(((Status) replies.getFirst()).name()).isEqualTo("web");
        assertThat(replies.getLast()).isEqualTo(new End(1, "no service is called nothing"));
    }

    @Test
    void tellsWhatAReloadHasChanged() {
        client.changes.add(new Change("web", Action.START, "new"));
        client.changes.add(new Change("db", Action.KEEP, "unchanged"));
        assertThat(client.ask(new Request.Reload())).containsExactly(new Planned("web", "start", "new"), SUCCESS);
        assertThat(client.asked).containsExactly("reload: reload");
    }

    @Test
    void tellsWhatAReloadWouldChangeAndWhatNot() {
        client.changes.add(new Change("web", Action.START, "new"));
        assertThat(client.ask(new Request.Plan()))
                .containsExactly(new Planned("web", "start", "new"), new Planned("db", "keep", "unchanged"), SUCCESS);
        assertThat(client.asked).isEmpty();
    }

    // ---- the keeper as a whole

    @Test
    void shutsDownAndWaitsWhereItIsAskedTo() {
        assertThat(client.ask(new Request.Shutdown(0))).containsExactly(SUCCESS);
        assertThat(client.ask(new Request.Shutdown(MINUTE))).isEmpty();
        assertThat(client.asked).containsExactly("shutdown: asked to shut down", "shutdown: asked to shut down");
    }

    @Test
    void isNoProcessManagerUnlessItHasOneProcess() {
        assertThat(client.ask(new Request.Manage(ManagerAction.START)))
                .containsExactly(new End(1, "this keeper is no process manager: ask for the status of its services"));
    }

    @Test
    void deploysNothingWhereThereAreNoJobs() {
        assertThat(client.ask(new Request.Deploy(List.of(), List.of(), false, 0)))
                .containsExactly(new End(1, "this keeper has no jobs: start it with \"tend up --bosh-job DIR\""));
    }
}

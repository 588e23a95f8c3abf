package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.command.Failure;
import dev.tend.command.FakeHost;
import dev.tend.format.going.GoingFile;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Moment;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Step;
import dev.tend.lifecycle.Transitions;
import dev.tend.lifecycle.Wanted;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GoingFaceTest {

    private static final long SECOND = 1_000_000;

    private final FakeHost host = new FakeHost();

    @Test
    void takesItsFolderAsGetoptDoes() {
        assertThat(GoingFace.folder(List.of())).isEqualTo("/etc/going.d");
        assertThat(GoingFace.folder(List.of("-d", "/x"))).isEqualTo("/x");
        assertThat(GoingFace.folder(List.of("-d/x"))).isEqualTo("/x");
        assertThat(GoingFace.folder(List.of("-d", "/x", "-d", "/y"))).isEqualTo("/y");
        for (var bad : List.of(List.of("-d"), List.of("-x"), List.of("/x"))) {
            assertThatThrownBy(() -> GoingFace.folder(bad))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(64));
        }
    }

    @Test
    void exits72WithoutItsFolder() {
        assertThat(host.tend("as", "going", "-d", "/nowhere")).isEqualTo(72);
        assertThat(host.errors()).contains("/nowhere: no such folder");
    }

    @Test
    void hasARunDirectoryOfItsOwn() {
        host.files.user = 0;
        assertThat(GoingFace.options("/etc/going.d", host).runFolder()).isEqualTo("/run/going");
        assertThat(GoingFace.options("/srv/x", host).runFolder()).isEqualTo("/run/going-srv-x");
    }

    @Test
    void tellsSyslogOfAnEndInGoingsWords() {
        assertThat(toldOfAnEndAfter(4 * SECOND + 999_999))
                .containsExactly("web terminated after: 4s (limit: 5s) and will be quarantined for 30s");
        assertThat(toldOfAnEndAfter(800_000))
                .containsExactly("web terminated after: 0s (limit: 5s) and will be quarantined for 30s");
        assertThat(toldOfAnEndAfter(5 * SECOND)).containsExactly("web terminated after: 5s");
        assertThat(toldOfAnEndAfter(80 * SECOND)).containsExactly("web terminated after: 80s");
    }

    @Test
    void tellsSyslogNothingOfAnEndThatWasAskedFor() {
        var stopping = new State.Stopping(
                new Process(7, 1, 0), State.Patience.ASKED, false, State.NEVER, Reason.of("its file was removed"));

        assertThat(toldOf(stopping, SECOND)).isEmpty();
    }

    private static List<String> toldOfAnEndAfter(long uptime) {
        return toldOf(new State.Ready(new Process(7, 1, 0), Reason.of("")), uptime);
    }

    /** Returns what the face reports of the events of the real transitions. */
    private static List<String> toldOf(State state, long now) {
        var spec = GoingFile.parse("web", "web", "cmd=/bin/web").spec().orElseThrow();
        var life = new Life(Wanted.UP, state, 0, 0, List.of());
        Step step = Transitions.next(spec, life, new Event.Ended(new Exit.Code(1)), new Moment(now, 0));
        var lines = new ArrayList<String>();
        var listener = new GoingTeller(lines::add);
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Announce(var happening, var reason)) {
                String event = happening.name().toLowerCase(Locale.ROOT).replace('_', '-');
                listener.tell(new HistoryEvent(0, "web", event, 0, reason.text(), ""));
            }
        }
        return lines;
    }
}

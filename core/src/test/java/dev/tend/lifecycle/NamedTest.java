package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service is ready when its pid file names its process: clients that wait for readiness may read the file. */
class NamedTest {

    private static final long NOW = 1_000_000_000;
    private static final Process PROCESS = new Process(100, 1, NOW);

    private static Life step(String lines, State state, Event event, boolean unnamed) {
        var spec = ServiceFile.parse("web", "web", "cmd=web\npidfile=/run/web.pid\n" + lines)
                .spec()
                .orElseThrow();
        var life = new Life(Wanted.UP, state, 0, 0, List.of());
        return Transitions.next(spec, life, event, new Moment(NOW, 0, Optional.empty(), unnamed, Optional.empty()))
                .life();
    }

    private static State up(long until) {
        return new State.Up(PROCESS, until, Reason.of("started"));
    }

    private static final State READY = new State.Ready(PROCESS, Reason.of("started"));

    @Test
    void staysUpWhileItsPidfileIsNotWritten() {
        assertThat(step("", up(NOW), new Event.Due(), true).state()).isEqualTo(up(State.NEVER));
        assertThat(step("", up(NOW), new Event.Due(), false).state()).isEqualTo(READY);
    }

    @Test
    void isReadyOnceItsPidfileIsWritten() {
        assertThat(step("", up(State.NEVER), new Event.Named(), false).state()).isEqualTo(READY);
    }

    @Test
    void aSignThatCameMeanwhileIsRemembered() {
        String notify = "ready=notify\nready-timeout=5s\n";
        assertThat(step(notify, up(NOW + 1), new Event.BecameReady(), true).state())
                .isEqualTo(up(State.NEVER));
        assertThat(step(notify, up(State.NEVER), new Event.Named(), false).state())
                .isEqualTo(READY);
    }

    /** It still waits for a sign, or for the time to settle. */
    @Test
    void aPidfileAloneMakesNothingReady() {
        assertThat(step("", up(NOW + 1), new Event.Named(), false).state()).isEqualTo(up(NOW + 1));
        assertThat(step("", READY, new Event.Named(), false).state()).isEqualTo(READY);
        assertThat(step("type=task\n", up(State.NEVER), new Event.Named(), false)
                        .state())
                .isEqualTo(up(State.NEVER));
    }

    @Test
    void theSignOfAServiceThatIsStartingIsRemembered() {
        var starting = new State.Starting(PROCESS, true, Reason.of("started"));
        var signed = step("ready=notify\n", starting, new Event.BecameReady(), true);
        assertThat(signed.state()).isNotInstanceOf(State.Ready.class);
        var up = Transitions.next(
                        ServiceFile.parse("web", "web", "cmd=web\nready=notify\npidfile=/run/web.pid\n")
                                .spec()
                                .orElseThrow(),
                        signed,
                        new Event.Named(),
                        new Moment(NOW, 0))
                .life();
        assertThat(up.state()).isEqualTo(READY);
    }
}

package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {

    private static final Reason ENDED = new Reason.Ended(new Exit.Killed(9), 320_000_000);

    static List<Reason> reasons() {
        return List.of(
                new Reason.Other("started by hand"),
                new Reason.Requires("db", "is being stopped"),
                new Reason.WaitsFor("db to be ready"),
                ENDED,
                new Reason.Ended(new Exit.Code(3), 800_000),
                new Reason.Ended(new Exit.Unknown(), 3_200_000),
                new Reason.Restarted(ENDED),
                new Reason.Restarted(new Reason.Other("pre-start: no space left on device")),
                new Reason.NextAttempt(ENDED, 4, 1_500_000),
                new Reason.FailedRun(ENDED),
                new Reason.FailedRun(new Reason.Other("gave up after 3 failures in 1 m: exited with code 1")),
                new Reason.StopFailed("this user is not permitted to signal process 7"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void isFoundAgainByItsText(Reason reason) {
        assertThat(Reason.of(reason.text())).isEqualTo(reason);
    }

    @Test
    void saysWhatEarlierVersionsSaid() {
        assertThat(reasons().stream().map(Reason::text))
                .containsExactly(
                        "started by hand",
                        "requires db, which is being stopped",
                        "waits for db to be ready",
                        "killed by signal 9 (KILL), 5 m 20 s after start",
                        "exited with code 3, 800 ms after start",
                        "ended (how cannot be known: this keeper did not start it), 3.2 s after start",
                        "restarted: killed by signal 9 (KILL), 5 m 20 s after start",
                        "restarted: pre-start: no space left on device",
                        "killed by signal 9 (KILL), 5 m 20 s after start; attempt 4, next in 1.5 s",
                        "failed: killed by signal 9 (KILL), 5 m 20 s after start",
                        "failed: gave up after 3 failures in 1 m: exited with code 1",
                        "stop failed: this user is not permitted to signal process 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "requires",
                "requires and env.PORT changed",
                "exited with code 03, 1 s after start",
                "exited with code x, 1 s after start",
                "exited with code 3, soon after start",
                "exited with code 99999999999, 1 s after start",
                "restarted: restarted: restarted: exited with code 1, 1 s after start",
                "failed: failed: ",
                "; attempt 4; attempt 5",
                "killed by signal 9, 1 s after start",
                ", 1 s after start",
                " after start",
            })
    void keepsAnyOtherText(String text) {
        assertThat(Reason.of(text).text()).isEqualTo(text);
    }

    @Test
    void takesNoEditOfADependencyForALackOfIt() {
        assertThat(Reason.of("requires and env.PORT changed")).isInstanceOf(Reason.Other.class);
    }

    @Test
    void findsTheUptimeAsFarAsItIsTold() {
        assertThat(Reason.of("exited with code 3, 5 m 20 s after start"))
                .isEqualTo(new Reason.Ended(new Exit.Code(3), 320_000_000));
    }
}

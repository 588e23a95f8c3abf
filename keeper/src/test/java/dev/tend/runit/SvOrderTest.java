package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvOrderTest {

    @ParameterizedTest
    @CsvSource({
        "up, u, false, false",
        "down, d, false, false",
        "pause, p, false, false",
        "exit, x, false, false",
        "1st, 1, false, false",
        "term, t, false, false",
        "cheque, c, false, false",
        "status, s, false, false",
        "sta, s, false, false",
        "start, u, true, false",
        "stop, d, true, false",
        "reload, h, true, false",
        "restart, tcu, true, false",
        "try-restart, tc, true, false",
        "shutdown, x, true, false",
        "check, C, true, false",
        "force-stop, d, true, true",
        "Down, d, true, true",
        "force-reload, tc, true, true",
        "force-restart, tcu, true, true",
        "force-shutdown, x, true, true",
        "Exit, x, true, true"
    })
    void readsCommands(String word, String letters, boolean waits, boolean kills) {
        assertThat(SvOrder.of(word, false, false)).contains(new SvOrder(letters, waits, kills));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "restarted", "force", "bogus", "Up", "3"})
    void refusesOthers(String word) {
        assertThat(SvOrder.of(word, true, false)).isEmpty();
    }

    @Test
    void waitsForAnythingButAStatusWhereAsked() {
        assertThat(SvOrder.of("hup", true, false)).contains(new SvOrder("h", true, false));
        assertThat(SvOrder.of("status", true, false)).contains(new SvOrder("s", false, false));
    }

    @Test
    void hasNoShortStatusForInitScripts() {
        assertThat(SvOrder.of("stat", false, true)).isEmpty();
        assertThat(SvOrder.of("status", false, true)).isPresent();
    }
}

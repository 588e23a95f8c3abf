package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    private static final String REST = " S 1 4240 4241 0 -1 4194560 188 0 0 0 7 5 20 10 20 0 3 0 98765 2359296 131"
            + " 18446744073709551615 94 94 140 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n";

    private static Optional<ProcStat> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return ProcStat.parse(bytes, bytes.length);
    }

    @Test
    void readsTheFieldsOfALine() {
        assertThat(parse("4242 (sleep)" + REST))
                .contains(new ProcStat(4242, 'S', 1, 4240, 4241, 12, 30, 3, 98765, 131));
    }

    @Test
    void doesNotMindWhatTheProgramIsCalled() {
        assertThat(parse("4242 (a) Z 1 (b ) S\n)" + REST).map(ProcStat::birth)).contains(98765L);
        assertThat(parse("4242 (a) Z 1 (b ) S\n)" + REST).map(ProcStat::dead)).contains(false);
    }

    @Test
    void seesThatAProcessIsDead() {
        assertThat(parse("1 (x) Z 0 1 1").map(ProcStat::dead)).contains(true);
    }

    @Test
    void takesAMissingFieldForZero() {
        assertThat(parse("1 (x) R 0 1 7\n")).contains(new ProcStat(1, 'R', 0, 1, 7, 0, 0, 0, 0, 0));
    }

    @Test
    void refusesWhatIsNoSuchLine() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("4242 (sleep")).isEmpty();
        assertThat(parse("4242 (sleep) ")).isEmpty();
    }
}

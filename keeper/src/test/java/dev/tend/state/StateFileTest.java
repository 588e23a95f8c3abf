package dev.tend.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.instance.TaskRuns;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.HookRun;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.StartTiming;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A state file that is not as a keeper has left it is detected, unless its meaning is unchanged. */
class StateFileTest {

    private static final String FILE = "cmd=web\n# caf\u00e9\n";
    private static final List<StateText> LIVES = List.of(
            state(new State.Starting(new Process(100, 7000, 5), false, Reason.of("started"))),
            state(new State.Ready(new Process(100, 7000, 5), Reason.of("started"))),
            state(new State.Ready(new Process(200, 8000, 6), Reason.of("restarted"))));
    private static final StateText LAST = LIVES.getLast();
    private static final String CONTENT = content(LIVES);

    private static StateText state(State state) {
        return new StateText(
                "boot",
                "4026531836.7",
                "web",
                "web",
                "/services/web",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                TaskRuns.NONE,
                new Life(Wanted.UP, state, 2, 0, List.of(3L, 4L)),
                StartTiming.NONE,
                FILE);
    }

    private static String content(List<StateText> lives) {
        var content = new StringBuilder();
        lives.forEach(life -> content.append(StateFile.life(life)));
        return content + StateFile.END;
    }

    private static StateFile read(byte[] bytes, int length) {
        return StateFile.read("web", new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    private static byte[] bytes() {
        return CONTENT.getBytes(StandardCharsets.UTF_8);
    }

    /** The life read from a damaged file is one that was written, and damage is reported where it may not be the last one. */
    private static void isDetected(String what, StateFile file) {
        assertThat(file.last().map(LIVES::contains).orElse(true)).as(what).isTrue();
        assertThat(file.damage().isPresent() || file.last().equals(Optional.of(LAST)))
                .as(what + ": " + file)
                .isTrue();
    }

    @Test
    void tellsTheLastLife() {
        assertThat(StateFile.read("web", CONTENT)).isEqualTo(new StateFile(Optional.of(LAST), Optional.empty()));
    }

    @Test
    void isKnownForEachTruncation() {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(whole, length).damage()).as("cut off at " + length).isPresent();
            isDetected("cut off at " + length, read(whole, length));
        }
    }

    @Test
    void isKnownForEachChangeOfOneByte() {
        byte[] whole = bytes();
        for (int at = 0; at < whole.length; at++) {
            byte former = whole[at];
            for (int change = 1; change < 256; change++) {
                whole[at] = (byte) (former ^ change);
                isDetected("byte " + at + " changed by " + change, read(whole, whole.length));
            }
            whole[at] = former;
        }
    }

    @Test
    void isKnownForWhatIsOverwrittenMissingOrAdded() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] whole = bytes();
            int from = random.nextInt(whole.length);
            int to = from + 1 + random.nextInt(whole.length - from);
            byte[] other = new byte[random.nextInt(3) == 0 ? to - from : random.nextInt(300)];
            if (random.nextBoolean()) {
                random.nextBytes(other);
            }
            byte[] damaged = Arrays.copyOf(whole, whole.length + other.length - (to - from));
            System.arraycopy(other, 0, damaged, from, other.length);
            System.arraycopy(whole, to, damaged, from + other.length, whole.length - to);
            isDetected("round " + round, read(damaged, damaged.length));
        }
    }

    @Test
    void isNobodysUnderAnotherName() {
        assertThat(StateFile.read("db", CONTENT))
                .isEqualTo(new StateFile(Optional.empty(), Optional.of("has no state that is whole")));
    }

    @Test
    void saysThatItIsEmpty() {
        assertThat(StateFile.read("web", "").damage()).contains("is empty");
    }

    @Test
    void fallsBackToTheLastLifeThatIsWhole() {
        String cut = CONTENT.substring(0, CONTENT.length() - 10);
        assertThat(StateFile.read("web", cut))
                .isEqualTo(new StateFile(Optional.of(LIVES.get(1)), Optional.of("is cut off")));
    }

    @Test
    void remembersTheLaunchThatHasEnded() {
        var forking = new State.Forking(false, Optional.of(new Process(300, 9000, 7)), Reason.of("started"));
        var looking = state(new HookPhase.Launch(
                new HookRun(Optional.empty(), State.HookStop.NONE, 1, 2, Optional.empty()), forking));
        assertThat(StateText.read(looking.write())).contains(looking);
    }

    /** A service file may have anything in it. */
    @Test
    void holdsForServiceFilesThatLookLikeStates() {
        String file = "cmd=web\n# \0end\n\0sum 00000000\n" + CONTENT;
        var odd = new StateText(
                "boot",
                "",
                "web",
                "web",
                "/services/web",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                TaskRuns.NONE,
                LAST.life(),
                StartTiming.NONE,
                file);
        assertThat(StateFile.read("web", StateFile.life(odd) + StateFile.END)
                        .last()
                        .orElseThrow()
                        .file())
                .isEqualTo(file.replace('\0', ' '));
    }

    /** An earlier version wrote no checksum, no end, and no instance. */
    @Test
    void readsWhatAnEarlierVersionHasWritten() {
        String former = LAST.write().replace("instance web\n", "").replace("namespace 4026531836.7\n", "");
        var read = StateFile.read("web", former + "\0" + former + "\0" + former.substring(0, 40));
        assertThat(read.damage()).isEmpty();
        assertThat(read.last().orElseThrow().life()).isEqualTo(LAST.life());
        assertThat(StateFile.read("db", former + "\0").damage()).isPresent();
    }

    /** Thousands of instances of one file would fill the memory of the keeper that takes them over. */
    @Test
    void instancesHoldTheTextOfTheirFileOnce() {
        var first = StateFile.read("web", CONTENT);
        var second = StateFile.read("web", CONTENT);
        assertThat(file(second)).isNotSameAs(file(first));

        var shared = second.sharing(Optional.of(first));

        assertThat(shared).isEqualTo(second);
        assertThat(file(shared)).isSameAs(file(first));
        assertThat(file(second.sharing(Optional.of(StateFile.unreadable("is empty")))))
                .isEqualTo(FILE);
    }

    private static String file(StateFile file) {
        return file.last().orElseThrow().file();
    }
}

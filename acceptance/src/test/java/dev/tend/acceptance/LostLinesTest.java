package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The keeper is killed again and again under services that write numbered lines while their logs are rotated. Of a service that
 * runs on no line may be lost, doubled or torn, and of one that crashes all the time never two processes may run.
 */
class LostLinesTest {

    private static final int KILLS = 25;
    private static final int LONGEST_LIFE_MS = 250;
    private static final List<String> WRITERS = List.of("fast", "fast-iso", "slow", "slow-iso", "small");
    private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z ");

    /** Lives for 10 ms, and tells where another process of it lives already. */
    private static final String CRASHER =
            "shell=flock -n -E 99 $TEND_TEST/lock sleep 0.01; test $? != 99 || echo $$ >>$TEND_TEST/doubled";

    @RegisterExtension
    final Tend tend = new Tend();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void losesNoneWhenItsKeeperIsKilledAgainAndAgain() {
        System.out.println("seed " + seed);
        writer("fast", 300, "log-size=256k");
        writer("fast-iso", 300, "log-size=256k", "log-timestamps=iso");
        writer("slow", 0, "log-size=4k");
        writer("slow-iso", 0, "log-size=4k", "log-timestamps=iso");
        writer("small", 20, "log-size=64k", "log-buffer=4k");
        tend.service("crasher", CRASHER, "backoff=1ms..2ms", "log=null").up();
        var pids = WRITERS.stream().collect(Collectors.toMap(name -> name, name -> tend.awaitUp(name)
                .pid()));

        for (int kill = 0; kill < KILLS; kill++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MS)));
            tend.killKeeper();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50)));
            tend.launch();
        }

        Tend.awaiting().until(() -> tend.verb("status").code() != 69);
        for (String name : WRITERS) {
            assertThat(tend.awaitUp(name).pid()).as(name + " runs on").isEqualTo(pids.get(name));
        }
        tend.done("stop", "--all");
        assertThat(tend.path("lock")).exists();
        assertThat(tend.path("doubled"))
                .as("two processes of the service that crashes, seed " + seed)
                .doesNotExist();
        for (String name : WRITERS) {
            verify(name);
        }
    }

    private void writer(String name, int burst, String... settings) {
        var lines = new String[settings.length + 3];
        lines[0] = "cmd=sh " + Tend.resource("death/writer.sh");
        lines[1] = "env.BURST=" + burst;
        lines[2] = "log-keep=1000";
        System.arraycopy(settings, 0, lines, 3, settings.length);
        tend.service(name, lines);
    }

    private void verify(String name) {
        var lines = written(name);
        boolean stamped = name.endsWith("iso");
        int number = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            assertThat(bare(line, stamped))
                    .as(name + ", seed " + seed)
                    .startsWith("line " + number++ + " of the ")
                    .matches(".*(back|time)");
        }
        assertThat(bare(lines.getLast(), stamped)).as(name + ", seed " + seed).isEqualTo("last line " + number);
        assertThat(number).as("lines of " + name).isGreaterThan(KILLS);
    }

    private static String bare(String line, boolean stamped) {
        var stamp = STAMP.matcher(line);
        assertThat(stamp.lookingAt()).as(line).isEqualTo(stamped);
        return stamped ? line.substring(stamp.end()) : line;
    }

    /** All lines of a log, in the order of its files: the rotated ones are named by time, the last one is called current. */
    private List<String> written(String name) {
        try (var files = Files.list(tend.logs().resolve(name))) {
            var rotated =
                    files.filter(file -> !file.endsWith("current")).sorted().toList();
            assertThat(rotated).as("rotated files of " + name).isNotEmpty();
            return (rotated.stream().map(Tend::text).collect(Collectors.joining()) + tend.log(name))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keeper with nothing to do sleeps. Counted are the times it was given a processor, not how long it had one. */
class IdleTest {

    private static final Duration QUIET = Duration.ofSeconds(3);

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void isNotWokenWhileNothingHappens() {
        for (int number = 0; number < 10; number++) {
            tend.service("web-" + number, "cmd=sleep 1000");
        }
        tend.service("off", "cmd=sleep 1000")
                .service("failed", "shell=exit 1", "restart=never")
                .up();
        for (int number = 0; number < 10; number++) {
            tend.awaitState("web-" + number, "ready");
        }
        tend.awaitState("failed", "failed");
        tend.done("stop", "off");
        long keeper = tend.keeper().pid();

        long[] before = {-1};
        Awaitility.await().atMost(Duration.ofSeconds(30)).during(QUIET).until(() -> {
            long now = Proc.switches(keeper);
            boolean unchanged = now == before[0];
            before[0] = now;
            return unchanged;
        });
        assertThat(Proc.threads(keeper)).hasSize(1);
    }

    /** Some of it comes back with whatever happens next. */
    @Test
    void beginsItsRestWithoutItsCodeInMemory() {
        tend.service("web", "cmd=sleep 1000");
        long keeper = tend.launch().pid();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            long kilobytes = Proc.residentCode(keeper);
            return kilobytes > 0 && kilobytes <= 128;
        });
        assertThat(tend.done("status", "--names").out()).isEqualTo("web\n");
    }
}

package dev.tend.hostile;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each attack for as long as {@code hostile.seconds} says, with the seed {@code hostile.seed}. */
@Execution(ExecutionMode.SAME_THREAD)
class HostileTest {

    private static final String DEFAULT_SECONDS = "1";
    private static final String DEFAULT_SEED = "1";

    @ParameterizedTest
    @EnumSource
    void isSurvived(Attacks kind) throws IOException {
        var time = Duration.ofSeconds(Long.parseLong(System.getProperty("hostile.seconds", DEFAULT_SECONDS)));
        new Session(kind, Limits.of(time, Long.parseLong(System.getProperty("hostile.seed", DEFAULT_SEED)))).run();
    }
}

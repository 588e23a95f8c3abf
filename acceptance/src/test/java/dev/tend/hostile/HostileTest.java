package dev.tend.hostile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each attack for {@code hostile.seconds}, with {@code hostile.seed}: the same in every check but the long one, which explores. */
class HostileTest {

    private static final long SECONDS = Long.getLong("hostile.seconds", 5);
    private static final long SEED = Long.getLong("hostile.seed", 1);

    @ParameterizedTest
    @EnumSource
    void isSurvived(Attacks kind) throws IOException {
        assumeTrue(kind.isPossible(), "this takes root");
        new Session(kind, Limits.of(Duration.ofSeconds(SECONDS), SEED)).run();
    }
}

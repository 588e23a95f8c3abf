package dev.tend.output;

import dev.tend.service.LogPolicy;
import dev.tend.text.Needle;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/** The destination of the bytes that leave an instance's pipe, and how far they have come. */
sealed interface Route permits ToFile, ToConsole, ToSyslog {

    /** Moves about {@code limit} bytes, or what is there. Returns how many. */
    long move(int pipe, long now, long limit);

    /** When to try again where nothing can be written now; 0 where it can. {@link Capture#NEVER}: the capture will be woken. */
    long pausedUntil();

    /** Returns why output does not go on its way now. */
    Optional<OutputObstacle> obstacle();

    /** Returns how many bytes were dropped. */
    long dropped();

    /** Follows a policy with the same target. */
    void apply(LogPolicy policy);

    /** Shows all that passes by to {@code ear}, from here on, or to nobody. */
    void listen(Optional<Needle> needle);

    void beginRun();

    String lastWords();

    /** Finishes the output of a writer that has ended. */
    void finish();

    void close();
}

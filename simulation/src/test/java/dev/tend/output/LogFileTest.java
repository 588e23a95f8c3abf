package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** A log that another program changes between two calls of ours. */
class LogFileTest {

    private static final long SIZE = 1 << 20;

    private final TestingKeeper keeper = new TestingKeeper();
    private int shortenings;
    private int failure;

    /** After each look at the end of a file, another program empties it, and may make it long again. */
    private final Streams streams = (Streams) Proxy.newProxyInstance(
            Streams.class.getClassLoader(), new Class<?>[] {Streams.class}, (_, method, arguments) -> {
                boolean reads = method.getName().equals("readAt");
                if (reads && failure != 0) {
                    return -failure;
                }
                try {
                    Object result = method.invoke(keeper.streams, arguments);
                    if (method.getName().equals("end") && shortenings-- > 0) {
                        keeper.disk.shorten(CURRENT, 0);
                    }
                    return result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });

    private LogFile opened() {
        keeper.disk.put(CURRENT, "one\ntwo");
        var log = new LogFile(keeper.files, streams, LOG);
        log.open(SIZE, false);
        return log;
    }

    @Test
    void looksAgainWhereItIsShortenedMeanwhile() {
        shortenings = 1;
        var log = opened();
        assertThat(log.lineStart()).isTrue();
        assertThat(log.follow()).isTrue();
    }

    @Test
    void tellsThatItWasShortened() {
        var log = opened();
        assertThat(log.lineStart()).isFalse();
        keeper.disk.shorten(CURRENT, 6);
        shortenings = 1;
        assertThat(log.follow()).isTrue();
        assertThat(log.lineStart()).isTrue();
        assertThat(log.takeShortened()).isTrue();
    }

    @Test
    void tellsWhereItCannotBeRead() {
        failure = Errno.EIO;
        assertThatThrownBy(this::opened)
                .isInstanceOf(KernelException.class)
                .hasMessage("cannot read " + CURRENT + ": input/output error");
    }
}

package dev.tend.output;

import static dev.tend.output.TestingKeeper.FIFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.service.LogPolicy;
import dev.tend.service.LogPolicy.Full;
import dev.tend.service.SyslogLabel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Output that goes to the system's log daemon. */
class SyslogTest {

    private static final long SECOND = 1_000_000;

    private final TestingKeeper keeper = new TestingKeeper();

    private Capture capture(Full full, String tag) {
        return keeper.capture(new LogPolicy(
                LogPolicy.Target.SYSLOG,
                1 << 20,
                5,
                false,
                0,
                Optional.empty(),
                full,
                Optional.of(new SyslogLabel(16, 5, tag))));
    }

    @Test
    void sendsEachLineAsAMessage() {
        var web = capture(Full.BLOCK, "");
        keeper.disk.pour(FIFO, "one\n\ntwo\nthr");
        web.drain(keeper.now);
        assertThat(keeper.streams.messages()).containsExactly("<133>web[4711]: one", "<133>web[4711]: two");
        keeper.disk.pour(FIFO, "ee\nend");
        web.drainToEnd(keeper.now);
        assertThat(keeper.streams.messages().subList(2, 4))
                .containsExactly("<133>web[4711]: three", "<133>web[4711]: end");
        assertThat(web.lastWords()).endsWith("three\nend");
    }

    @Test
    void dividesLongLines() {
        var web = capture(Full.BLOCK, "tag");
        keeper.disk.pour(FIFO, "x".repeat(10_000) + "\n");
        web.drain(keeper.now);
        assertThat(keeper.streams.messages()).hasSize(2);
        assertThat(String.join("", keeper.streams.messages()).replace("<133>tag[4711]: ", ""))
                .isEqualTo("x".repeat(10_000));
    }

    @Test
    void waitsForADaemonThatIsAway() {
        var web = capture(Full.BLOCK, "");
        keeper.streams.failSyslog(Errno.ENOENT);
        keeper.disk.pour(FIFO, "one\ntwo\n");
        assertThat(web.drain(keeper.now)).isEqualTo(keeper.now + SECOND);
        assertThat(keeper.reports)
                .containsExactly("web log-paused: cannot write to /dev/log: no such file or directory: output waits in"
                        + " the pipe");
        keeper.now += SECOND;
        web.drain(keeper.now);
        assertThat(keeper.reports).hasSize(1);

        keeper.streams.failSyslog(0);
        keeper.now += SECOND;
        web.drain(keeper.now);
        assertThat(keeper.streams.messages()).containsExactly("<133>web[4711]: one", "<133>web[4711]: two");
        assertThat(keeper.reports).last().isEqualTo("web log-resumed: writing to /dev/log again");
        assertThat(web.dropped()).isZero();
    }

    @Test
    void saysNothingOfADaemonThatIsSlowForAMoment() {
        var web = capture(Full.BLOCK, "");
        keeper.streams.failSyslog(Errno.EAGAIN);
        keeper.disk.pour(FIFO, "one\n");
        assertThat(web.drain(keeper.now)).isBetween(keeper.now + 1, keeper.now + SECOND / 10);
        keeper.streams.failSyslog(0);
        keeper.now += SECOND / 10;
        web.drain(keeper.now);
        assertThat(keeper.streams.messages()).containsExactly("<133>web[4711]: one");
        assertThat(keeper.reports).isEmpty();
    }

    @Test
    void dropsWhatCannotBeSentWhereThatIsWanted() {
        var web = capture(Full.DROP_NEW, "");
        keeper.streams.failSyslog(Errno.ECONNREFUSED);
        keeper.disk.pour(FIFO, "one\ntwo\n");
        web.drain(keeper.now);
        assertThat(web.dropped()).isEqualTo(8);
        keeper.streams.failSyslog(0);
        keeper.now += SECOND;
        keeper.disk.pour(FIFO, "three\n");
        web.drain(keeper.now);
        assertThat(keeper.streams.messages()).containsExactly("<133>web[4711]: three");
        assertThat(keeper.reports).last().asString().endsWith("/dev/log again; 8 B of output were dropped");
    }

    @Test
    void leavesUnsentLinesToTheNextKeeper() {
        var web = capture(Full.BLOCK, "");
        keeper.streams.failSyslog(Errno.ENOENT);
        keeper.disk.pour(FIFO, "one\n");
        web.drain(keeper.now);
        keeper.disk.hold(FIFO);
        keeper.succeed();

        capture(Full.BLOCK, "").drain(keeper.now);
        assertThat(keeper.streams.messages()).containsExactly("<133>web[4711]: one");
    }
}

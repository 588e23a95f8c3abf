package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Notification.HasMain;
import dev.tend.lifecycle.Notification.HasStatus;
import dev.tend.lifecycle.Notification.IsAlive;
import dev.tend.lifecycle.Notification.IsReady;
import dev.tend.lifecycle.Notification.IsReloading;
import dev.tend.lifecycle.Notification.IsStopping;
import dev.tend.lifecycle.Notification.IsUnwell;
import dev.tend.lifecycle.Notification.NeedsTime;
import dev.tend.lifecycle.Notification.WantsWatchdog;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages of services: those that are understood, and the rest, which does no harm. */
class NotificationTest {

    @Test
    void understandsEachLine() {
        assertThat(Notification.parse("READY=1\nSTATUS=7 guests\nMAINPID=4711\n"))
                .containsExactly(new IsReady(), new HasStatus("7 guests"), new HasMain(4711));
        assertThat(Notification.parse("RELOADING=1\nSTOPPING=1\nWATCHDOG=1\nWATCHDOG=trigger"))
                .containsExactly(new IsReloading(), new IsStopping(), new IsAlive(), new IsUnwell());
        assertThat(Notification.parse("WATCHDOG_USEC=30000000\nEXTEND_TIMEOUT_USEC=5000000"))
                .containsExactly(new WantsWatchdog(30_000_000), new NeedsTime(5_000_000));
    }

    @Test
    void takesWhatStandsBehindTheFirstEqualsSign() {
        assertThat(Notification.parse("STATUS=a=b")).containsExactly(new HasStatus("a=b"));
        assertThat(Notification.parse("STATUS=")).containsExactly(new HasStatus(""));
    }

    @Test
    void passesOverWhatIsNotMeantForIt() {
        assertThat(Notification.parse("FDSTORE=1\nFDNAME=x\nERRNO=2\nBUSERROR=x\nBARRIER=1"))
                .isEmpty();
        assertThat(Notification.parse("READY\nREADY=\nREADY=yes\nREADY=0\n=1\n\n ready=1"))
                .isEmpty();
        assertThat(Notification.parse(
                        "MAINPID=1\nMAINPID=-3\nMAINPID=9999999999\nWATCHDOG_USEC=x\nEXTEND_TIMEOUT_USEC=0"))
                .isEmpty();
        assertThat(Notification.parse("EXTEND_TIMEOUT_USEC=9999999999999999")).isEmpty();
    }

    @Test
    void showsAStatusOfReasonableLengthOnOneLine() {
        assertThat(Notification.parse("STATUS=a\u001b[31mred\t")).containsExactly(new HasStatus("a\u001b[31mred"));
        assertThat(Notification.parse("STATUS=" + "x".repeat(4000)))
                .containsExactly(new HasStatus("x".repeat(Notification.LONGEST_STATUS)));
    }

    @Test
    void survivesGarbage() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append("READY=1\n\0MAINPID=9STATUS=\ufffd".charAt(random.nextInt(25)));
            }
            assertThat(Notification.parse(text.toString())).hasSizeLessThan(41);
        }
    }
}

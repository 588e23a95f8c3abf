package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLineTest {

    /** 2026-11-21T07:09:07.123456Z. */
    private static final long MOMENT = 1_795_244_947_123_456L;

    private static String alone(LogStamp stamp, Printable printable, String text) {
        var line = new LogLine(5, stamp, printable);
        line.begin(MOMENT);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            line.add(b);
        }
        return new String(line.alone("p ".getBytes(StandardCharsets.US_ASCII)), StandardCharsets.ISO_8859_1);
    }

    private static String shown(Printable printable, String text) {
        return alone(LogStamp.NONE, printable, text);
    }

    @Test
    void stampsAsAsked() {
        var all = new Printable("", "");
        assertThat(alone(LogStamp.asked(0), all, "one")).isEqualTo("p one\n");
        assertThat(alone(LogStamp.asked(1), all, "one")).isEqualTo("@400000006b01439d075bcbf4 p one\n");
        assertThat(alone(LogStamp.asked(2), all, "one")).isEqualTo("2026-11-21_07:09:07.12345 p one\n");
        assertThat(alone(LogStamp.asked(9), all, "one")).isEqualTo("2026-11-21T07:09:07.12345 p one\n");
    }

    @Test
    void showsThatItWasCutOff() {
        assertThat(shown(new Printable("", ""), "12345")).isEqualTo("p 12345...\n");
    }

    @Test
    void replacesWhatDoesNotPrint() {
        assertThat(shown(new Printable("", ""), "\t\u00ffx")).isEqualTo("p \t\u00ffx\n");
        assertThat(shown(new Printable(":", ""), "\t\u00ffx~")).isEqualTo("p ::x~\n");
        assertThat(shown(new Printable("", "x"), "\t\u00ffx")).isEqualTo("p ___\n");
    }
}

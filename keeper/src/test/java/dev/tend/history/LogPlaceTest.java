package dev.tend.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.FakeFiles;
import dev.tend.selection.ServiceText;
import org.junit.jupiter.api.Test;

class LogPlaceTest {

    private static String place(String text) {
        return LogPlace.of(new ServiceText("web", "/s/web", text, Integer.MAX_VALUE), "web", "/log");
    }

    @Test
    void isTheFileThatIsWrittenNow() {
        assertThat(place("cmd=web\n")).isEqualTo("/log/web/current");
    }

    @Test
    void isWhatItsFileSaysElse() {
        assertThat(place("cmd=web\nlog=console\n")).isEqualTo("log=console");
        assertThat(place("cmd=web\nlog=service:sink\n")).isEqualTo("log=service:sink");
    }

    @Test
    void addsUpItsFiles() {
        var files = new FakeFiles()
                .with("/log/web/current", "now\n")
                .with("/log/web/@4000.s", "before\n")
                .with("/log/other/current", "else\n");

        assertThat(LogPlace.size("web", "/log", files)).isEqualTo("11 B in 2 files");
        assertThat(LogPlace.size("other", "/log", files)).isEqualTo("5 B in 1 file");
        assertThat(LogPlace.size("none", "/log", files)).isEmpty();
    }
}

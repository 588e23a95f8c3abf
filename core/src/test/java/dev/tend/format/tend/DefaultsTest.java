package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.Problem;
import org.junit.jupiter.api.Test;

/** Settings for all services of a directory. */
class DefaultsTest {

    private static final String PATH = "/etc/tend.d/.defaults";

    @Test
    void standBehindWhatAServiceSays() {
        var defaults = Defaults.parse(PATH, "# for all\nlog-timestamps=iso\nlog-keep = 3\n");
        assertThat(defaults.problems()).isEmpty();
        assertThat(defaults.applied("cmd=web")).isEqualTo("cmd=web\nlog-timestamps=iso\nlog-keep = 3\n");
        assertThat(defaults.line("log-keep")).isEqualTo(3);
        var log = ServiceFile.parse("web", "web", defaults.applied("cmd=web\n"))
                .spec()
                .orElseThrow()
                .log();
        assertThat(log.timestamps()).isTrue();
        assertThat(log.keep()).isEqualTo(3);
    }

    @Test
    void giveWayToWhatAServiceSays() {
        var defaults = Defaults.parse(PATH, "log-timestamps=iso\n");
        assertThat(defaults.applied("cmd=web\nlog-timestamps=none\n")).isEqualTo("cmd=web\nlog-timestamps=none\n");
    }

    @Test
    void mayNotDecideWhatRuns() {
        var defaults = Defaults.parse(PATH, "user=root\nlog=null\nlog-keep=3\nlog-keep=4\nlog-size=much\nnonsense\n");
        assertThat(defaults.problems().stream().map(Problem::toString))
                .hasSize(5)
                .contains(
                        PATH + ":1: user cannot be set for a whole directory: keys that can are log-size, log-keep,"
                                + " log-timestamps, log-buffer, log-full",
                        PATH + ":4: log-keep is set twice: remove one")
                .anyMatch(problem -> problem.startsWith(PATH + ":5: log-size: "));
        assertThat(defaults.applied("cmd=web\n")).isEqualTo("cmd=web\nlog-keep=3\n");
    }
}

package dev.tend.format.going;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.RestartPolicy;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import org.junit.jupiter.api.Test;

/** The files of going, as going reads them. */
class GoingFileTest {

    @Test
    void splitsAtSpacesWithoutQuoting() {
        ServiceSpec spec = spec("cmd=/bin/echo 'a  b' \"c\\\ncwd=/srv\n");

        assertThat(spec.command().argv()).containsExactly("/bin/echo", "'a", "b'", "\"c\\");
        assertThat(spec.cwd()).isEqualTo("/srv");
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        ServiceSpec spec = spec("# cmd=x\nnonsense\nuser=www\ncmd=a\ncmd=b\r\n");

        assertThat(spec.command().argv()).containsExactly("b");
        assertThat(spec.credentials().user()).isEmpty();
        assertThat(spec.cwd()).isEqualTo("/");
    }

    @Test
    void quarantinesForThirtySecondsBelowFive() {
        RestartPolicy restart = spec("cmd=a").restart();

        assertThat(restart.mode()).isEqualTo(RestartPolicy.Mode.ALWAYS);
        assertThat(restart.stable()).isEqualTo(5 * Durations.SECOND);
        assertThat(restart.backoff(0)).isZero();
        assertThat(restart.backoff(1)).isEqualTo(30 * Durations.SECOND);
        assertThat(restart.backoff(9)).isEqualTo(30 * Durations.SECOND);
    }

    @Test
    void keepsTheEnvironmentAndOutputOfTheKeeper() {
        assertThat(spec("cmd=a").environment().inherit()).isTrue();
        assertThat(spec("cmd=a").log().target()).isEqualTo(Target.INHERIT);
    }

    @Test
    void isReadableByTheNativeFormatToo() {
        String text = "# the salt minion\ncmd=/usr/bin/salt-minion -l info\ncwd=/srv/salt\n";

        ServiceSpec here = ServiceFile.parse("d/salt", "salt", text).spec().orElseThrow();

        assertThat(here.command()).isEqualTo(spec(text).command());
        assertThat(here.cwd()).isEqualTo(spec(text).cwd());
    }

    @Test
    void saysWhatItCannotUse() {
        assertThat(problem("cwd=/")).isEqualTo("d/salt: says nothing to execute: add cmd=PROGRAM");
        assertThat(problem("cmd= ")).isEqualTo("d/salt: says nothing to execute: add cmd=PROGRAM");
        assertThat(problem("cmd=a\0b")).isEqualTo("d/salt:1: the line has a NUL byte in it: this is no text");
        assertThat(problem("x".repeat(70_000))).isEqualTo("d/salt: is larger than 64 KiB: this is no service file");
    }

    private static String problem(String text) {
        return GoingFile.parse("d/salt", "salt", text).problems().getFirst().toString();
    }

    private static ServiceSpec spec(String text) {
        return GoingFile.parse("d/salt", "salt", text).spec().orElseThrow();
    }
}

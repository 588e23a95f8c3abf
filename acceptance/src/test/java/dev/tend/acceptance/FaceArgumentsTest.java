package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No face ignores words that it was called with: it does what they say, or nothing at all. */
class FaceArgumentsTest {

    @RegisterExtension
    final Tend tend = new Tend();

    /** The face and its words, its exit code, and a part of what it says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "going -d . web                                | 64  | usage: going",
                "going web                                     | 64  | usage: going",
                "going -x                                      | 64  | usage: going",
                "sipid                                         | 1   | usage: sipid claim",
                "sipid claim --pid 1 --pid-file p web          | 1   | unknown flag web",
                "sipid kill --pid-file p --show-stacks=maybe   | 1   | neither true nor false",
                "sipid wait-until-healthy --url u --insecure=x | 1   | neither true nor false",
                "killproc                                      | 2   | usage: killproc",
                "killproc -p p web HUP TERM                    | 2   | usage: killproc",
                "killproc -d soon web                          | 2   | usage: killproc",
                "killproc web db                               | 2   | usage: killproc",
                "process-manager web                           | 1   | unknown flag web",
                "process-manager --pm-tls=maybe --pm-proc-name=x --pm-proc-cmd=y | 1 | neither true nor false",
                "chpst -x true                                 | 100 | illegal option",
                "chpst -m much true                            | 100 | usage: chpst",
                "chpst -l a -L b true                          | 100 | usage: chpst",
                "envdir .                                      | 100 | usage: envdir",
                "envuidgid root                                | 100 | usage: envuidgid",
                "setuidgid root                                | 100 | usage: setuidgid",
                "pgrphack                                      | 100 | usage: pgrphack",
                "setlock -y lock true                          | 100 | illegal option",
                "softlimit -x 1 true                           | 100 | illegal option",
                "softlimit -m much true                        | 100 | usage: ",
                "svlogd -l long log                            | 111 | usage: svlogd",
                "svlogd -b big log                             | 111 | usage: svlogd",
                "runsvdir -Q services                          | 1   | illegal option",
                "runsvdir -P services log...... web            | 1   | usage: runsvdir",
                "runsv services web                            | 1   | usage: runsv",
                "sv status                                     | 100 | usage: sv",
                "sv -w soon status web                         | 100 | usage: sv",
                "sv frobnicate                                 | 100 | usage: sv"
            })
    void refusesWordsThatAFaceWouldNotLookAt(String line, int code, String said) {
        var ran = tend.verb(("as " + line.strip()).split(" +"));

        assertThat(ran.code()).as(ran::toString).isEqualTo(code);
        assertThat(ran.err()).contains(said);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void hasEveryFaceInThatTable() throws Exception {
        var table = Arrays.stream(FaceArgumentsTest.class
                        .getDeclaredMethod("refusesWordsThatAFaceWouldNotLookAt", String.class, int.class, String.class)
                        .getAnnotation(CsvSource.class)
                        .value())
                .map(line -> line.split(" ")[0])
                .toList();
        var faces = tend.verb("as").err();

        assertThat(table)
                .containsAll(List.of(faces.substring(faces.indexOf("There are: ") + 11)
                        .strip()
                        .split(" ")));
    }

    /** A link to sv by the name of a service takes one command, for that service. */
    @Test
    void refusesTheNameOfAnotherServiceBehindAnInitScript() throws Exception {
        Path sv = Files.createSymbolicLink(tend.path("sv"), Tend.BINARY);
        Path script = Files.createSymbolicLink(tend.path("web"), sv);

        var ran = tend.command(List.of(script.toString(), "stop", "db"));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("usage: web");
    }
}

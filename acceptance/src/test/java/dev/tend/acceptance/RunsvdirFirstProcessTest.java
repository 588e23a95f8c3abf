package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** runsvdir(8) as process 1 of a container, as images that are built on runit start it. */
class RunsvdirFirstProcessTest {

    private static final String WORDS = RunsvdirTest.WORDS + """
            first() {
                unshare --pid --fork --kill-child --mount-proc runsvdir -P d 2>err & p=$!
                await 'test -n "$(children $p)"'; f=$(children $p)
            }
            children() { cat /proc/${1% }/task/${1% }/children; }
            finally() { kill -$1 $f; wait $p; echo "ended with $?"; test -e /proc/${f% } || echo gone; }
            """;

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    @BeforeEach
    void takesRoot() {
        Namespace.assumePossible();
    }

    private String same(String line) {
        return sides.same(List.of("runsvdir"), WORDS + line + "; rm -rf d err").out();
    }

    @Test
    void startsEachFolder() {
        assertThat(same("""
                script web/run 'echo $PPID >parent; exec sleep 1000'; script api/run 'exec sleep 1000'
                first; runs web; runs api; grep NSpid /proc/${f% }/status | grep -o '1$'; status web; status api
                finally HUP""")).isEqualTo("""
                        1
                        run: ./d/web: (pid N) Ns
                        run: ./d/api: (pid N) Ns
                        ended with 111
                        gone
                        """);
    }

    @Test
    void reapsOrphans() {
        assertThat(same("""
                script web/run 'for i in 1 2 3 4 5; do (setsid sleep 0.2 &); done; echo all >began; exec sleep 1000'
                first; runs web; await 'test -s d/web/began'; await 'test $(children $f | wc -w) = 1'; status web
                finally HUP""")).isEqualTo("run: ./d/web: (pid N) Ns\nended with 111\ngone\n");
    }

    @Test
    void endsWithAllWhenItIsTerminated() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; first; runs web; s=$(children $f); finally TERM
                for q in $s; do test -e /proc/$q || echo ended; done""")).isEqualTo("ended with 0\ngone\nended\n");
    }

    /** The end of runit's takes them along unasked. */
    @Test
    void stopsItsServicesBeforeItEnds() {
        for (String signal : List.of("TERM", "HUP")) {
            assertThat(sides.ours(signal, List.of("runsvdir"), WORDS + """
                                    script web/run 'trap "echo bye; exit" TERM; echo ready; while :; do sleep 0.02; done'
                                    script web/log/run 'exec cat >>../../../all'
                                    first; runs web; await 'test -s all'; finally\s""" + signal + "; cat all")
                            .out())
                    .isEqualTo("ended with " + (signal.equals("HUP") ? 111 : 0) + "\ngone\nready\nbye\n");
        }
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Changes within a service folder while its service runs, beside Debian's runsvdir(8): neither of the two is notified.
 */
class RunitEditsTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    private String same(String line) {
        return sides.same(List.of("runsvdir"), RunsvdirTest.WORDS + line).out();
    }

    @Test
    void executesAnotherRunAtTheNextStart() {
        assertThat(same("""
                script web/run 'echo one >>got; exec sleep 1000'
                up; runs web; await 'test -s d/web/got'
                script web/run.new 'echo two >>got; exec sleep 1000'; mv d/web/run.new d/web/run
                cat d/web/got; order web t; await 'test $(wc -l <d/web/got) = 2'; runs web; cat d/web/got; end
                """)).isEqualTo("one\none\ntwo\nended with 111\n");
    }

    @Test
    void callsTheFinishThatIsThereAtTheEnd() {
        assertThat(same("""
                script web/run 'echo one >>got; exec sleep 1000'
                up; runs web; script web/finish 'echo finish $* >>got'
                order web t; await 'test $(wc -l <d/web/got) = 3'; runs web
                script web/finish 'echo end $* >>got'; order web t; await 'test $(wc -l <d/web/got) = 5'; runs web
                rm d/web/finish; order web t; await 'test $(wc -l <d/web/got) = 6'; runs web; cat d/web/got; end
                """)).isEqualTo("one\nfinish -1 15\none\nend -1 15\none\none\nended with 111\n");
    }

    @Test
    void obeysTheControlsThatAreThereAtAnOrder() {
        assertThat(same("""
                script web/run 'trap "echo HUP >>got" HUP; trap "exit 0" TERM; echo ready >>got; while :; do sleep 0.05; done'
                mkdir d/web/control
                up; runs web; await 'test -s d/web/got'; script web/control/h 'echo control >>got'
                order web h; await 'test $(wc -l <d/web/got) = 2'
                rm d/web/control/h; order web h; await 'test $(wc -l <d/web/got) = 3'; cat d/web/got; end
                """)).isEqualTo("ready\ncontrol\nHUP\nended with 111\n");
    }

    @Test
    void isCheckedByWhatIsThere() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; script web/check 'exit 1'
                up; runs web; sv -w 1 check ./d/web | plain
                script web/check 'exit 0'; sv check ./d/web | plain; rm d/web/check; sv start ./d/web | plain; end
                """)).startsWith("timeout: run: ./d/web").contains("\nok: run: ./d/web");
    }

    @Test
    void goesOnWhereItIsToBeDownFromNowOn() {
        assertThat(same("""
                script web/run 'echo one >>got; exec sleep 1000'
                up; runs web; : >d/web/down; await 'test -s d/web/got'; status web
                order web t; await 'test $(wc -l <d/web/got) = 2'; runs web; status web; end
                """)).isEqualTo("""
                        run: ./d/web: (pid N) Ns, normally down
                        run: ./d/web: (pid N) Ns, normally down
                        ended with 111
                        """);
    }

    @Test
    void staysDownWhereItIsToBeUpFromNowOn() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; : >d/web/down
                up; await 'test -p d/web/supervise/ok'; is web down
                rm d/web/down; script other/run 'exec sleep 1000'; runs other; status web; end
                """)).isEqualTo("down: ./d/web: Ns, normally up\nended with 111\n");
    }

    @Test
    void beginsALoggerWhenItIsSupervisedAnew() {
        assertThat(same("""
                script web/run 'echo begins; echo >>ran; exec sleep 1000'
                up; runs web
                script web/log/run 'exec cat >>all'; script other/run 'exec sleep 1000'; runs other
                order web t; await 'test $(wc -l <d/web/ran) = 2'; is_up web; ls d/web/log
                order web x; runs web/log; runs web; await 'test -s d/web/log/all'; cat d/web/log/all; status web; end
                """))
                .endsWith("\nrun\nbegins\nrun: ./d/web: (pid N) Ns; run: log: (pid N) Ns\nended with 111\n");
    }

    @Test
    void executesAnotherLoggerAtItsNextStart() {
        assertThat(same("""
                script web/run 'echo begins; exec sleep 1000'; script web/log/run 'exec cat >>one'
                up; runs web; await 'test -s d/web/log/one'
                script web/log/run.new 'echo two >two; exec cat >>one'; mv d/web/log/run.new d/web/log/run
                order web/log t; await 'test -s d/web/log/two'; runs web; status web; end
                """)).isEqualTo("run: ./d/web: (pid N) Ns; run: log: (pid N) Ns\nended with 111\n");
    }

    /** Debian's goes by the folder, and does not notice. */
    @Test
    void takesARenamedFolderForAnotherService() {
        var ours = sides.ours(List.of("runsvdir"), RunsvdirTest.WORDS + """
                script web/run 'echo one >>got; exec sleep 1000'
                up; runs web; await 'test -s d/web/got'
                mv d/web d/other; await 'test $(wc -l <d/other/got) = 2'; runs other; status other; end
                """);
        assertThat(ours.out()).isEqualTo("run: ./d/other: (pid N) Ns\nended with 111\n");
    }
}

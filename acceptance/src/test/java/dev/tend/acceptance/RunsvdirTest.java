package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The faces of runsvdir(8) and runsv(8) beside Debian's: the same folders, looked at and controlled by Debian's sv(8). Pids and
 * times are taken out.
 */
class RunsvdirTest {

    static final String WORDS = """
            script() { mkdir -p $(dirname d/$1); printf '#!/bin/sh\\n%s\\n' "$2" >d/$1; chmod +x d/$1; }
            plain() { sed 's/pid [0-9]*/pid N/g; s/[0-9][0-9]*s/Ns/g'; }
            status() { sv status ./d/$1 | plain; }
            order() { printf $2 >d/$1/supervise/control; }
            runs() { is_up $1; test ! -e d/$1/log || is_up $1/log; }
                is_up() { await "sv status ./d/$1 | grep -q ^run"; }
            is() { await "grep -qx '$2' d/$1/supervise/stat"; sleep 0.1; }
            up() { runsvdir -P d 2>err & p=$!; }
            end() {
                kill -HUP $p; wait $p; echo "ended with $?"
                for s in d/*; do await "sv status ./$s | grep -q ^fail"; done
                rm -rf d err
            }
            mkdir d
            """;

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    private String same(String line) {
        return sides.same(List.of("runsvdir"), WORDS + line).out();
    }

    @Test
    void refusesToBeCalledWithoutAFolder() {
        assertThat(sides.same(List.of("runsvdir"), "runsvdir").code()).isEqualTo(1);
        assertThat(sides.same(List.of("runsvdir"), "runsvdir -P").code()).isEqualTo(1);
        assertThat(sides.same(List.of("runsv"), "runsv").code()).isEqualTo(1);
        assertThat(sides.same(List.of("runsv"), "runsv none").code()).isEqualTo(111);
        assertThat(sides.same(List.of("runsv"), ": >file; runsv file").code()).isEqualTo(111);
    }

    @Test
    void startsEachFolderOnce() {
        assertThat(same("""
                script web/run 'echo started >>began; exec sleep 1000'
                script .hidden/run 'echo started >>began; exec sleep 1000'
                : >d/file
                up; runs web; sleep 1.2; status web; cat d/web/began d/.hidden/began; rm -f d/file; end
                """)).isEqualTo("run: ./d/web: (pid N) Ns\nstarted\nended with 111\n");
    }

    @Test
    void leavesTheFilesOfRunsv() {
        assertThat(same("""
                script web/run 'exec sleep 1000'
                script web/log/run 'exec cat >got'
                up; runs web
                for d in d/web/supervise d/web/log/supervise; do
                    stat -c '%A %n' $d $d/*; cat $d/stat; wc -c <$d/status; kill -0 $(cat $d/pid) && echo there
                done
                end
                """)).contains("prw------- d/web/supervise/control\n", "run\n20\nthere\n");
    }

    @Test
    void doesNotStartWhatIsDown() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; : >d/web/down
                up; await 'test -p d/web/supervise/ok'; is web down; status web
                sv -v up ./d/web | plain; status web; sv -v down ./d/web | plain; status web; end
                """)).contains("down: ./d/web: Ns\n", "normally down\n");
    }

    @Test
    void runsOnceWhatIsToRunOnce() {
        assertThat(same("""
                script web/run 'echo started >>began; exec sleep 0.2'; : >d/web/down
                up; await 'test -p d/web/supervise/ok'; is web down
                sv once ./d/web; await 'test -s d/web/began'; is web down; sleep 1.2; status web; cat d/web/began; end
                """)).isEqualTo("down: ./d/web: Ns\nstarted\nended with 111\n");
    }

    @Test
    void doesNotStartAgainWhatRunsForTheLastTime() {
        assertThat(same("""
                script web/run 'echo started >>began; exec sleep 1000'
                up; runs web; sv once ./d/web; is web 'run, want down'; status web
                sv term ./d/web; is web down; sleep 1.2; status web; cat d/web/began; end
                """)).contains("want down\n", "normally up\nstarted\n");
    }

    @Test
    void startsAgainWhatEnds() {
        assertThat(same("""
                script web/run 'echo started >>began; test $(wc -l <began) -lt 3 && exit 1; exec sleep 1000'
                up; await 'test $(wc -l <d/web/began) = 3'; runs web; status web; end
                """)).startsWith("run: ./d/web: (pid N) Ns\n");
    }

    @Test
    void tellsFinishHowItEnded() {
        assertThat(same("""
                script web/run 'echo started >>began; test $(wc -l <began) = 1 && exit 7; exec sleep 1000'
                script web/finish 'echo "finish $* in $(basename $PWD)" >>ends'
                up; await 'test $(wc -l <d/web/began) = 2'; runs web
                sv -v down ./d/web | plain; cat d/web/ends; end
                """)).contains("finish 7 0 in web\nfinish -1 15 in web\n");
    }

    @Test
    void saysWhileItFinishes() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; script web/finish 'exec sleep 1'
                up; runs web; sv down ./d/web; is web 'finish, want down'; status web; is web down; status web; end
                """)).startsWith("finish: ./d/web: (pid N) Ns, want down\ndown: ./d/web: Ns, normally up\n");
    }

    @Test
    void passesSignalsOn() {
        assertThat(same("""
                script web/run 'for s in HUP ALRM USR1 USR2 TERM; do trap "echo $s >>got" $s; done
                    echo ready >>got; while :; do sleep 0.05; done'
                up; runs web; await 'test -s d/web/got'
                for c in h a 1 2 t; do
                    n=$(wc -l <d/web/got); order web $c; await "test \\$(wc -l <d/web/got) -gt $n"
                done
                is web 'run, got TERM'; status web; order web k; await 'test $(grep -c ready d/web/got) = 2'; runs web
                cat d/web/got; kill -HUP $p; await 'sv kill ./d/web >/dev/null; sv status ./d/web | grep -q ^fail'
                wait $p; rm -rf d err
                """)).contains("got TERM\n", "ready\nHUP\nALRM\nUSR1\nUSR2\nTERM\nready\n");
    }

    @Test
    void pausesAndContinues() {
        assertThat(same("""
                script web/run 'exec sleep 1000'
                up; runs web; sv pause ./d/web; is web 'run, paused'; status web
                grep -q '^State:.T' /proc/$(cat d/web/supervise/pid)/status && echo stopped
                sv cont ./d/web; is web run; status web; sv pause ./d/web; is web 'run, paused'; sv -v down ./d/web | plain
                end
                """)).contains("paused", "stopped\n", "ok: down: ./d/web: Ns, normally up\n");
    }

    @Test
    void runsScriptsInsteadOfSignals() {
        assertThat(same("""
                script web/run 'trap "echo HUP >>got" HUP; trap "echo TERM >>got; exit" TERM; echo ready >>got
                    while :; do sleep 0.05; done'
                for c in t h d u; do script web/control/$c "echo control $c >>got"; done
                up; runs web; await 'grep -q ready d/web/got'
                order web h; await 'grep -q control.h d/web/got'; order web t; await 'grep -q control.t d/web/got'
                sleep 0.3; status web; printf '#!/bin/sh\\nexit 1\\n' >d/web/control/t
                sv -v down ./d/web | plain; await 'grep -q control.d d/web/got'; grep -v control.u d/web/got | sort; end
                """)).contains("TERM\ncontrol d\ncontrol h\ncontrol t\nready\n");
    }

    @Test
    void givesTheLoggerAllThatIsWritten() {
        assertThat(same("""
                script web/run 'echo begins; echo on stderr >&2; i=0; while test $i -lt 5000; do i=$((i+1)); echo line $i; done
                    exec sleep 1000'
                script web/finish 'echo finishes'
                script web/log/run 'exec cat >>all'
                up; runs web; runs web/log; status web; await 'grep -q "line 5000" d/web/log/all'
                sv -v down ./d/web | plain; await 'grep -q finishes d/web/log/all'; status web
                grep -v line d/web/log/all; wc -l <d/web/log/all; end
                """)).contains("; run: log: (pid N) Ns\n", "begins\nfinishes\n5002\n");
    }

    @Test
    void losesNothingWhenTheLoggerIsStartedAgain() {
        assertThat(same("""
                script web/run 'i=0; while test $i -lt 300; do i=$((i+1)); echo line $i >&2; echo line $i; sleep 0.01; done
                    exec sleep 1000'
                sed -i 's/^i=/exec 2>\\/dev\\/null; i=/' d/web/run
                script web/log/run 'while read -r line; do echo "$line" >>all; done'
                up; runs web; sleep 0.3; order web/log t; await 'grep -q "line 300" d/web/log/all'
                wc -l <d/web/log/all; status web; end
                """)).startsWith("300\n");
    }

    @Test
    void letsTheLoggerReadToTheEndWhenAllEnds() {
        assertThat(same("""
                script web/run 'trap "i=0; while test \\$i -lt 3000; do i=\\$((i+1)); echo last \\$i; done; exit" TERM
                    while :; do sleep 0.05; done'
                script web/log/run 'sleep 0.5; exec cat >>../../../all'
                up; runs web; sleep 0.2; end; await 'grep -q "last 3000" all'; wc -l <all; rm all
                """)).isEqualTo("ended with 111\n3000\n");
    }

    @Test
    void comesBackAfterItWasToldToExit() {
        assertThat(same("""
                script web/run 'echo started >>began; exec sleep 1000'; script web/log/run 'exec cat'
                up; runs web; sv exit ./d/web; await 'test $(wc -l <d/web/began) = 2'; runs web; runs web/log; status web; end
                """)).startsWith("run: ./d/web: (pid N) Ns; run: log: (pid N) Ns\n");
    }

    @Test
    void followsFoldersThatComeAndGo() {
        assertThat(same("""
                script ../real/run 'echo "in $PWD"; exec sleep 1000'; script ../real/log/run 'exec cat >got'
                script other/run 'exec sleep 1000'
                up; runs other; ln -s ../real d/web; runs web; status web; rm d/web; is ../real down
                await 'sv status ./real | grep -q ^fail'; cat real/supervise/stat real/log/supervise/stat; status other
                await 'test -s real/log/got'; rm -r real; end
                """)).contains("; run: log: ", "down\ndown\nrun: ./d/other");
    }

    @Test
    void keepsItsFilesWhereALinkLeads() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; ln -s ../../elsewhere d/web/supervise
                up; runs web; cat d/web/supervise/stat; readlink d/web/supervise; ls -d elsewhere 2>&1; end; rm -rf elsewhere
                """)).startsWith("run\n../../elsewhere\n");
    }

    @Test
    void endsWithItsServiceAsRunsv() {
        String line = WORDS + """
                script web/run 'exec sleep 1000'; script web/log/run 'exec cat'
                runsv d/web & p=$!; runs web; status web; runsv d/web; echo $?; sv exit ./d/web; wait $p; echo "ended with $?"
                status web; cat d/web/supervise/stat d/web/log/supervise/stat; rm -rf d
                """;
        assertThat(sides.same(List.of("runsv"), line)).satisfies(ran -> {
            assertThat(ran.out()).contains("\n111\nended with 0\n");
            assertThat(ran.err()).contains("unable to lock supervise/lock: temporary failure");
        });
    }

    @Test
    void takesTermForAnOrderToExitAsRunsv() {
        String line = WORDS + """
                script web/run 'exec sleep 1000'; runsv d/web & p=$!; runs web; kill $p; wait $p; echo "ended with $?"
                cat d/web/supervise/stat; rm -rf d
                """;
        assertThat(sides.same(List.of("runsv"), line).out()).isEqualTo("ended with 0\ndown\n");
    }

    @Test
    void leavesItsServicesWhenItIsTerminated() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; up; runs web; kill $p; wait $p; echo "ended with $?"
                q=$(cat d/web/supervise/pid); kill -0 $q && echo there
                order web x & kill $q; sleep 0.2; kill -9 $! 2>/dev/null; await "! kill -0 $q"; rm -rf d err
                """)).isEqualTo("ended with 0\nthere\n");
    }

    @Test
    void takesOverWhatItsPredecessorLeft() {
        assertThat(sides.ours(List.of("runsvdir"), WORDS + """
                                script web/run 'exec sleep 1000'; up; runs web; q=$(cat d/web/supervise/pid); kill $p; wait $p
                                up; await "sv status ./d/web | grep -q 'pid $q'"; status web; end
                                """).out())
                .isEqualTo("run: ./d/web: (pid N) Ns\nended with 111\n");
    }

    @Test
    void isNotInterruptedInTheBackgroundOfAScript() {
        assertThat(same("""
                script web/run 'exec sleep 1000'
                up; runs web; kill -INT $p; sleep 0.3; status web; end
                """)).isEqualTo("run: ./d/web: (pid N) Ns\nended with 111\n");
    }

    /** The state after chpst has changed from root to a user: with root's home. */
    @Test
    void needsNoHome() {
        assertThat(same("""
                script web/run 'exec sleep 1000'; chmod 777 d d/web
                setpriv --reuid 65534 --regid 65534 --clear-groups env -u TEND_RUN_DIR HOME=/nonexistent XDG_STATE_HOME= XDG_RUNTIME_DIR= \\
                    runsvdir -P d 2>err & p=$!
                runs web; status web; end
                """)).isEqualTo("run: ./d/web: (pid N) Ns\nended with 111\n");
    }

    /** A link that another user has made to one's own folder is not trusted. */
    @Test
    void trustsNobodyWithItsRunDirectory() {
        var ours = sides.ours(List.of("runsvdir"), WORDS + """
                mkdir mine; chown 65533 mine; ln -s $PWD/mine /tmp/tend-65533
                setpriv --reuid 65533 --regid 65533 --clear-groups env -u TEND_RUN_DIR HOME=/nonexistent XDG_STATE_HOME= XDG_RUNTIME_DIR= \\
                    runsvdir -P d; echo $?; rm /tmp/tend-65533
                """);
        assertThat(ours.out()).isEqualTo("77\n");
        assertThat(ours.err()).contains("/tmp/tend-65533 belongs to another user");
    }
}

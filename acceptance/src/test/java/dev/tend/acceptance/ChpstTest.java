package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of chpst(8), and of the commands of daemontools that it answers for, beside Debian's chpst. */
class ChpstTest {

    private static final List<String> NAMES =
            List.of("chpst", "envdir", "envuidgid", "pgrphack", "setlock", "setuidgid", "softlimit");

    private static final String LEADER = "sh -c 'ps -o sid= -p $$ | tr -d \" \" | grep -qx $$ && echo leader'";

    private static final String FOLDER =
            "mkdir -p E/sub; printf 'a\\0b \\t\\nrest' >E/A; : >E/GONE; printf 'x=y  ' >E/B; printf '\\n' >E/EMPTY; "
                    + "printf no >E/.hidden; export GONE=1 A=old; ";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst",
                "chpst -x true",
                "chpst -u",
                "chpst -m x true",
                "chpst -o -5 true",
                "chpst -n foo true",
                "chpst -l a -L b true",
                "chpst -v -P",
                "setuidgid",
                "setuidgid root",
                "envuidgid",
                "envdir",
                "envdir .",
                "pgrphack",
                "setlock",
                "setlock -q x true",
                "setlock x",
                "softlimit",
                "softlimit -q",
                "softlimit -o",
                "softlimit -o x true"
            })
    void refusesBadUsage(String line) {
        assertThat(sides.same(NAMES, line).code()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst nosuchprogram",
                "chpst /etc/passwd",
                "chpst /etc",
                "chpst -b foo nosuchprogram",
                "chpst -u nobody:nosuchgroup true",
                "chpst -u nosuchuser true",
                "chpst -u 4711 true",
                "chpst -u :1:x true",
                "chpst -u : true",
                "chpst -u :5 true",
                "chpst -U nosuchuser true",
                "chpst -e /no/such/folder true",
                "chpst -l /no/such/lock true",
                "chpst -l /etc true",
                "chpst -/ /no/such/folder true",
                "setuidgid nosuchuser true",
                "setuidgid root:daemon true",
                "envuidgid root:daemon true",
                "envdir /no/such/folder true",
                "mkdir -p E/sub; envdir E true",
                "setlock /no/such/lock true",
                "setlock x nosuchprogram",
                "pgrphack nosuchprogram"
            })
    void saysWhatItCannotDo(String line) {
        assertThat(sides.same(NAMES, line).code()).isEqualTo(111);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -u nobody:daemon:mail id",
                "chpst -u games id",
                "chpst -u :5:6:7 id",
                "chpst -u games chpst -u games id",
                "chpst -u games chpst -n -5 nice",
                "chpst -u games chpst -/ / true",
                "chpst -u games -l /root/x true",
                "chpst -U games:mail env | grep ID",
                "chpst -U :5:6 env | grep ID",
                "setuidgid games id",
                "envuidgid games env | grep ID"
            })
    void changesWhoItIs(String line) {
        sides.same(NAMES, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -e E env -0 | tr '\\0\\n' '\\n~' | sort | grep -v ^PATH",
                "chpst -v -e E true",
                "rmdir E/sub; envdir E env -0 | tr '\\0\\n' '\\n~' | sort | grep -v ^PATH",
                "echo /nowhere >E/PATH; chpst -e E true",
                "chpst -e E/A true",
                "ln -s nowhere E/HOME; chpst -e E env | grep HOME; rmdir E/sub; envdir E env | grep HOME"
            })
    void readsAnEnvironmentFolder(String line) {
        sides.same(NAMES, FOLDER + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -o 10 -p 100 -f 1000000 -c 0 -t 100 -d 100000000 -r 55555 cat /proc/self/limits",
                "chpst -m 50000000 cat /proc/self/limits",
                "chpst -m 50000000 -d 9 -d 40000000 cat /proc/self/limits",
                "chpst -o 99999999999999999999999 cat /proc/self/limits",
                "softlimit -m 50000000 -s = -a 99999999 -l 0 cat /proc/self/limits",
                "softlimit -t 7 -c 3 -d 99999999 -f 222222 -p 5 -r 6 cat /proc/self/limits"
            })
    void limitsResources(String line) {
        assertThat(sides.same(NAMES, line).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -l x sh -c 'chpst -L x true; echo $?'",
                "chpst -L x sh -c 'flock -n x true; echo $?'",
                "flock x sh -c 'chpst -L x true; echo $?'",
                "flock x sleep 0.5 & await '! flock -n x true'; chpst -l x echo after",
                "setlock x sh -c 'setlock x true; echo $?'",
                "setlock x sh -c 'setlock -x x echo no; echo $?'",
                "setlock -x x nosuchprogram",
                "flock x sleep 0.5 & await '! flock -n x true'; setlock -n x echo after",
                "setlock -nNx /no/such/lock true"
            })
    void locks(String line) {
        sides.same(NAMES, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpst -n -5 nice",
                "chpst -n +3 nice",
                "chpst -n 99 nice",
                "chpst -b foo sh -c 'echo $0; tr \"\\0\" \" \" </proc/$$/cmdline'",
                "chpst -P " + LEADER,
                "pgrphack " + LEADER,
                "chpst " + LEADER,
                "chpst -0 sh -c 'read x; echo $?'",
                "chpst -1 -2 echo hi",
                "chpst -vP0 true",
                "chpst -- true",
                "chpst sh -c 'exit 7'"
            })
    void changesItsProcess(String line) {
        sides.same(NAMES, line);
    }

    /** The address sanitizer catches signals, and its runtime changes what a program inherits of them. */
    @Test
    @Tag("unsanitized")
    void leavesSignalsAsTheyAre() {
        sides.same(NAMES, "chpst grep ^Sig[PBIC] /proc/self/status");
    }

    @Test
    void takesTheUsersOfTheNewRoot() {
        Namespace.assumePossible();
        String line = "mkdir -p R/etc R/bin; echo me:x:4711:4712::/: >R/etc/passwd; cp /bin/busybox R/bin/ && "
                + "chpst -/ R -u me /bin/busybox id";
        sides.same(NAMES, line);
    }

    /** Debian's chpst takes an empty group for 0, root's. */
    @Test
    void refusesAnEmptyGroup() {
        var outcome = sides.ours(NAMES, "chpst -u :5: id");

        assertThat(outcome.code()).isEqualTo(111);
        assertThat(outcome.err()).isEqualTo("chpst: fatal: invalid uid/gids: 5:\n");
    }

    @Test
    void goesByAsToo() {
        assertThat(tend.verb("as", "chpst", "-b", "foo", "sh", "-c", "echo $0").out())
                .isEqualTo("foo\n");
        assertThat(tend.verb("as", "softlimit", "-o", "7", "sh", "-c", "ulimit -n")
                        .out())
                .isEqualTo("7\n");
    }
}

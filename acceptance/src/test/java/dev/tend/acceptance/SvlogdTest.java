package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of svlogd(8), beside Debian's. */
class SvlogdTest {

    private static final List<String> NAMES = List.of("svlogd");

    /** Nine lines of one length. */
    private static final String NINE = "for i in 1 2 3 4 5 6 7 8 9; do echo line number $i of nine; done | ";

    /** An svlogd that reads from what is written to descriptor 3. */
    private static final String FED = "mkdir a; mkfifo f; svlogd -v a <f 2>err & exec 3>f; await 'test -e a/current'; ";

    private static final String END = "; exec 3>&-; wait $!";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "svlogd",
                "svlogd -x a",
                "svlogd -r",
                "svlogd -r ab x",
                "svlogd -r é x",
                "svlogd -b 10 x",
                "svlogd -l 1000 -b 1000 x",
                "svlogd /no/such/folder",
                "touch f; svlogd f",
                "mkdir a; flock a/lock svlogd a"
            })
    void saysWhatItCannotDo(String line) {
        assertThat(sides.same(NAMES, line).code()).isEqualTo(111);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf 'one\\n\\ntwo\\n' | svlogd -v a",
                "echo one | svlogd -v a; echo two | svlogd -v a",
                "echo torn >a/current; echo one | svlogd -v a",
                "echo whole >a/current; chmod 744 a/current; echo one | svlogd -v a",
                "mkdir b; echo one | svlogd a /no/such/folder b",
                "mkdir b; flock a/lock sh -c 'echo one | svlogd a b'",
                "printf 'one\\n\\ntwo\\n' | svlogd -t a",
                "printf 'one\\n\\ntwo\\n' | svlogd -tt a",
                "printf 'one\\n\\ntwo\\n' | svlogd -t -t -t a",
                "printf 'on\\te\\001\\377xyz\\n' | svlogd -r : a",
                "printf 'on\\te\\001\\377xyz\\n' | svlogd -R xz a",
                "printf 'on\\te\\001\\377xyz\\n' | svlogd -r % -R xz a",
                "svlogd a </dev/null",
                "svlogd a </etc/passwd"
            })
    void writesLines(String line) {
        assertThat(sides.same(NAMES, "mkdir a; " + line).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pfoo: \\n-x*\\n+xy*\\ne*z\\nEq*\\n",
                "#comment\\n\\n-*\\n+a+b\\n",
                "-+a\\n",
                "-*b+c\\n",
                "-a*c\\n",
                "-*a*\\n",
                "-\\n",
                "-+\\n",
                "-**\\n",
                "ea\\nEa\\n"
            })
    void matchesPatterns(String config) {
        sides.same(
                NAMES,
                "mkdir a; printf -- '" + config + "' >a/config; "
                        + "printf 'abc\\nxa\\nxyz\\nqz\\nz\\nab\\naab\\nabb\\naaa\\nbc\\nbcc\\n*\\na*\\n' | svlogd a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'e*' >a/config; " + NINE + "svlogd -l 10 -tt a",
                "echo 'e*' >a/config; " + NINE + "svlogd -l 21 a",
                "printf 's40\\nn2\\n' >a/config; " + NINE + "svlogd -v -l 10 a",
                "printf 's40\\nn2\\n' >a/config; " + NINE + "svlogd -v -l 10 -b 20 a",
                "printf 's100\\nn0\\n' >a/config; " + NINE + "svlogd -v a",
                "printf 's30\\nn3\\np>\\n' >a/config; " + NINE + "svlogd -v -l 5 a",
                "echo s1k >a/config; seq 1000 | svlogd a",
                "echo s0 >a/config; seq 1000 | svlogd a",
                "echo ux >a/config; echo one | svlogd a",
                "echo u1.2.3.4:0 >a/config; echo one | svlogd a"
            })
    void goesByItsConfig(String line) {
        sides.same(NAMES, "mkdir a; " + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf 's60\\n!tr a-z A-Z\\n' >a/config; " + NINE + "svlogd -l 10 a",
                "printf 's60\\n!cat <&4; cat; echo state >&5\\n' >a/config; " + NINE + "svlogd -l 10 a",
                "printf 's60\\n!test -e once && exec cat; touch once; exit 1\\n' >a/config; " + NINE + "svlogd -l 10 a"
            })
    void runsProcessors(String line) {
        sides.same(NAMES, "mkdir a; " + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo one >&3; await 'test -s a/current'; kill -ALRM $!; await 'test -e a/@*'; echo two >&3",
                "kill -ALRM $!; await 'grep -q alarm err'; echo one >&3",
                "echo one >&3; await 'test -s a/current'; echo 'px ' >a/config; chmod 700 a/current; kill -HUP $!; "
                        + "await 'test $(stat -c %a a/current) = 644'; echo two >&3",
                "echo one >&3; await 'test -s a/current'; mv a b; kill -HUP $!; await 'grep -q fatal err'",
                "echo one >&3; await 'test -s a/current'; kill -TERM $!; await 'grep -q sigterm err'"
            })
    void obeysSignals(String line) {
        sides.same(NAMES, FED + line + END);
    }

    @Test
    void rotatesWhatIsOldEnough() {
        var outcome = sides.same(
                NAMES,
                "mkdir a; echo t1 >a/config; mkfifo f; svlogd -v a <f & exec 3>f; await 'test -e a/current'; echo one >&3; "
                        + "await 'test -e a/@*'; echo two >&3; exec 3>&-; wait $!");

        assertThat(outcome.files()).contains("--- a/@TAI64N.s rwxr--r--\none\n").contains("a/current rwxr--r--\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "U"})
    void sendsLinesByUdp(String key) {
        String listener =
                "use IO::Socket::INET; $s = IO::Socket::INET->new(Proto => \"udp\", LocalAddr => \"127.0.0.1\"); "
                        + "open F, \">\", \"port.new\"; print F $s->sockport; close F; rename \"port.new\", \"port\"; "
                        + "$s->recv($_, 999); print; $s->recv($_, 999); print";
        sides.same(
                NAMES,
                "mkdir a; perl -e '" + listener + "' & await 'test -e port'; printf '" + key
                        + "127.0.0.1:%s\\npfoo \\n-three\\n' $(cat port) >a/config; rm port; "
                        + "printf 'one\\nthree\\ntwo and more\\n' | svlogd -l 5 -tt a; wait $!; rm a/config");
    }

    @Test
    void waitsForRoomOnTheDisk() {
        String full = "mkdir a; ln -s /dev/full a/current; echo one | timeout -s KILL 1 svlogd a; echo $?";

        assertThat(sides.same(NAMES, full).err())
                .startsWith("svlogd: pausing: unable to write to current: a: out of disk space\n");
    }

    @Test
    void makesRoomOnAFullDisk() {
        Namespace.assumePossible();
        String line =
                "mkdir a; unshare --mount sh -c 'mount -t tmpfs -o size=64k none a; printf \"s12000\\nn20\\nN2\\n\" "
                        + ">a/config; seq 20000 | svlogd a; ls a | grep -c @; tail -n 1 a/current' 2>&1 | grep -v /@";
        assertThat(sides.same(NAMES, line).out()).contains("20000\n");
    }

    /** Debian's svlogd drops it. */
    @Test
    void keepsALastLineWithoutANewline() {
        var outcome = sides.ours(NAMES, "mkdir a; printf 'one\\ntwo' | svlogd a");

        assertThat(outcome.files()).endsWith("--- a/current rwxr--r--\none\ntwo\n--- a/lock rw-------\n");
    }

    /** Debian's svlogd drops it. */
    @Test
    void keepsTheLineThatItWaitsForTheEndOf() {
        var outcome = sides.ours(
                NAMES,
                FED + "printf 'one\\ntw' >&3; await 'test -s a/current'; kill -TERM $!; "
                        + "await \"! kill -0 $! || printf o\\\\\\\\n >&3\"; wait $!");

        assertThat(outcome.files()).contains("--- a/current rwxr--r--\none\ntwo\n");
    }

    @Test
    void saysThatThereIsNoInput() {
        var outcome = sides.ours(NAMES, "mkdir a; svlogd a <&-");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .isEqualTo("svlogd: warning: unable to read standard input: file descriptor not open\n");
    }
}

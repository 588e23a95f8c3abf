package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of sv(8), beside Debian's: the same commands to the same services, under Debian's runsvdir and under Tend. */
@Execution(ExecutionMode.CONCURRENT)
class SvTest {

    private static final List<String> NAMES = List.of("sv");
    private static final String DEBIANS = "Debian's sv";
    private static final int ATTEMPTS = 3;

    private static final String SERVICES = ". " + Tend.resource("sv/services.sh") + "; ";

    /** {@code tell NAME WORD...}: has a link of that name do so, and says how it exits. */
    private static final String SCRIPTS = "mkdir $PWD.init; for n in web off logged stubborn nope svlogd; do"
            + " ln -s $(command -v sv) $PWD.init/$n; done;"
            + " ln -s web $PWD.init/alias; init=$PWD.init;"
            + " tell() { name=$1; shift; $init/$name \"$@\"; echo $?; }; ";

    private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Sides sides = new Sides(tend);

    /** Pids and ages differ. */
    private static Sides.Outcome alike(Sides.Outcome outcome) {
        return new Sides.Outcome(outcome.code(), alike(outcome.out()), alike(outcome.err()), outcome.files());
    }

    private static String alike(String text) {
        return text.replaceAll("\\(pid \\d+\\)", "(pid N)").replaceAll("\\b\\d+s\\b", "Ns");
    }

    /**
     * Runs a line with both, under runsvdir and under Tend; all at once, for it mostly waits. Debian's sv looks at moments that it
     * does not choose by what has happened, so the same line may have another outcome beside Debian's alone: where they differ, they
     * are run again, and have to be alike one time in three.
     */
    private Sides.Outcome same(String line) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            var outcomes = outcomes(line, "-" + attempt);
            if (Set.copyOf(outcomes.values()).size() == 1) {
                return outcomes.values().iterator().next();
            }
        }
        var outcomes = outcomes(line, "");
        outcomes.forEach(
                (side, outcome) -> assertThat(outcome).as(side + ": " + line).isEqualTo(outcomes.get(DEBIANS)));
        return outcomes.get(DEBIANS);
    }

    private Map<String, Sides.Outcome> outcomes(String line, String mark) {
        String runsvdir = SERVICES + "by=runsvdir; " + line;
        String tend = SERVICES + "by=tend; " + line;
        var running = new LinkedHashMap<String, CompletableFuture<Sides.Outcome>>();
        running.put(DEBIANS, later(() -> sides.debians("debian" + mark, NAMES, runsvdir)));
        running.put("our sv", later(() -> sides.ours("tend" + mark, NAMES, runsvdir)));
        running.put("Debian's sv under Tend", later(() -> sides.debians("debian-below" + mark, NAMES, tend)));
        running.put("our sv under Tend", later(() -> sides.ours("tend-below" + mark, NAMES, tend)));
        var outcomes = new LinkedHashMap<String, Sides.Outcome>();
        running.forEach((side, outcome) -> outcomes.put(side, outcome.join()));
        return outcomes;
    }

    private static CompletableFuture<Sides.Outcome> later(Supplier<Sides.Outcome> side) {
        return CompletableFuture.supplyAsync(() -> alike(side.get()), Thread::startVirtualThread);
    }

    @BeforeEach
    void needsDebians() {
        Sides.assumeDebians("sv");
        Sides.assumeDebians("runsvdir");
        tend.with("TEND", Tend.BINARY.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sv",
                "sv -v",
                "sv status",
                "sv bogus web",
                "sv '' web",
                "sv -Z status web",
                "sv -w",
                "sv rest web",
                "sv reloaded web",
                "sv force web",
                "sv Up web",
                "sv -- -v"
            })
    void refusesBadUsage(String line) {
        assertThat(same(line).code()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sv status nope",
                "sv status ''",
                "sv up nope; sv -v down nope; sv start nope ./nope /nope nope/",
                "sv -w status nope",
                "SVDIR=/nope sv status web",
                "SVDIR= sv status web",
                "touch $SVDIR/file; sv status file",
                "mkdir $SVDIR/bare; sv status bare; sv up bare; sv -v exit bare; sv check bare",
                "mkdir -p $SVDIR/dead/supervise; cd $SVDIR/dead/supervise; mkfifo ok control; sv status dead; sv up dead;"
                        + " sv start dead; sv check dead; sv exit dead; sv shutdown dead; sv force-shutdown dead",
                "mkdir -p $SVDIR/odd/supervise; cd $SVDIR/odd/supervise; mkfifo ok control; exec 3<>ok; sv status odd;"
                        + " printf short >status; sv status odd; sv up odd; rm status; mkdir status; sv status odd",
                "mkdir -p $SVDIR/mute/supervise; cd $SVDIR/mute/supervise; mkfifo ok control; exec 3<>ok;"
                        + " head -c 20 /dev/zero >status; sv up mute; sv -v exit mute; rm control; sv up mute",
                "sv status $(seq 150)"
            })
    void saysWhatItCannotDo(String line) {
        same(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve web off logged; for n in web off logged ./web /nope web/log; do sv status $n; done;"
                        + " sv status web off logged; cd $SVDIR; sv status ./web web/ $SVDIR/off web/../off;"
                        + " sv s web; sv -v stat web; sv -w 3 status web; SVDIR=. sv status web",
                "serve web slow; sv pause web; is web run, paused, want up; sv status web; sv cont web; is web run, want up;"
                        + " sv status web; sv term slow; is slow finish, want up; sv status slow; sv down slow;"
                        + " is slow finish, want down; sv status slow; sv once web; is web run, want down; sv status web;"
                        + " touch $SVDIR/web/down; sv status web",
                "serve off stubborn; sv down stubborn; is stubborn run, want down, got TERM; sv status stubborn;"
                        + " sv up stubborn; is stubborn run, want up, got TERM; sv status stubborn; rm $SVDIR/off/down;"
                        + " sv status off"
            })
    void tellsHowServicesAre(String line) {
        assertThat(same(line).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hup h", "alarm a", "interrupt i", "quit q", "1 1st", "2 2"})
    void sendsSignals(String words) {
        String[] word = words.split(" ", -1);
        assertThat(same("serve catcher; cd $SVDIR/catcher; got() { await \"test \\$(cat got | wc -l) = $1\"; };"
                                + " sv %s catcher; got 1; is catcher run, want up; sv %s catcher; got 2; cat got"
                                        .formatted(word[0], word[1]))
                        .code())
                .isZero();
    }

    @Test
    void terminates() {
        assertThat(
                        same("serve catcher; cd $SVDIR/catcher; rm ready; sv term catcher; await 'test -e ready'; sv t catcher;"
                                        + " await 'test $(cat got | wc -l) = 2'; cat got")
                                .out())
                .isEqualTo("TERM\nTERM\n");
    }

    @Test
    void stopsAndKills() {
        same(
                "serve stubborn off; cd $SVDIR/stubborn; stat() { ps -o stat= -p $pid | head -c 1; }; pid=$(cat supervise/pid);"
                        + " sv pause stubborn; await 'test $(stat) = T'; sv cont stubborn; await 'test $(stat) = S';"
                        + " sv kill stubborn; await '! kill -0 $pid'; sv kill off; sv -v k off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve web off; sv -v up web off; sv -v down web; sv -v d web; aged web; sv -v once web; sv -v o off; sv -v pause web;"
                        + " sv -v pause web; sv -v cont web; sv -v hup web; sv -v term web; sv -v down off; sv -w 1 up web;"
                        + " aged web; sv -w 1 term web; aged web; sv -w0 once web; sv status web off",
                "serve web off logged; sv up off; is off run, want up; sv down web; is web down, want down; sv once logged;"
                        + " is logged run, want down; sv status web off logged; sv up web; is web run, want up; sv exit off;"
                        + " sv status nope; sv 1 logged",
                "serve web off; sv start web; sv stop web; sv stop off; sv start web; sv reload web; aged web;"
                        + " sv restart web; aged web; sv try-restart web; sv try-restart off; sv check web off;"
                        + " sv force-stop off; sv start web; aged web; sv force-restart web; aged web; sv force-reload web;"
                        + " aged web; sv T web; sv check web; sv reload web; sv restart off; sv D web; sv status web off"
            })
    void commandsAndWaits(String line) {
        same(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve web; sv shutdown web; sv status web; sv start web; sv force-shutdown web; sv -v x web; sv E web; sv X web",
                "serve off; sv exit off; await '! sv check off >/dev/null'; sv shutdown off nope; sv -v x off",
                "serve logged; sv -v exit logged; sv status logged; sv status logged/log"
            })
    void endsSupervisors(String line) {
        same("by=runsv; " + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve stubborn; sv -w 1 stop stubborn; echo $?; aged stubborn; sv -w 1 restart stubborn; echo $?",
                "serve stubborn; SVWAIT=1 sv force-stop stubborn; echo $?; is stubborn down, want down; sv -w 1 start stubborn",
                "serve stubborn; aged stubborn; sv -w1 force-restart stubborn; echo $?; is stubborn run, want up; sv status stubborn",
                "serve stubborn; aged stubborn; SVWAIT=30 sv -w 1 force-reload stubborn; echo $?; is stubborn run, want up; sv status stubborn",
                "serve stubborn; SVWAIT= sv shutdown stubborn; SVWAIT=x sv force-shutdown stubborn; echo $?; sv shutdown stubborn",
                "serve stubborn web; sv -w 1 exit stubborn; sv -w 1 down stubborn nope; sv -w 1 check web",
                "serve failing; sv -w 1 start failing; echo $?"
            })
    void givesUp(String line) {
        same(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sv start picky; sv check picky; sv -v up picky; aged picky; sv restart picky; aged picky; sv -v term picky",
                "rm $SVDIR/picky/good; sv -w 1 check picky 2>/dev/null; echo $?; sv -w 0 start picky; sv stop picky;"
                        + " sv check picky",
                "chmod 644 $SVDIR/picky/check; sv start picky",
                "printf 'exit 1' >new; chmod +x new; mv new $SVDIR/picky/check; sv start picky",
                "(sleep 1; touch $SVDIR/picky/good) & rm $SVDIR/picky/good; sv start picky 2>/dev/null"
            })
    void asksTheCheckScript(String line) {
        same("serve picky; touch $SVDIR/picky/good; " + line);
    }

    @Test
    void isNotForEverybody() {
        Namespace.assumePossible();
        assertThat(same("serve web; for c in status up start '-v down' check exit shutdown; do " + NOBODY
                                + " sv $c web; echo $?; done")
                        .out())
                .contains("warning: web: unable to open supervise/ok: access denied");
    }

    /** A link from an init folder is the service of its name. */
    @Test
    void isAnInitScript() {
        same(
                SCRIPTS + "serve web off stubborn; tell web status; tell off status; tell nope status; tell nope start;"
                        + " aged web; tell web restart; tell web stop; tell web start; tell off try-restart; tell web reload;"
                        + " tell off reload; aged web; tell web force-reload; tell web -w 1 up; tell web -v down;"
                        + " tell stubborn -w 1 stop; tell stubborn -w 1 force-stop; tell svlogd status; tell alias status;"
                        + " tell web; tell web bogus; tell web stat; tell web -Z; tell web -w; tell web start; cd $init; ./web status");
    }

    @Test
    void isAnInitScriptForThoseWhoMay() {
        Namespace.assumePossible();
        var out = same(SCRIPTS + "serve web; tell() { " + NOBODY
                        + " $init/web \"$@\"; echo $?; }; tell status;"
                        + " tell start; mkdir -m 711 closed; cd closed; tell status")
                .out();
        assertThat(out.lines().filter(line -> !line.contains(":"))).containsExactly("4", "1", "151");
    }

    /** runit's takes the code from the logger where there is one, so that what is down is not. */
    @Test
    void exitsAsTheServiceIsWhateverItsLogger() {
        String down = SERVICES + "by=runsvdir; " + SCRIPTS + "serve logged; tell logged status";
        assertThat(sides.ours(NAMES, down).out())
                .contains("down: logged: ", "; run: log: ")
                .endsWith("\n3\n");
    }

    /** In runit it is looked for among the usual services when it is waited for. */
    @Test
    void waitsForAFolderThatEndsInASlash() {
        String line = SERVICES + "by=runsvdir; serve web; cd $SVDIR/..; sv -v up sv.sv/web/ ${SVDIR##*/}/web/";
        assertThat(sides.ours(NAMES, line).out())
                .contains("ok: run: ")
                .contains("fail: sv.sv/web/: unable to change to");
    }
}

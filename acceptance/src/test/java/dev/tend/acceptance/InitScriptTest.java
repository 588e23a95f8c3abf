package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An init script, with Debian's start-stop-daemon and with {@code tend pidfile}: both have the same effect. */
class InitScriptTest {

    private static final String NO_PID = "4194303";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Map<String, String> service = new HashMap<>();

    /**
     * The state that is visible from outside.
     *
     * @param code 0, 1, 3, or 2 for any other
     * @param process the running one: its words, folder, user, groups and mask; "" if there is none
     */
    private record Outcome(int code, boolean file, String process) {}

    @BeforeEach
    void needsDebian() {
        Namespace.assumePossible();
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/start-stop-daemon")), "start-stop-daemon is not here");
        service.put("TEND", Tend.BINARY.toString());
        service.put("PROGRAM", "/bin/sleep");
        service.put("ARGUMENT", "1000");
        service.put("ROLE", "nobody");
        service.put("CWD", "/usr");
        service.put("MASK", "027");
    }

    private Outcome outcome(String whose, String word) {
        var ran = run(whose, word);
        int code = List.of(0, 1, 3).contains(ran.code()) ? ran.code() : 2;
        return new Outcome(code, Files.exists(file(whose)), process(whose));
    }

    private Ran run(String whose, String word) {
        var command = new ArrayList<>(List.of("env", "PIDFILE=" + file(whose)));
        service.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("sh", Tend.resource("pidfile/init.sh").toString(), whose, word));
        return tend.command(command);
    }

    private Path file(String whose) {
        return tend.path(whose + ".pid");
    }

    private String process(String whose) {
        String text = Tend.text(file(whose)).strip();
        if (text.isEmpty() || !Proc.alive(Long.parseLong(text))) {
            return "";
        }
        long pid = Long.parseLong(text);
        Tend.awaiting()
                .until(() -> !Proc.alive(pid) || Proc.command(pid).getFirst().equals(service.get("PROGRAM")));
        if (!Proc.alive(pid)) {
            return "";
        }
        return String.join(" ", Proc.command(pid)) + " in " + Proc.link(pid, "cwd") + " as " + Proc.status(pid, "Uid")
                + " "
                + Proc.status(pid, "Gid") + " " + Proc.status(pid, "Groups") + " mask " + Proc.status(pid, "Umask")
                + " streams " + Proc.link(pid, "fd/1") + " session "
                + (Proc.session(pid) == Proc.session(ProcessHandle.current().pid()));
    }

    private Outcome both(String word) {
        var ours = outcome("tend", word);
        assertThat(ours).isEqualTo(outcome("debian", word));
        return ours;
    }

    private void eachFileHolds(String text) throws IOException {
        Files.writeString(file("tend"), text);
        Files.writeString(file("debian"), text);
    }

    @Test
    void startsShowsAndStops() {
        assertThat(both("status")).isEqualTo(new Outcome(3, false, ""));
        assertThat(both("start").process()).startsWith("/bin/sleep 1000 in /usr as 65534 65534 65534 65534 ");
        assertThat(both("status").code()).isZero();
        assertThat(both("stop")).isEqualTo(new Outcome(0, false, ""));
        assertThat(both("stop")).isEqualTo(new Outcome(0, false, ""));
    }

    @Test
    void startsNothingTwice() {
        both("start");
        long pid = Long.parseLong(Tend.text(file("tend")).strip());

        assertThat(both("start").code()).isEqualTo(1);

        assertThat(Tend.text(file("tend")).strip()).isEqualTo(String.valueOf(pid));
    }

    @Test
    void startsOverAStaleFile() throws IOException {
        eachFileHolds(NO_PID + "\n");
        assertThat(both("status")).isEqualTo(new Outcome(1, true, ""));
        assertThat(both("start").code()).isZero();
    }

    @Test
    void stopsWhatIsStale() throws IOException {
        eachFileHolds(NO_PID + "\n");
        assertThat(both("stop")).isEqualTo(new Outcome(0, false, ""));
    }

    @Test
    void startsNothingForAUserWhoDoesNotExist() {
        service.put("ROLE", "no-such-user");
        assertThat(both("start")).isEqualTo(new Outcome(2, false, ""));
    }

    @Test
    void runsWithAGroupThatIsNamed() {
        service.put("ROLE", "nobody:daemon");
        assertThat(both("start").process()).contains(" 1 1 1 1 ");
    }

    @Test
    void killsWhatDoesNotListen() {
        tend.file("stubborn", "#!/usr/bin/perl\n$SIG{TERM} = 'IGNORE'; open(F, '>', $ARGV[0]); close F; sleep 1000;\n");
        tend.path("stubborn").toFile().setExecutable(true);
        service.put("PROGRAM", "/usr/bin/perl");
        service.put("ARGUMENT", tend.path("stubborn").toString());
        both("start");
        assertThat(both("stop")).isEqualTo(new Outcome(0, false, ""));
    }

    /** start-stop-daemon says in its manual that it cannot tell, and leaves a pidfile that lies. */
    @Test
    void saysThatAProgramIsMissingWhichDebiansCannot() {
        service.put("PROGRAM", "/no/such/program");
        var ours = run("tend", "start");

        assertThat(ours.err()).contains("cannot execute /no/such/program");
        assertThat(ours.code()).isEqualTo(127);
        assertThat(outcome("tend", "status")).isEqualTo(new Outcome(3, false, ""));
        assertThat(outcome("debian", "start")).isEqualTo(new Outcome(0, true, ""));
    }

    @Test
    void becomesTheProgramInTheForeground() throws Exception {
        var web = tend.start(
                "web",
                List.of(
                        Tend.BINARY.toString(),
                        "pidfile",
                        "start",
                        "-p",
                        file("tend").toString(),
                        "--",
                        "sleep",
                        "1000"));
        Tend.awaiting().until(() -> Proc.command(web.pid()).equals(List.of("sleep", "1000")));
        assertThat(Tend.text(file("tend"))).isEqualTo(String.valueOf(web.pid()));

        var refused = tend.verb("pidfile", "start", "-p", file("tend").toString(), "sleep", "1000");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(tend.verb("pidfile", "start", "--oknodo", "-p", file("tend").toString(), "sleep", "1000")
                        .code())
                .isZero();

        tend.done("pidfile", "kill", "-p", file("tend").toString());
        assertThat(web.waitFor()).isEqualTo(128 + 15);
        assertThat(tend.verb("pidfile", "start", "-p", file("tend").toString(), "no-such-program")
                        .err())
                .contains("not found in");
        assertThat(file("tend")).doesNotExist();
    }
}

package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Leftovers;
import dev.tend.acceptance.Proc;
import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Another user of the machine tries what can be done with the run directory of root's keeper, and has root's next keeper start on a run
 * directory of that user's own; and a careless administrator removes files of a keeper that runs, and starts a second one.
 */
final class RunDirectoryAttack implements Attack {

    private static final long PATIENCE_SECONDS = 60;

    private final Tend tend;
    private final OtherUser attacker;
    private int launched;
    private long planted;

    RunDirectoryAttack(Tend tend) {
        this.tend = tend;
        this.attacker = new OtherUser(tend);
    }

    @Override
    public void begin() throws IOException {
        Services.write(tend, "bystander-1", "cmd=sleep 1000");
        Services.write(tend, "bystander-2", "shell=seq 100; exec sleep 1000");
        Services.write(tend, "victim", "cmd=sleep 1000");
        Files.createDirectories(tend.path("empty"));
        plant();
        tend.up();
        bystanders().forEach(tend::awaitUp);
    }

    /** A run directory as a keeper of another user leaves it, with a service whose next stop runs what that user says. */
    private void plant() throws IOException {
        Path ground = OtherUser.directory(tend, "ground");
        attacker.run("mkdir -p " + ground + "/services");
        attacker.run("printf 'cmd=sleep 1000\\npre-stop=touch " + tend.path("outside/planted") + "\\nenv."
                + Leftovers.MARK + "=" + tend.root() + "\\n' >" + ground + "/services/planted");
        Process keeper = tend.start(
                "planter",
                OtherUser.command(up(ground, ground + "/run", ground + "/log").toArray(String[]::new)));
        Tend.awaiting().until(() -> Files.exists(ground.resolve("run/state/planted")) && isReady(ground));
        keeper.destroyForcibly().onExit().join();
        planted = Leftovers.of(tend.root().toString()).stream()
                .filter(pid -> Proc.command(pid).getFirst().equals("sleep"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isReady(Path ground) throws IOException {
        return new String(Files.readAllBytes(ground.resolve("run/state/planted")), UTF_8).contains("state ready");
    }

    private static List<String> up(Path services, String run, String log) {
        return new ArrayList<>(List.of(
                Tend.BINARY.toString(), "up", "-d", services + "/services", "--run-dir", run, "--log-dir", log));
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("bystander-1", "bystander-2");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("trespass", this::trespass),
                new Action("trespass", this::trespass),
                new Action("offer a planted directory", this::offer),
                new Action("start a second keeper", this::startSecond),
                new Action("damage a file", this::damage),
                new Action("restart a service", this::restart));
    }

    /** All of it has to be refused. */
    private void trespass(Random random, Trace trace) throws IOException {
        String line = Requests.one(
                random,
                List.of(
                        "cat " + tend.logs().resolve(".journal/victim"),
                        "cat lock",
                        "cat state/victim",
                        "ls state",
                        "ls output",
                        "echo x >>lock",
                        "echo x >>" + tend.logs().resolve(".journal/victim"),
                        "rm -f control lock && test ! -e control",
                        "mv control control.old",
                        "ln -s /etc/passwd new",
                        "ln -s /etc/passwd state/new",
                        "ln -s /etc/passwd output/new",
                        "ln -s /etc/passwd notify/new",
                        "mkfifo output/new",
                        "echo x >>output/victim",
                        "cat output/bystander-2",
                        "chmod 0777 .",
                        "truncate -s 0 state/victim",
                        Tend.BINARY + " status --run-dir .",
                        Tend.BINARY + " shutdown --run-dir .",
                        Tend.BINARY + " restart bystander-1 --run-dir ."));
        trace.detail(line);
        assertThat(attacker.run("cd " + tend.run() + " && " + line))
                .as("as another user: " + line)
                .isFalse();
    }

    private void offer(Random random, Trace trace) throws IOException {
        String ground = tend.path("ground").toString();
        String run = ground + "/run";
        String log = tend.path("log-2").toString();
        switch (random.nextInt(5)) {
            case 0 -> log = ground + "/log";
            case 1 -> {
                attacker.run("ln -sfn " + run + " " + ground + "/link");
                run = ground + "/link";
            }
            case 2 -> {
                Path below = Files.createDirectories(tend.path("ground/owned-by-root"));
                run = below.toString();
            }
            case 3 -> {
                log = ground + "/log";
                run = tend.path("run-2").toString();
            }
            default -> {}
        }
        trace.detail("run directory " + run + ", log directory " + log);
        assertRefused(up(tend.path("empty"), run, log));
    }

    private void startSecond(Random random, Trace trace) throws IOException {
        String damage = Requests.one(random, List.of("none", "removed", "cut", "mode", "directory"));
        trace.detail("the lock: " + damage);
        Path lock = tend.run().resolve("lock");
        switch (damage) {
            case "removed" -> Files.deleteIfExists(lock);
            case "cut" -> Files.write(lock, new byte[0]);
            case "mode" -> Files.setAttribute(lock, "unix:mode", 0);
            case "directory" -> replaceByDirectory(lock);
            default -> {}
        }
        assertRefused(up(tend.root(), tend.run().toString(), tend.logs().toString()));
        if (Files.isDirectory(lock)) {
            Files.delete(lock);
        }
    }

    private static void replaceByDirectory(Path file) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (isReplaced(file)) {
                return;
            }
        }
        throw new AssertionError("the keeper makes " + file + " anew faster than it can be replaced");
    }

    /** Returns false if the keeper has created the file again in between. */
    private static boolean isReplaced(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            Files.createDirectory(file);
            return true;
        } catch (FileAlreadyExistsException madeAnew) {
            return false;
        }
    }

    /** A keeper that starts here does not stay. */
    private void assertRefused(List<String> command) {
        launched++;
        Process process = tend.start("second-" + launched, command);
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as(command + " is refused").isTrue();
            assertThat(process.exitValue())
                    .as(command + " is refused: " + Tend.text(tend.path("second-" + launched + ".err")))
                    .isNotZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private void damage(Random random, Trace trace) throws IOException {
        String file = Requests.one(random, List.of("state/victim", "state/bystander-1", "lock"));
        trace.detail(file + ": " + FileDamage.any(tend.run().resolve(file), random));
    }

    private void restart(Random random, Trace trace) {
        var ran = tend.verb("restart", "--timeout", "1s", "victim");
        trace.detail("exited with " + ran.code() + ": " + ran.all());
    }

    @Override
    public void end() throws IOException {
        for (String file : List.of("state/victim", "state/bystander-1", "lock")) {
            Path path = tend.run().resolve(file);
            if (Files.isDirectory(path)) {
                Files.delete(path);
            }
        }
        tend.done("restart", "victim");
        Proc.signal(planted, "KILL");
        tend.awaitGone(planted);
        attacker.close();
    }

    @Override
    public void close() {
        attacker.close();
    }
}

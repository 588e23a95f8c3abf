package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Proc;
import dev.tend.acceptance.Ran;
import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The user of a service plays with the files outside its log directory that root's keeper reads or writes for it, in directories that
 * belong to that user: pid files, files of variables, sockets, and the supervise directory of runit.
 */
final class ServiceFilesAttack implements Attack {

    /** The files in directories of the service's user, and the service for which the keeper reads or writes each. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("pidfile.pid", "pidfile"),
            Map.entry("launched.pid", "launched"),
            Map.entry("variables", "env-file"),
            Map.entry("socket", "listen"),
            Map.entry("runit/supervise/status", "runit"),
            Map.entry("runit/supervise/status.new", "runit"),
            Map.entry("runit/supervise/pid.new", "runit"),
            Map.entry("runit/supervise/stat.new", "runit"),
            Map.entry("runit/supervise/lock", "runit"),
            Map.entry("runit/supervise/ok", "runit"),
            Map.entry("runit/supervise/control", "runit"));

    /** The file of another user that is of most use to an attacker in its place. */
    private static final Map<String, String> FITTING = Map.of(
            "pidfile", "secret",
            "launched", "sentinel.pid",
            "env-file", "secret",
            "listen", "secret",
            "runit", "secret");

    private static final List<String> VICTIMS = List.of("pidfile", "launched", "env-file", "listen", "runit");

    private final Tend tend;
    private final OtherUser attacker;
    private Process sentinel;

    ServiceFilesAttack(Tend tend) {
        this.tend = tend;
        this.attacker = new OtherUser(tend);
    }

    @Override
    public void begin() throws IOException {
        sentinel = tend.start("sentinel", List.of("sleep", "1000"));
        tend.file("outside/sentinel.pid", sentinel.pid() + "\n");
        Path ground = OtherUser.directory(tend, "ground");
        tend.file("ground/runit/run", "#!/bin/sh\nexec sleep 1000\n");
        Files.setAttribute(tend.path("ground/runit/run"), "unix:mode", 0755);
        OtherUser.directory(tend, "ground/runit/supervise");
        victim("pidfile", "cmd=sleep 1000", "pidfile=" + ground.resolve("pidfile.pid"));
        victim(
                "launched",
                "launch=sh " + Tend.resource("hostile/launch.sh") + " " + ground + " " + ground.resolve("launched.pid"),
                "launch.timeout=500ms",
                "pidfile=" + ground.resolve("launched.pid"));
        victim("env-file", "shell=env; exec sleep 1000", "env-file=-" + ground.resolve("variables"));
        victim("listen", "cmd=sleep 1000", "listen=unix:" + ground.resolve("socket"));
        victim("runit", "runit=" + ground.resolve("runit"), "cmd=./run", "cwd=" + ground.resolve("runit"));
        Services.write(tend, "bystander", "cmd=sleep 1000");
        tend.up();
        bystanders().forEach(tend::awaitUp);
        VICTIMS.forEach(tend::awaitUp);
    }

    private void victim(String name, String... lines) {
        var all = new java.util.ArrayList<>(List.of(lines));
        all.addAll(List.of(OtherUser.USER, OtherUser.GROUP, "stop-timeout=1s"));
        Services.write(tend, name, all.toArray(String[]::new));
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("bystander");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("replace a file by a link", this::link),
                new Action("replace a file by something else", this::replace),
                new Action("write into a file", this::write),
                new Action("remove a file", this::remove),
                new Action("give an order", this::order));
    }

    /** A service, and then one of its files, so that each service is attacked as often. */
    private static String file(Random random) {
        String service = Requests.one(random, VICTIMS);
        return Requests.one(
                random,
                FILES.keySet().stream()
                        .filter(file -> FILES.get(file).equals(service))
                        .sorted()
                        .toList());
    }

    private String path(String file) {
        return tend.path("ground").resolve(file).toString();
    }

    private void run(Trace trace, String line) throws IOException {
        trace.detail(line + (attacker.run(line) ? "" : " (failed)"));
    }

    /** Links a file to what is not the user's, and has the keeper use it. */
    private void link(Random random, Trace trace) throws IOException {
        String file = file(random);
        String target = random.nextBoolean()
                ? tend.path("outside").resolve(FITTING.get(FILES.get(file))).toString()
                : Requests.one(
                        random,
                        List.of(
                                tend.path("outside/new").toString(),
                                tend.path("outside").toString(),
                                tend.logs().resolve(".journal/victim").toString(),
                                "/dev/zero",
                                "/dev/full",
                                "/proc/self/environ"));
        run(
                trace,
                "rm -rf " + path(file) + "; ln " + Requests.one(random, List.of("-s ", "-s ", "")) + target + " "
                        + path(file));
        order(random, trace, FILES.get(file));
    }

    private void replace(Random random, Trace trace) throws IOException {
        String file = file(random);
        String make = Requests.one(random, List.of("mkfifo ", "mkdir ", "touch ", "truncate -s 2G "));
        run(trace, "rm -rf " + path(file) + " && " + make + path(file));
        order(random, trace, FILES.get(file));
    }

    private void write(Random random, Trace trace) throws IOException {
        String text = Requests.one(
                random,
                List.of(
                        "1",
                        String.valueOf(sentinel.pid()),
                        String.valueOf(tend.keeper().pid()),
                        "-1",
                        "0",
                        "99999999999999999999",
                        "\\000",
                        "PATH=/nowhere\\nLD_PRELOAD=x",
                        "A=\"\\n"));
        run(trace, "f=" + path(file(random)) + "; test -p $f || { rm -rf $f; printf '" + text + "\\n' >$f; }");
    }

    private void remove(Random random, Trace trace) throws IOException {
        run(trace, "rm -rf " + path(file(random)));
    }

    private void order(Random random, Trace trace) {
        order(random, trace, Requests.one(random, VICTIMS));
    }

    private void order(Random random, Trace trace, String service) {
        String verb = Requests.one(random, List.of("restart", "restart", "stop", "start", "kill"));
        Ran ran = tend.verb(verb, "--timeout", "300ms", service);
        trace.detail(verb + " " + service + " exited with " + ran.code() + ": " + ran.all());
        Secret.assertHidden("the output of tend", ran.all());
    }

    @Override
    public void verify() throws IOException {
        assertThat(sentinel.isAlive())
                .as("a process that is none of the keeper's lives")
                .isTrue();
        Secret.assertHidden("the log of env-file", tend.log("env-file"));
        Secret.assertHidden("the keeper's messages", tend.errors());
        MainProcess.all(tend.root().toString())
                .getOrDefault("env-file", List.of())
                .forEach(process -> Secret.assertHidden(
                        "the environment of env-file",
                        Proc.environment(process.pid()).toString()));
        Secret.assertHidden("the journal", tend.journal());
    }

    @Override
    public void end() throws IOException {
        VICTIMS.forEach(name -> tend.verb("stop", name));
        attacker.run("cd " + tend.path("ground") + "; rm -rf *.pid variables socket runit/supervise/*");
        VICTIMS.forEach(name -> tend.verb("start", name));
        VICTIMS.forEach(tend::awaitUp);
        attacker.close();
        sentinel.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        attacker.close();
    }
}

package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Ran;
import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The user of a service plays with its log directory, which belongs to that user, while the service writes and root's keeper
 * rotates: links to what is not that user's, and things that are no files.
 */
final class LogDirectoryAttack implements Attack {

    private static final List<String> DEVICES =
            List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/tty", "/proc/self/mem");

    private static final List<String> OTHER_FILES =
            List.of("20200101T000000.000000Z.log", "20990101T000000.000000Z.log", "current.new", "lock");

    private final Tend tend;
    private final OtherUser attacker;

    LogDirectoryAttack(Tend tend) {
        this.tend = tend;
        this.attacker = new OtherUser(tend);
    }

    @Override
    public void begin() throws IOException {
        String talk = "cmd=perl " + Tend.resource("hostile/talk.pl") + " 20 0.005 " + tend.path("load");
        OtherUser.directory(tend, "ground");
        Files.createDirectories(tend.logs());
        OtherUser.directory(tend, "log/plain");
        OtherUser.directory(tend, "log/stamped");
        Services.write(tend, "plain", talk, OtherUser.USER, OtherUser.GROUP, "log-size=8k", "log-keep=2");
        Services.write(
                tend,
                "stamped",
                talk,
                OtherUser.USER,
                OtherUser.GROUP,
                "log-size=8k",
                "log-keep=2",
                "log-timestamps=iso");
        Services.write(tend, "other", talk, "log-size=8k", "log-keep=2");
        Services.write(tend, "bystander", "cmd=sleep 1000");
        tend.up();
        bystanders().forEach(tend::awaitUp);
    }

    @Override
    public void startLoad() {
        tend.file("load", "");
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("plain", "stamped", "other", "bystander");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("replace a file by a link", this::link),
                new Action("replace a file by a hard link", this::hardLink),
                new Action("replace a file by something else", this::replace),
                new Action("remove files", this::remove),
                new Action("cut a file", this::cut),
                new Action("change the mode", this::changeMode),
                new Action("write into a file", this::write),
                new Action("read the logs", this::read),
                new Action("clean up", this::cleanUp));
    }

    private String directory(Random random) {
        return tend.logs()
                .resolve(Requests.one(random, List.of("plain", "stamped")))
                .toString();
    }

    /** A file of the directory: the one that is written to, one that may be or become an old one, or one of neither kind. */
    private static String file(Random random) {
        return random.nextBoolean() ? "current" : Requests.one(random, OTHER_FILES);
    }

    private void run(Trace trace, String line) throws IOException {
        trace.detail(line + (attacker.run(line) ? "" : " (failed)"));
    }

    private void link(Random random, Trace trace) throws IOException {
        String target =
                switch (random.nextInt(6)) {
                    case 0 -> tend.path("outside/new").toString();
                    case 1 -> Requests.one(random, DEVICES);
                    case 2 -> "current";
                    case 3 -> tend.logs().resolve("other/current").toString();
                    case 4 -> tend.path("ground/own").toString();
                    default -> tend.path("outside/secret").toString();
                };
        run(trace, "cd " + directory(random) + " && ln -sfn " + target + " " + file(random));
    }

    private void hardLink(Random random, Trace trace) throws IOException {
        String own = tend.path("ground/own").toString();
        String target = random.nextBoolean() ? own : tend.path("outside/secret").toString();
        run(trace, "echo own >>" + own + "; cd " + directory(random) + " && ln -f " + target + " " + file(random));
    }

    private void replace(Random random, Trace trace) throws IOException {
        String file = file(random);
        String make = Requests.one(
                random,
                List.of(
                        "mkfifo ",
                        "mkdir ",
                        "touch ",
                        "perl -MSocket -e 'socket S, AF_UNIX, SOCK_STREAM, 0; bind S, sockaddr_un shift' "));
        run(trace, "cd " + directory(random) + " && rm -rf " + file + " && " + make + file);
    }

    private void remove(Random random, Trace trace) throws IOException {
        run(trace, "cd " + directory(random) + " && rm -rf " + Requests.one(random, List.of("current", "2*", "*")));
    }

    private void cut(Random random, Trace trace) throws IOException {
        String size = Requests.one(random, List.of("0", "1", "4096", "20000", "1000000000"));
        run(trace, "truncate -s " + size + " " + directory(random) + "/current");
    }

    private void changeMode(Random random, Trace trace) throws IOException {
        String file = Requests.one(random, List.of("", "/current"));
        run(
                trace,
                "chmod " + Requests.one(random, List.of("0", "0777", "0755", "04755", "0200")) + " " + directory(random)
                        + file);
    }

    private void write(Random random, Trace trace) throws IOException {
        String text = Requests.one(
                random, List.of("\\233[31m", "\\000\\000", "\\377\\376", "2026-11-21T07:09:07.123456Z", "\\n\\n"));
        run(trace, "cd " + directory(random) + " && test -f current && printf '" + text + "' >>current");
    }

    private void read(Random random, Trace trace) {
        String lines = Requests.one(random, List.of("0", "1", "100", "10000"));
        Ran ran = tend.verb("logs", "-n", lines, Requests.one(random, List.of("plain", "stamped", "*")));
        trace.detail(ran.command() + " exited with " + ran.code());
        Secret.assertHidden("the output of tend logs", ran.all());
    }

    private void cleanUp(Random random, Trace trace) throws IOException {
        String directory = directory(random);
        run(trace, "chmod 0755 " + directory + "; cd " + directory + " && rm -rf ./*");
    }

    @Override
    public void verify() throws IOException {
        verifyOther();
        Secret.assertHidden("the journal", tend.journal());
        for (String file : List.of("keeper.out", "keeper.err")) {
            Path path = tend.path(file);
            if (Files.exists(path)) {
                Secret.assertHidden(file, new String(Files.readAllBytes(path), UTF_8));
            }
        }
    }

    /** Nothing but its own lines is in the log of a service whose directory is root's. */
    private void verifyOther() {
        List<String> lines = tend.logLines("other");
        if (lines.size() < 3) {
            return;
        }
        long first = Long.parseLong(lines.get(1).substring("line ".length()));
        for (int i = 1; i < lines.size() - 1; i++) {
            assertThat(lines.get(i)).as("a line in the log of another service").isEqualTo("line " + (first + i - 1));
        }
    }

    @Override
    public void end() throws IOException {
        for (String name : List.of("plain", "stamped")) {
            String directory = tend.logs().resolve(name).toString();
            attacker.run("chmod 0755 " + directory + "; cd " + directory + " && rm -rf ./*");
            Tend.awaiting().until(() -> Files.isRegularFile(Path.of(directory, "current")));
        }
        Files.delete(tend.path("load"));
        attacker.close();
    }

    @Override
    public void close() {
        attacker.close();
    }
}

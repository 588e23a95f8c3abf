package dev.tend.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A keeper of a test's own, in folders of its own, and the command line to talk to it. After the test everything that was
 * started is killed by pid: all processes carry a mark in their environment, or have a file of the test's folder open. After a
 * failure both streams of the keeper are printed.
 */
public final class Tend implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    public static final Path BINARY = Path.of(System.getProperty("tend.binary", "../keeper/target/tend"))
            .toAbsolutePath()
            .normalize();

    /** Bounds every wait. It says nothing about how long things take: a loaded machine may be slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The folders of tests that are under way. What they started ends with this JVM, also where a signal ends it. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Leftovers::killAll)));
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();
    private List<String> prefix = List.of();
    private Path root;
    private Process keeper;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open();
    }

    /** Makes the folders. */
    public Tend open() throws IOException {
        assertThat(BINARY)
                .as("the program under test; build it with: mvn package")
                .isExecutable();
        root = Files.createTempDirectory("tend-");
        OPEN.add(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(services());
        environment.put(Leftovers.MARK, root.toString());
        return this;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        try {
            context.getExecutionException()
                    .ifPresent(_ -> System.err.println(context.getDisplayName() + "\n" + streams()));
        } finally {
            close();
        }
    }

    /** Kills what is left of the processes, and removes the folders. */
    @Override
    public void close() throws IOException {
        started.forEach(Process::destroyForcibly);
        Leftovers.killAll(root);
        OPEN.remove(root);
        remove(root);
    }

    // ---- folders and files

    public Path root() {
        return root;
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    public Path services() {
        return path("services");
    }

    public Path logs() {
        return path("log");
    }

    public Path run() {
        return path("run");
    }

    /** Writes a service file whole; a last line in it marks the process as this test's. */
    public Tend service(String name, String... lines) {
        var text = String.join("\n", lines) + "\nenv." + Leftovers.MARK + "=" + root + "\n";
        return file("services/" + name, text);
    }

    public Tend file(String name, String text) {
        try {
            Path whole = path(name);
            Files.createDirectories(whole.getParent());
            Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file beside the tests. */
    public static Path resource(String name) {
        return Path.of("src/test/resources", name).toAbsolutePath();
    }

    public static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the content of an instance's log. */
    public String log(String name) {
        return text(logs().resolve(name).resolve("current"));
    }

    /** Returns the content of the journal. */
    public String journal() {
        Path folder = logs().resolve(".journal");
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (var files = Files.list(folder)) {
            return files.sorted().map(Tend::text).collect(java.util.stream.Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> logLines(String name) {
        return log(name).lines().toList();
    }

    // ---- the keeper

    /** Has the keeper and the verbs started with another variable. */
    Tend with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Has the keeper started by another program, which must replace itself by it. */
    Tend under(String... command) {
        prefix = List.of(command);
        return this;
    }

    /** Starts the keeper, and waits until it answers. */
    public Tend up(String... arguments) {
        launch(arguments);
        awaiting().until(() -> !keeper.isAlive() || verb("status").code() != 69);
        assertThat(keeper.isAlive()).as(() -> "the keeper lives\n" + streams()).isTrue();
        return this;
    }

    /** Starts the keeper. */
    public Process launch(String... arguments) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(BINARY.toString(), "up", "-d", services().toString()));
        command.addAll(List.of("--run-dir", run().toString(), "--log-dir", logs().toString()));
        command.addAll(List.of(arguments));
        keeper = start("keeper", command);
        return keeper;
    }

    /** Starts any command, whose streams go to {@code NAME.out} and {@code NAME.err}, both appended to. */
    public Process start(String name, List<String> command) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(path(name + ".out").toFile()))
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(path(name + ".err").toFile()));
            Ran.bare(builder, environment);
            builder.environment().put("TEND_RUN_DIR", run().toString());
            Process process = builder.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Process keeper() {
        return keeper;
    }

    public String errors() {
        return text(path("keeper.err"));
    }

    String output() {
        return text(path("keeper.out"));
    }

    /** Ends the keeper as a crash would. */
    public void killKeeper() {
        try {
            keeper.destroyForcibly();
            assertThat(keeper.waitFor(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the keeper to end by itself. @return its exit code */
    public int awaitEnd() {
        awaiting().until(() -> !keeper.isAlive());
        return keeper.exitValue();
    }

    // ---- the command line

    public Ran verb(String... arguments) {
        var command = new ArrayList<>(List.of(BINARY.toString()));
        command.addAll(List.of(arguments));
        return command(command);
    }

    /** Runs a verb that has to succeed. */
    public Ran done(String... arguments) {
        Ran ran = verb(arguments);
        assertThat(ran.code()).as(ran::toString).isZero();
        return ran;
    }

    public Ran command(List<String> command) {
        var variables = new HashMap<>(environment);
        variables.put("TEND_RUN_DIR", run().toString());
        return Ran.command(command, variables);
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    public List<Status> status() {
        var all = new ArrayList<Status>();
        for (JsonNode each : json(done("status", "--json").out())) {
            all.add(new Status(
                    each.get("name").asString(),
                    each.get("wanted").asString(),
                    each.get("state").asString(),
                    each.get("pid").asInt(),
                    each.get("uptime").asDouble(),
                    each.get("restarts").asLong(),
                    each.get("why").asString()));
        }
        return all;
    }

    public Status status(String name) {
        return status().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in the status"));
    }

    // ---- waiting

    public static ConditionFactory awaiting() {
        return Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    }

    public Status awaitState(String name, String state) {
        awaiting().untilAsserted(() -> assertThat(status(name).state()).isEqualTo(state));
        return status(name);
    }

    public Status awaitUp(String name) {
        return awaiting().ignoreExceptions().until(() -> upOrNull(name), each -> each != null);
    }

    /** Waits until another process than {@code former} runs. */
    Status awaitSuccessor(String name, int former) {
        return awaiting().until(() -> upOrNull(name), each -> each != null && each.pid() != former);
    }

    private Status upOrNull(String name) {
        return status().stream()
                .filter(each -> each.name().equals(name) && each.isUp())
                .findFirst()
                .orElse(null);
    }

    void awaitLog(String name, String text) {
        awaiting().untilAsserted(() -> assertThat(log(name)).contains(text));
    }

    public void awaitGone(long pid) {
        awaiting().untilAsserted(() -> assertThat(Proc.alive(pid))
                .as("pid " + pid + " is alive")
                .isFalse());
    }

    // ---- the end

    /** Returns the keeper's output so far. */
    public String streams() {
        return "--- the keeper's output\n" + output() + "--- the keeper's errors\n" + errors();
    }

    private static void remove(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

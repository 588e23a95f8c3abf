package dev.tend.simulation;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Terminal;
import dev.tend.command.Verb;
import dev.tend.format.SourceCommand;
import dev.tend.kernel.Files;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Streams;
import dev.tend.pidfile.Pidfiles;
import dev.tend.probe.Answer;
import dev.tend.service.Isolation;
import dev.tend.service.Probe;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The command line on the machine of a {@link TestingHouse}. */
final class TestingHost implements Host {

    private final TestingHouse house;
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();

    TestingHost(TestingHouse house) {
        this.house = house;
    }

    /** Does as a verb with these words, and returns all that it prints. */
    String run(Verb verb, String... words) {
        output.setLength(0);
        errors.setLength(0);
        verb.run(arguments(verb, words), this);
        return output.toString() + errors;
    }

    static Arguments arguments(Verb verb, String... words) {
        return Arguments.parse(verb.usage(), List.of(words));
    }

    @Override
    public Terminal terminal() {
        return new Terminal() {
            @Override
            public void print(String text) {
                output.append(text);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                throw new AssertionError("nothing is written here");
            }

            @Override
            public void flush() {}

            @Override
            public void pause(int millis) {
                throw new AssertionError("nobody waits here");
            }

            @Override
            public void complain(String line) {
                errors.append("tend: ").append(line).append('\n');
            }

            @Override
            public boolean remark(String line) {
                complain(line);
                return true;
            }

            @Override
            public boolean isTerminal() {
                return false;
            }

            @Override
            public boolean colour() {
                return false;
            }

            @Override
            public int columns() {
                return UNLIMITED;
            }
        };
    }

    @Override
    public Files files() {
        return house.kernel.kernel().files();
    }

    @Override
    public Streams streams() {
        return house.kernel.kernel().streams();
    }

    @Override
    public String variable(String name) {
        return name.equals("TEND_RUN_DIR") ? "/run" : "";
    }

    @Override
    public String workingFolder() {
        return "/";
    }

    @Override
    public Line connect(String socket, long timeout) {
        var client = house.connect();
        client.room(1 << 20);
        Queue<String> lines = new ArrayDeque<>();
        return new Line() {
            @Override
            public void send(String line, long limit) {
                client.send(line + "\n");
                house.turns(3);
                lines.addAll(client.received().lines().toList());
            }

            @Override
            public Optional<String> receive(long limit) {
                return Optional.ofNullable(lines.poll());
            }

            @Override
            public int user() {
                return 0;
            }

            @Override
            public int process() {
                return 1;
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    public int sandbox(String name, Isolation isolation, long limit, IntSupplier code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void end() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long[] childrenUsage() {
        return new long[2];
    }

    @Override
    public long now() {
        return house.kernel.kernel().clock().now();
    }

    @Override
    public long wallTime() {
        return house.kernel.kernel().clock().wallTime();
    }

    @Override
    public Consumer<String> syslog(String program) {
        throw new AssertionError("no verb of these tests uses it");
    }

    @Override
    public int foreground(List<String> command, Optional<String> name, OptionalLong patience) {
        throw new AssertionError("no verb of these tests uses it");
    }

    @Override
    public SourceCommand.Result execute(SourceCommand command) {
        return new SourceCommand.Result(house.kernel.disk().text(command.file()), Optional.empty());
    }

    @Override
    public Answer ask(Probe probe, long timeout) {
        throw new AssertionError("no verb of these tests uses it");
    }

    @Override
    public Optional<String> obstacle(Probe probe) {
        throw new AssertionError("no verb of these tests uses it");
    }

    @Override
    public Pidfiles pidfiles() {
        throw new AssertionError("no verb of these tests uses it");
    }

    @Override
    public Kernel kernel(String runFolder, Runnable first) {
        first.run();
        return house.kernel.kernel();
    }
}

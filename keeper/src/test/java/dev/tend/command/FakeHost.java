package dev.tend.command;

import dev.tend.cli.FakeFiles;
import dev.tend.cli.FakePidfiles;
import dev.tend.cli.Main;
import dev.tend.format.SourceCommand;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.pidfile.Pidfiles;
import dev.tend.probe.Answer;
import dev.tend.service.Isolation;
import dev.tend.service.Probe;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** A machine with a few files, and perhaps a keeper that says what it was told to say. */
public final class FakeHost implements Host {

    public final FakeTerminal terminal = new FakeTerminal();
    public final FakePidfiles pidfiles = new FakePidfiles();
    public final FakeFiles files = new FakeFiles();
    public final Map<String, String> variables = new HashMap<>();
    public final List<String> asked = new ArrayList<>();

    /** The number of requests that were made before the first answer was taken. */
    public int askedAhead;

    public final List<Probe> probed = new ArrayList<>();
    public final Queue<Answer> answers = new ArrayDeque<>();
    public Optional<String> obstacle = Optional.empty();
    public long asking;

    /** Tells whether a run directory was claimed. */
    public boolean becameKeeper;

    private Optional<List<Reply>> replies = Optional.empty();

    /** Tells whether the keeper sends only the prepared answers, and does not close the connection. */
    boolean frozen;

    /** The number of times that the first connection waits in vain before the keeper answers it. */
    int mute;

    private int connections;

    /** The user of the keeper. */
    int keeperUser;

    /** From now on there is a keeper, and it answers everything with these. */
    public FakeHost keeper(Reply... answer) {
        replies = Optional.of(List.of(answer));
        return this;
    }

    /** Does as {@code tend} with these words. */
    public int tend(String... words) {
        return new Main(this).run("tend", List.of(words));
    }

    public String output() {
        return terminal.output.toString();
    }

    public String errors() {
        return terminal.errors.toString();
    }

    /** 2026-11-21T07:09:07Z. */
    long wallTime = 1_795_244_947_000_000L;

    @Override
    public long wallTime() {
        return wallTime;
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Streams streams() {
        return files.streams();
    }

    @Override
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public String workingFolder() {
        return "/home/ada";
    }

    @Override
    public Line connect(String socket, long timeout) {
        if (replies.isEmpty()) {
            throw new KernelException("cannot connect to " + socket, Errno.ENOENT);
        }
        Queue<String> lines = new ArrayDeque<>();
        boolean first = connections++ == 0;
        return new Line() {
            @Override
            public void send(String line, long limit) {
                asked.add(line);
                replies.get().forEach(reply -> lines.add(Codec.encode(reply)));
            }

            @Override
            public Optional<String> receive(long limit) {
                askedAhead = askedAhead == 0 ? asked.size() : askedAhead;
                if (lines.isEmpty() ? frozen : first && mute-- > 0) {
                    terminal.time += limit;
                    throw new KernelException("the keeper does not answer", Errno.ETIMEDOUT);
                }
                return Optional.ofNullable(lines.poll());
            }

            @Override
            public int user() {
                return keeperUser;
            }

            @Override
            public int process() {
                return 4711;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Consumer<String> syslog(String program) {
        return line -> {};
    }

    @Override
    public int foreground(List<String> command, Optional<String> name, OptionalLong patience) {
        terminal.print(name.orElse("no name") + " " + command + " " + patience + "\n");
        return 7;
    }

    @Override
    public SourceCommand.Result execute(SourceCommand command) {
        throw new AssertionError("no format of these tests needs a command");
    }

    @Override
    public Answer ask(Probe probe, long timeout) {
        probed.add(probe);
        terminal.time += asking;
        return answers.isEmpty() ? new Answer.Unhealthy("connection refused") : answers.remove();
    }

    @Override
    public Optional<String> obstacle(Probe probe) {
        return obstacle;
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
        return terminal.time;
    }

    @Override
    public Pidfiles pidfiles() {
        return pidfiles;
    }

    @Override
    public Kernel kernel(String runFolder, Runnable first) {
        becameKeeper = true;
        first.run();
        throw new AssertionError("no test becomes a keeper");
    }
}

package dev.tend.cli;

import dev.tend.kernel.ControlClient;
import dev.tend.kernel.Files;
import dev.tend.kernel.Foreground;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.PosixFiles;
import dev.tend.kernel.PosixKernel;
import dev.tend.kernel.PosixStreams;
import dev.tend.kernel.ProcessTable;
import dev.tend.kernel.Streams;
import dev.tend.posix.Environ;
import dev.tend.posix.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The machine this program runs on. Does nothing to the process before it has to become a keeper. */
final class PosixHost implements Host {

    private static final int LONGEST_NAME = 1 << 16;

    private final PosixFiles files = new PosixFiles();
    private final PosixStreams streams = new PosixStreams(files);
    private final ProcessTable processes = new ProcessTable();
    private final Map<String, String> variables = new HashMap<>();
    private final PosixTerminal terminal;

    PosixHost() {
        for (var variable : Environ.all()) {
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, Math.max(equals, 0)), variable.substring(equals + 1));
        }
        terminal = new PosixTerminal(!variable("NO_COLOR").isEmpty());
    }

    /** The name this program was called by, without its folder; {@code main} is not told. */
    String calledAs() {
        try {
            String line = files.read("/proc/self/cmdline", LONGEST_NAME);
            int end = line.indexOf('\0');
            String path = end < 0 ? line : line.substring(0, end);
            return path.substring(path.lastIndexOf('/') + 1);
        } catch (KernelException unknown) {
            return "tend";
        }
    }

    @Override
    public PosixTerminal terminal() {
        return terminal;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public String workingFolder() {
        var folder = new ArrayList<String>();
        int result = Paths.realpath(".", folder);
        if (result < 0) {
            throw new KernelException("cannot tell the working folder", -result);
        }
        return folder.getFirst();
    }

    @Override
    public Optional<Use> use(int pid, long birth) {
        return processes.usage(pid, birth).map(usage -> new Use(usage.cpu(), usage.memory()));
    }

    @Override
    public Line connect(String socket) {
        var client = ControlClient.connect(socket);
        return new Line() {
            @Override
            public void send(String line) {
                client.send(line);
            }

            @Override
            public Optional<String> receive() {
                return client.receive();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    public Consumer<String> syslog(String program) {
        return new Syslog(program)::write;
    }

    @Override
    public int foreground(String name, List<String> command) {
        return new Foreground().run(name, command);
    }

    @Override
    public Kernel kernel() {
        return new PosixKernel();
    }
}

package dev.tend.command;

import dev.tend.format.SourceCommand;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.OwnDirectories;
import dev.tend.kernel.Files;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Memory;
import dev.tend.kernel.Streams;
import dev.tend.lifecycle.Signals;
import dev.tend.linux.LogLock;
import dev.tend.linux.NeededCalls;
import dev.tend.linux.PosixKernel;
import dev.tend.linux.PosixMemory;
import dev.tend.linux.PosixStreams;
import dev.tend.path.LockFile;
import dev.tend.path.PosixFiles;
import dev.tend.pidfile.Pidfiles;
import dev.tend.pidfile.PosixPidfiles;
import dev.tend.posix.Environ;
import dev.tend.posix.Signalling;
import dev.tend.posix.Tasks;
import dev.tend.posix.Times;
import dev.tend.probe.Answer;
import dev.tend.probe.Attempt;
import dev.tend.probe.CommandOutput;
import dev.tend.proc.LimitedGroups;
import dev.tend.proc.OpenedProcesses;
import dev.tend.service.GroupLimit;
import dev.tend.service.Isolation;
import dev.tend.service.Probe;
import dev.tend.source.CommandUser;
import dev.tend.spawn.KeeperNeeds;
import dev.tend.spawn.NamespaceSetup;
import dev.tend.tool.ControlClient;
import dev.tend.tool.Foreground;
import dev.tend.tool.Program;
import dev.tend.tool.Syslog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The machine this program runs on. Does nothing to the process before it has to become a keeper. */
public final class PosixHost implements Host {

    private static final int LOG_FOLDER_MODE = 0750;
    private static final int LONGEST_PATH = 4096;

    private Optional<LogLock> logLock = Optional.empty();
    private boolean isSuccessor;

    /** Tells whether this is process 1 of a sandbox, for which signals wait until the keeper in it reads them. */
    private boolean sandboxed;

    private final PosixFiles files = new PosixFiles();
    private Optional<Streams> streams = Optional.empty();
    private final Map<String, String> variables = new HashMap<>();
    private final PosixTerminal terminal;

    public PosixHost() {
        for (var variable : Environ.all()) {
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, Math.max(equals, 0)), variable.substring(equals + 1));
        }
        terminal = new PosixTerminal(!variable("NO_COLOR").isEmpty());
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
        if (streams.isEmpty()) {
            streams = Optional.of(new PosixStreams(files, new OpenedProcesses()));
        }
        return streams.get();
    }

    @Override
    public Memory memory() {
        return new PosixMemory();
    }

    @Override
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public String workingFolder() {
        return Program.realpath(".");
    }

    @Override
    public boolean isFirstProcess() {
        return Tasks.getpid() == 1;
    }

    @Override
    public Line connect(String socket, long timeout) {
        var client = ControlClient.connect(socket, timeout);
        return new Line() {
            @Override
            public void send(String line, long limit) {
                client.send(line, limit);
            }

            @Override
            public Optional<String> receive(long limit) {
                return client.receive(limit);
            }

            @Override
            public int user() {
                return client.user();
            }

            @Override
            public int process() {
                return client.process();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    public Consumer<String> syslog(String program) {
        var syslog = new Syslog(program);
        return line -> syslog.tell(Syslog.NOTICE, line);
    }

    @Override
    public int foreground(List<String> command, Optional<String> name, OptionalLong patience) {
        return Foreground.run(command, name, patience);
    }

    @Override
    public SourceCommand.Result execute(SourceCommand command) {
        return CommandOutput.of(command, CommandUser.of(command.file(), files()));
    }

    @Override
    public Answer ask(Probe probe, long timeout) {
        return Attempt.ask(probe, timeout);
    }

    @Override
    public Optional<String> obstacle(Probe probe) {
        return Attempt.obstacle(probe);
    }

    @Override
    public Optional<String> obstacle(Isolation isolation) {
        return NamespaceSetup.obstacle(isolation, files);
    }

    @Override
    public List<String> missing(Iterable<GroupLimit> limits, String process) {
        return LimitedGroups.missing(files, limits, process);
    }

    @Override
    public int sandbox(String name, Isolation isolation, long limit, IntSupplier code) {
        var setup = NamespaceSetup.ofSandbox(isolation, files);
        return Foreground.run(name, setup.birthFlags(), limit, () -> {
            sandboxed = true;
            setup.enter();
            return code.getAsInt();
        });
    }

    @Override
    public void end() {
        Tasks.kill(Tasks.getpid(), Signals.TERM);
    }

    @Override
    public long[] childrenUsage() {
        return Tasks.childrenUsage();
    }

    @Override
    public long now() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    @Override
    public long wallTime() {
        return Times.micros(Times.CLOCK_REALTIME);
    }

    @Override
    public Pidfiles pidfiles() {
        return new PosixPidfiles();
    }

    @Override
    public Kernel kernel(String runFolder, Runnable first) {
        NeededCalls.check();
        KeeperNeeds.check(files, memory());
        new OwnDirectories(files).make(runFolder, KeeperOptions.RUN_FOLDER_MODE);
        var lock = LockFile.open(KeeperOptions.lock(runFolder));
        if (!lock.take()) {
            throw taken(runFolder, lock.holder());
        }
        var listener = ControlClient.listener(KeeperOptions.controlSocket(runFolder));
        if (listener.isPresent()) { // somebody has removed the lock
            throw taken(runFolder, listener);
        }
        first.run();
        if (!sandboxed) {
            Signalling.unblockAll(); // what came too late to be handed on ends us as it should
        }
        var kernel = PosixKernel.open(
                (probe, timeout) -> Attempt.problem(probe, timeout),
                command -> CommandOutput.of(command, Optional.empty()),
                lock,
                logLock);
        terminal.complainThrough(kernel.streams());
        return kernel;
    }

    /** @param keeper its pid; 0 where that cannot be seen from here */
    private static Failure taken(String runFolder, OptionalInt keeper) {
        return new Failure(
                ExitCode.FAILED,
                runFolder + ": " + another(keeper)
                        + " runs here: stop it, or choose another run directory (--run-dir, TEND_RUN_DIR)");
    }

    private static String another(OptionalInt keeper) {
        boolean known = keeper.isPresent() && keeper.getAsInt() != 0;
        return "another keeper" + (known ? ", pid " + keeper.getAsInt() + "," : "");
    }

    @Override
    public void claimLogs(String logFolder, String runFolder, boolean required) {
        new OwnDirectories(files).checkLogs(logFolder);
        if (required) {
            files.makeFolder(logFolder, LOG_FOLDER_MODE);
        }
        var lock = new LogLock(logFolder, KeeperOptions.logLock(logFolder));
        boolean taken;
        try {
            files.makeFolder(logFolder, LOG_FOLDER_MODE);
            taken = takeFile(lock, logFolder, runFolder);
        } catch (KernelException e) {
            terminal.complain(e.getMessage() + ": another keeper may write to the logs in " + logFolder + " as well");
            taken = true;
        }
        if (!taken || !takeName(lock)) {
            throw new Failure(
                    ExitCode.FAILED,
                    logFolder + ": " + another(lock.rival())
                            + " keeps its logs here: stop it, or choose another --log-dir");
        }
        lock.note(runFolder);
        logLock = Optional.of(lock);
    }

    /** Takes the lock file. Where it belongs to a keeper that has lost its run directory to us, it becomes ours. */
    private boolean takeFile(LogLock lock, String logFolder, String runFolder) {
        String path = KeeperOptions.logLock(logFolder);
        if (lock.takeFile()) {
            return true;
        }
        isSuccessor = files.read(path, LONGEST_PATH).equals(runFolder);
        if (!isSuccessor) {
            return false;
        }
        files.remove(path);
        return lock.takeFile();
    }

    private boolean takeName(LogLock lock) {
        try {
            return lock.takeName() || isSuccessor;
        } catch (KernelException impossible) {
            return true; // the file's lock is there
        }
    }
}

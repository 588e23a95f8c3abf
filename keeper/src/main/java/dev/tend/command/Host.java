package dev.tend.command;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Memory;
import dev.tend.kernel.Streams;
import dev.tend.pidfile.Pidfiles;
import dev.tend.probe.Answer;
import dev.tend.service.GroupLimit;
import dev.tend.service.Isolation;
import dev.tend.service.Probe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** All that a verb knows of the world; the real one in {@link PosixHost}, another in tests. */
public interface Host {

    /** No service file is larger, in bytes. */
    int LARGEST_FILE = 64 << 10;

    Terminal terminal();

    Files files();

    Streams streams();

    /** The memory of this program, and of a keeper that is started like it. */
    default Memory memory() {
        return new Memory() {};
    }

    /** The value of an environment variable, or "". */
    String variable(String name);

    /** The absolute path of the folder that relative paths start from. */
    String workingFolder();

    /** Tells whether this is process 1, as in a container. */
    default boolean isFirstProcess() {
        return false;
    }

    /**
     * Connects to a keeper, within so many microseconds.
     *
     * @throws dev.tend.kernel.KernelException where no process listens on that socket, and, with ETIMEDOUT, where it is not
     * accepted
     */
    Line connect(String socket, long timeout);

    /** Returns a consumer of lines for syslog, facility daemon, under a program's name. Where there is no syslog, they are lost. */
    Consumer<String> syslog(String program);

    /**
     * Executes a command in the foreground, as {@code tend run} does, and returns the exit code.
     *
     * @param name for messages
     * @param patience how long the processes that it leaves behind may take to end, in microseconds; empty: they may stay
     */
    int foreground(List<String> command, Optional<String> name, OptionalLong patience);

    /** Executes a command that a source needs in a child, and waits for its end. */
    SourceCommand.Result execute(SourceCommand command);

    /** Finds out whether something answers, within so many microseconds. */
    Answer ask(Probe probe, long timeout);

    /** Returns why such a probe cannot be made here at all. */
    Optional<String> obstacle(Probe probe);

    /** Returns why a process cannot be isolated so here. */
    default Optional<String> obstacle(Isolation isolation) {
        return Optional.empty();
    }

    /** Returns the keys of the limits that a keeper cannot set here. @param process the keeper's pid, or {@code self} */
    default List<String> missing(Iterable<GroupLimit> limits, String process) {
        return List.of();
    }

    /**
     * Runs code in a process of its own that is isolated, and is process 1 there. It ends with this process.
     *
     * @param limit the time after which it is told to end, in microseconds
     * @return what the code returns
     */
    int sandbox(String name, Isolation isolation, long limit, IntSupplier code);

    /** Tells this process to end, as a user would. */
    void end();

    /** Returns the processor time of the children that have ended, in microseconds, and the most memory that one had, in bytes. */
    long[] childrenUsage();

    /** Microseconds on a clock that nobody sets. */
    long now();

    /** Microseconds since 1970. */
    long wallTime();

    Pidfiles pidfiles();

    /**
     * Makes this process the keeper of a run directory, once and for good. There is only one: a second is refused.
     *
     * @param first done once nobody else can be, and before this process is changed
     */
    Kernel kernel(String runFolder, Runnable first);

    /**
     * Claims a log directory for the keeper that this process becomes, for as long as it lives. Where that is impossible for want
     * of rights, space or locks, there is a complaint. The directory is taken from a keeper that has lost the same run directory.
     *
     * @param required whether it is an error where it cannot be made
     * @throws Failure where the keeper of another run directory has claimed it
     */
    default void claimLogs(String logFolder, String runFolder, boolean required) {}

    default Kernel kernel(String runFolder) {
        return kernel(runFolder, () -> {});
    }

    /** A connection to a keeper. All times are in microseconds. */
    interface Line extends AutoCloseable {

        /** @throws dev.tend.kernel.KernelException with ETIMEDOUT where the keeper does not take it in time */
        void send(String line, long timeout);

        /**
         * Waits for the next line; empty where the other side has hung up.
         *
         * @throws dev.tend.kernel.KernelException with ETIMEDOUT where there is none in time
         */
        Optional<String> receive(long timeout);

        /** Returns the user id of the process that listens at the other side. */
        int user();

        /** Returns the pid of the process that listens at the other side; 0 where it cannot be seen from here. */
        int process();

        @Override
        void close();
    }

    default Directories places() {
        return Directories.of(files().userId(), this::variable);
    }

    /** The run directory that the arguments, the environment or the defaults name. */
    default String runFolder(Arguments arguments) {
        return absolute(arguments.value("run-dir").orElse(places().run()));
    }

    /** The path from the root, without a needless end or beginning; symbolic links stay as they are. */
    default String absolute(String path) {
        String end = path.startsWith("./") ? path.substring(2) : path;
        while (end.length() > 1 && end.endsWith("/")) {
            end = end.substring(0, end.length() - 1);
        }
        if (end.startsWith("/")) {
            return end;
        }
        return end.isEmpty() || end.equals(".") ? workingFolder() : Names.below(workingFolder(), end);
    }

    default boolean isFolder(String path) {
        return files().facts(path).filter(facts -> facts.kind() == Kind.FOLDER).isPresent();
    }
}

package dev.tend.kernel;

import dev.tend.posix.Execution;
import dev.tend.service.Address;
import dev.tend.service.Command;
import dev.tend.service.Credentials;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Probe;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything a child needs to know to become a service's process, or that of one of its hooks. The child itself looks up its user,
 * reads its environment files and finds its program, since nothing waits for it there.
 *
 * @param name of the instance
 * @param output the destination of both its output streams
 * @param notificationFd the descriptor at which it finds a pipe to the keeper, if at all
 * @param input the FIFO that is its standard input, if any
 * @param sockets the descriptors that become its 3, 4 and so on, whatever their numbers are here
 * @param extra variables that only Tend can know, such as INSTANCE
 */
public record Launch(
        String name,
        ServiceSpec spec,
        Work work,
        Output output,
        Optional<String> input,
        OptionalInt notificationFd,
        List<Integer> sockets,
        Map<String, String> extra) {

    /** Stands among {@code extra} for the pid of the child itself. */
    public static final String OWN_PID = Execution.OWN_PID;

    /** The variable that says of which instance of which keeper a process is, see {@link #mark}. */
    public static final String INSTANCE = "TEND_INSTANCE";

    /** The variable that tells the main process of an instance from those it has started: its pid. */
    public static final String EXEC_PID = "TEND_EXEC_PID";

    /** The same for a hook, and whatever else the keeper has started besides. */
    public static final String HELPER_PID = "TEND_HELPER_PID";

    /** The variable that tells a hook or a probe which process is the main one. */
    public static final String MAIN_PID = "MAINPID";

    /** The variable that says where the keeper is. */
    public static final String RUN_FOLDER = "TEND_RUN_DIR";

    /** Makes the launch of an auxiliary process, which gets no sockets. */
    public Launch(
            String name,
            ServiceSpec spec,
            Work work,
            Output output,
            OptionalInt notificationFd,
            Map<String, String> extra) {
        this(name, spec, work, output, Optional.empty(), notificationFd, List.of(), extra);
    }

    /** The purpose of the child. */
    public sealed interface Work {

        /** The service's main process. */
        record Main() implements Work {}

        /** A hook of it. @param leaves whether what it starts is meant to stay when it ends */
        record AuxCommand(Action action, List<String> arguments, boolean leaves) implements Work {}

        /**
         * A question about the service: the exit code is the answer, and the output on the pipe gives the reason for a no. The
         * process ends with the keeper.
         *
         * @param timeout how long it may take, in microseconds
         */
        record Question(Probe probe, long timeout) implements Work {}

        /** A question whether nobody is connected to some listen sockets. */
        record Count(List<Address> addresses) implements Work {}

        /** The removal of directories with all that is in them; else as a question. */
        record Removal(List<String> paths) implements Work {}
    }

    /** The destination of the output. */
    public sealed interface Output {

        /** A FIFO that exists already; the child opens it for reading and writing, so it never is without a reader. */
        record Fifo(String path) implements Output {}

        /** The same for standard output alone, which another process reads; standard error is the keeper's own. */
        record Pipe(String path) implements Output {}

        record Null() implements Output {}

        /** Two files, which are opened for appending by the keeper's user. */
        record Files(String output, String errors) implements Output {}

        /** The keeper's own standard output and error. */
        record Inherited() implements Output {}
    }

    /** The value of {@link #INSTANCE}: the instance's name, a colon, and the run directory of its keeper. */
    public static String mark(String instance, String runFolder) {
        return instance + ":" + runFolder;
    }

    /** The FIFO of the output, if it has one. */
    public Optional<String> fifo() {
        return output instanceof Output.Fifo(var path) ? Optional.of(path) : Optional.empty();
    }

    /** Returns the program to execute and its arguments. */
    public List<String> argv() {
        return switch (work) {
            case Work.Main() -> spec.command().argv();
            case Work.Question(Probe.Exec(var words), var _) -> words;
            case Work.Question _, Work.Removal _, Work.Count _ -> List.of(); // it is asked right in the child
            case Work.AuxCommand(var action, var arguments, var _) -> {
                var argv = new ArrayList<>(action.command().argv());
                if (action.command() instanceof Command.Shell) {
                    argv.add(spec.name()); // what sh calls $0
                }
                argv.addAll(arguments);
                yield argv;
            }
        };
    }

    /** Tells whether it answers a question, and ends with the keeper. */
    public boolean isQuestion() {
        return work instanceof Work.Question || work instanceof Work.Removal || work instanceof Work.Count;
    }

    /** Tells whether it answers a question without a program. */
    public boolean isAskedByUs() {
        return isQuestion() && !(work instanceof Work.Question(var probe, var _) && probe instanceof Probe.Exec);
    }

    /** Tells whether the directories of the service are made for it first. */
    public boolean makesDirectories() {
        return !isQuestion() && !spec.directories().isEmpty();
    }

    /** Tells whether it becomes the steward. */
    public boolean isSteward() {
        return extra.containsKey(RUN_FOLDER);
    }

    /** Returns the user and groups of the program. */
    public Credentials credentials() {
        return privileged() ? Credentials.OF_THE_KEEPER : spec.credentials();
    }

    /** Tells whether it keeps all the rights of the keeper. */
    public boolean privileged() {
        return work instanceof Work.AuxCommand(var action, var _, var _) && action.privileged();
    }
}

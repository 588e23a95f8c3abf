package dev.tend.kernel;

import dev.tend.posix.Execution;
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
 * All a child needs to know to become a service's process, or that of one of its hooks. Looking up its user, reading its
 * environment files and finding its program is done in the child, where nobody has to wait for it.
 *
 * @param name of the instance
 * @param output where both its streams go
 * @param voice under which descriptor it finds a pipe to the keeper, if at all
 * @param input the FIFO that is its standard input, if any
 * @param sockets the descriptors it finds as 3, 4 and so on, be they what they are here
 * @param extra variables that only Tend can know, such as INSTANCE
 */
public record Launch(
        String name,
        ServiceSpec spec,
        Work work,
        Output output,
        Optional<String> input,
        OptionalInt voice,
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

    /** The variable that says where the keeper is. */
    public static final String RUN_FOLDER = "TEND_RUN_DIR";

    /** What an errand knows of: no sockets. */
    public Launch(
            String name, ServiceSpec spec, Work work, Output output, OptionalInt voice, Map<String, String> extra) {
        this(name, spec, work, output, Optional.empty(), voice, List.of(), extra);
    }

    /** What it is to do. */
    public sealed interface Work {

        /** What the service is there for. */
        record Main() implements Work {}

        /** A hook of it. @param leaves whether what it starts is meant to stay when it ends */
        record AuxCommand(Action action, List<String> arguments, boolean leaves) implements Work {}

        /**
         * To find something out about it: what it exits with is the answer, and why it is no is what it says through its voice.
         * It ends with the keeper.
         *
         * @param timeout how long it may take, in microseconds
         */
        record Question(Probe probe, long timeout) implements Work {}
    }

    /** Where output goes. */
    public sealed interface Output {

        /** A FIFO that exists already; the child opens it for reading and writing, so it never is without a reader. */
        record Fifo(String path) implements Output {}

        /** The same for standard output alone, which another process reads; standard error is the keeper's own. */
        record Pipe(String path) implements Output {}

        record Null() implements Output {}

        /** Two files, appended to by whoever opens them: the keeper's user. */
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

    /** What is executed. */
    public List<String> argv() {
        return switch (work) {
            case Work.Main() -> spec.command().argv();
            case Work.Question(Probe.Exec(var words), var _) -> words;
            case Work.Question _ -> List.of(); // it is asked right in the child
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

    /** Whether it finds something out, and ends with the keeper. */
    public boolean isQuestion() {
        return work instanceof Work.Question;
    }

    /** Whether it finds that out without a program. */
    public boolean isAskedByUs() {
        return work instanceof Work.Question(var probe, var _) && !(probe instanceof Probe.Exec);
    }

    /** Whether it becomes the steward. */
    public boolean isSteward() {
        return extra.containsKey(RUN_FOLDER);
    }

    /** Whose program it is. */
    public Credentials credentials() {
        return privileged() ? Credentials.OF_THE_KEEPER : spec.credentials();
    }

    /** Whether it keeps all that the keeper may do. */
    public boolean privileged() {
        return work instanceof Work.AuxCommand(var action, var _, var _) && action.privileged();
    }
}

package dev.tend.source;

import dev.tend.format.Draft;
import dev.tend.format.SourceCommand;
import dev.tend.format.SourceCommand.Result;
import dev.tend.kernel.Clock;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.AuxProcess;
import dev.tend.process.AuxProcesses;
import dev.tend.service.Command;
import dev.tend.service.Probe;
import dev.tend.service.ServiceSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Executes the commands that sources need, one after the other, while the keeper goes on. Each is a child that ends with
 * the keeper, and with all it has started when its time is over.
 */
public final class SourceCommands {

    /** The descriptor from which the keeper reads. */
    private static final int STANDARD_OUTPUT = 1;

    private final Files files;
    private final Clock clock;
    private final Loop loop;
    private final AuxProcesses children;

    /** The readings that wait for commands; the first one's are being executed. */
    private final Deque<Round> rounds = new ArrayDeque<>();

    public SourceCommands(Files files, Clock clock, Loop loop, AuxProcesses children) {
        this.files = files;
        this.clock = clock;
        this.loop = loop;
        this.children = children;
    }

    /** Executes commands, and passes on their results when the last has ended. */
    public void execute(List<SourceCommand> commands, Consumer<Map<SourceCommand, Result>> then) {
        var round = new Round(commands, then);
        rounds.add(round);
        if (rounds.size() == 1) {
            round.begin();
        }
    }

    /** The commands of one reading. */
    private final class Round implements AuxProcess.EndListener {

        private final Deque<SourceCommand> commands;
        private final Consumer<Map<SourceCommand, Result>> then;
        private final Map<SourceCommand, Result> results = new HashMap<>();
        private final LoopTimer patience = new LoopTimer(this::kill);
        private Optional<Process> process = Optional.empty();
        private long end;
        private boolean late;

        Round(List<SourceCommand> commands, Consumer<Map<SourceCommand, Result>> then) {
            this.commands = new ArrayDeque<>(commands);
            this.then = then;
        }

        void begin() {
            end = clock.now() + SourceCommand.TOTAL_MICROS;
            next();
        }

        /** Starts the first command that can be started; without any, the round is over. */
        private void next() {
            while (process.isEmpty() && !commands.isEmpty()) {
                start();
            }
            if (process.isEmpty()) {
                rounds.remove(this);
                if (!rounds.isEmpty()) {
                    rounds.getFirst().begin();
                }
                then.accept(results);
            }
        }

        private void start() {
            var command = commands.getFirst();
            long now = clock.now();
            if (now >= end) {
                results.put(
                        commands.removeFirst(),
                        Result.failed("was not executed: the commands before it took too long"));
                return;
            }
            try {
                process = Optional.of(children.start(launch(command), this, SourceCommand.MOST_OUTPUT));
            } catch (KernelException impossible) {
                results.put(commands.removeFirst(), Result.failed(impossible.getMessage()));
                return;
            }
            late = false;
            loop.set(
                    patience,
                    Math.min(now + SourceCommand.TIMEOUT_MICROS, end)); // ends it also where what follows fails
            children.release(process.get());
        }

        private void kill() {
            late = true;
            process.ifPresent(child -> children.signal(child, Signals.KILL));
        }

        /** Does not wait for processes that it has left behind and that may not be signalled. */
        @Override
        public void refused(int pid) {
            conclude(Result.failed("has started process " + pid + ", which cannot be ended"));
        }

        @Override
        public void ended(Process ended, Exit exit, String said) {
            if (process.filter(ended::equals).isPresent()) {
                conclude(result(exit, said));
            }
        }

        private Result result(Exit exit, String said) {
            if (late) {
                return Result.failed(SourceCommand.TOO_LATE);
            }
            if (!exit.equals(new Exit.Code(0))) {
                return Result.failed(exit.phrase());
            }
            return said.length() < SourceCommand.MOST_OUTPUT
                    ? new Result(said, Optional.empty())
                    : Result.failed(SourceCommand.TOO_MUCH);
        }

        private void conclude(Result result) {
            loop.set(patience, LoopTimer.UNSET);
            process = Optional.empty();
            results.put(commands.removeFirst(), result);
            next();
        }
    }

    private Launch launch(SourceCommand command) {
        var spec = spec(command);
        return new Launch(
                "",
                spec,
                new Launch.Work.Question(new Probe.Exec(command.argv()), SourceCommand.TIMEOUT_MICROS),
                new Launch.Output.Null(),
                OptionalInt.of(STANDARD_OUTPUT),
                Map.of());
    }

    private ServiceSpec spec(SourceCommand command) {
        var draft = new Draft();
        draft.command = Optional.of(new Command.Words(command.argv()));
        draft.user = CommandUser.of(command.file(), files).map(String::valueOf);
        return draft.spec("source").orElseThrow();
    }
}

package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.StartTiming;
import dev.tend.service.Plan.Change;
import dev.tend.supervisor.Instances;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.List;
import java.util.Optional;

/** Answers what is asked over the control socket: it hands each request to the class that answers such requests. */
public final class RequestHandler {

    private static final String NO_MANAGER = "this keeper is no process manager: ask for the status of its services";

    private final Clock clock;
    private final KeeperActions keeper;
    private final Instances instances;
    private final InstanceSelector selector;
    private final StatusReport status;
    private final ChangeHandler changes;
    private final SignalHandler signals;
    private final PlanReport plans;
    private final DeployHandler deployments;
    private final RunHookHandler hooks;
    private final LogTails logs;
    private final Measurements measurements;
    private final Optional<OneProcess> one;

    /** The actions and answers that only the keeper as a whole has. */
    public interface KeeperActions {

        /** Carries out an action, such as the following, when the commands that sources need have ended. */
        void prepare(Runnable action);

        /** Reads the folders and carries the plan out. */
        List<Change> reload(String cause);

        /** Returns what a reload would do now. */
        List<Change> plan();

        /** Returns the same, and what follows from it for services that require a stopped or restarted one. */
        List<Change> foreseen();

        Reply.Keeper about();

        void shutdown(String cause);

        /** Reports a fault of the keeper as a whole. */
        void trouble(String what);
    }

    RequestHandler(
            Clock clock,
            KeeperActions keeper,
            Instances instances,
            InstanceSelector selector,
            StatusReport status,
            ChangeHandler changes,
            SignalHandler signals,
            PlanReport plans,
            DeployHandler deployments,
            RunHookHandler hooks,
            LogTails logs,
            Measurements measurements,
            Optional<OneProcess> one) {
        this.clock = clock;
        this.keeper = keeper;
        this.instances = instances;
        this.selector = selector;
        this.status = status;
        this.changes = changes;
        this.signals = signals;
        this.plans = plans;
        this.deployments = deployments;
        this.hooks = hooks;
        this.logs = logs;
        this.measurements = measurements;
        this.one = one;
    }

    Answer answer(Request request, ClientConnection asker) {
        try {
            return switch (request) {
                case Request.Status(var names) -> status(names, asker);
                case Request.Change change -> changes.answer(change, asker);
                case Request.Signal(var names, var signal) -> signals.answer(names, signal, asker);
                case Request.Reload() ->
                    new PreparedAnswer(keeper, () -> plans.answer(keeper.reload("reload"), false, asker));
                case Request.Plan() -> new PreparedAnswer(keeper, () -> plans.answer(keeper.foreseen(), true, asker));
                case Request.Deploy deploy -> deployments.answer(deploy, keeper::plan, asker);
                case Request.RunHook run -> hooks.answer(run, asker);
                case Request.Follow() -> new Following(asker);
                case Request.Logs(var names, var lines, var follow) ->
                    logs.answer(selector.choose(names), lines, follow, asker);
                case Request.ReadLogs(var places) -> logs.answer(places, asker);
                case Request.Usage(var names, var files) ->
                    measurements.of(selector.choose(names.isEmpty() ? List.of("*") : names), files, asker);
                case Request.Graph() -> graph(asker);
                case Request.Manage(var demand) ->
                    one.orElseThrow(() -> new Refusal(1, NO_MANAGER)).answer(demand, asker);
                case Request.Info() -> StreamedAnswer.of(asker, List.of(keeper.about()), 0);
                case Request.Shutdown(var patience) -> {
                    keeper.shutdown("asked to shut down");
                    yield patience > 0 ? new AwaitEnd(asker) : StreamedAnswer.end(asker, 0, "");
                }
            };
        } catch (Refusal refusal) {
            return StreamedAnswer.end(asker, refusal.code(), refusal.getMessage());
        }
    }

    private Answer status(List<String> names, ClientConnection asker) {
        var patterns = selector.patterns(names);
        var rows = status.rows(patterns);
        return StreamedAnswer.of(
                asker,
                rows,
                () -> new Reply.End(
                        patterns.unused().isEmpty() ? 0 : 1,
                        patterns.unused().map(selector::unknown).orElse("")),
                rows.weight());
    }

    private Answer graph(ClientConnection asker) {
        long now = clock.now();
        var nodes = new MappedIterator<>(instances.inOrder(), instance -> node(instance, now));
        return StreamedAnswer.of(asker, nodes, () -> new Reply.End(0, ""), 0);
    }

    private static Reply.Node node(Instance instance, long now) {
        var pace = instance.pace();
        return new Reply.Node(
                instance.name(),
                instance.spec().name(),
                instance.state().word(),
                instance.latest().spec().relations(),
                pace.begun() == StartTiming.UNKNOWN ? -1 : now - pace.begun(),
                pace.ready() == StartTiming.UNKNOWN ? -1 : pace.ready() - pace.begun());
    }
}

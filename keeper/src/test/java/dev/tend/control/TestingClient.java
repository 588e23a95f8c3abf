package dev.tend.control;

import dev.tend.bosh.BoshHooks;
import dev.tend.bosh.BoshJobs;
import dev.tend.bosh.DeploymentReport;
import dev.tend.bosh.ScriptLogs;
import dev.tend.control.RequestHandler.KeeperActions;
import dev.tend.output.Console;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.TestingEngine;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client that is connected to the request handler of an engine that a test sets up. */
final class TestingClient implements KeeperActions, DeploymentReport.Journal {

    private static final int DESCRIPTOR = 9;

    final TestingEngine house = new TestingEngine();

    /** The requests that concerned the keeper as a whole. */
    final List<String> asked = new ArrayList<>();

    /** The changes that a reload would make. */
    final List<Change> changes = new ArrayList<>();

    private final Clients clients = new Clients(house.testing.loop.guard());
    private final ClientConnection connection;
    private String sent = "";
    private final StringBuilder received = new StringBuilder();

    TestingClient() {
        house.testing.others = this::answer;
        var kernel = house.testing.kernel;
        var loop = house.testing.loop;
        var engine = house.engine;
        var catalogue = new Catalogue(kernel, house.options.sources(), engine.instances::all, loop.guard());
        var console = new Console(kernel.streams(), kernel.poller(), false, false);
        var folders = new Outputs.Folders("/run", "/log", false);
        var logs = new ScriptLogs(
                kernel.files(),
                new Outputs(
                        kernel.files(),
                        kernel.streams(),
                        kernel.poller(),
                        kernel.clock(),
                        console,
                        folders,
                        (_, _, _) -> {}));
        var jobs = BoshJobs.of(
                kernel,
                loop,
                house.options,
                engine,
                new AuxProcesses(kernel, loop),
                catalogue,
                new BoshHooks(logs),
                logs,
                this,
                () -> reload("deployed"));
        var status = new StatusReport(
                kernel.clock(), engine.instances, catalogue, engine.status, engine.quarantine, engine.startOrder);
        var handler = RequestHandlers.of(kernel, loop, engine, catalogue, jobs, status, "/log", this, Optional.empty());
        connection = new ClientConnection(kernel, loop, DESCRIPTOR, handler, clients);
        clients.add(connection);
    }

    private Object answer(Method method, Object[] arguments) {
        if (method.getName().equals("read") && arguments[0].equals(DESCRIPTOR)) {
            byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, (byte[]) arguments[1], 0, bytes.length);
            sent = "";
            return bytes.length;
        }
        if (method.getName().equals("write") && arguments[0].equals(DESCRIPTOR)) {
            received.append(
                    new String((byte[]) arguments[1], (int) arguments[2], (int) arguments[3], StandardCharsets.UTF_8));
            return arguments[3];
        }
        return house.answer(method, arguments);
    }

    /** Sends a request and returns what was answered by the end of the turn. */
    List<Reply> ask(Request request) {
        sent = Codec.encode(request) + "\n";
        connection.readable();
        return answered();
    }

    /** Returns what was answered since the last time. */
    List<Reply> answered() {
        clients.settle();
        house.testing.turn();
        clients.settle();
        var replies = new ArrayList<Reply>();
        received.toString().lines().forEach(line -> replies.add(Codec.reply(line)));
        received.setLength(0);
        return replies;
    }

    /** Reports that all effects of an event on an instance are carried out. */
    List<Reply> changed(String instance) {
        connection.changed(house.engine.instances.find(instance).orElseThrow());
        return answered();
    }

    @Override
    public List<Change> reload(String cause) {
        asked.add("reload: " + cause);
        return changes;
    }

    @Override
    public List<Change> plan() {
        return changes;
    }

    @Override
    public void prepare(Runnable action) {
        action.run();
    }

    @Override
    public List<Change> foreseen() {
        var foreseen = new ArrayList<>(changes);
        foreseen.add(new Change("db", Action.KEEP, "unchanged"));
        return foreseen;
    }

    @Override
    public Reply.Keeper about() {
        return new Reply.Keeper("1", 1, 0, Map.of(), "tend", "/run", "/log", 0);
    }

    @Override
    public void shutdown(String cause) {
        asked.add("shutdown: " + cause);
    }

    @Override
    public void trouble(String what) {
        asked.add("trouble: " + what);
    }

    @Override
    public void deployment(String name, String text) {
        asked.add("deployment: " + text);
    }
}

package dev.tend.simulation;

import dev.tend.control.OneProcess;
import dev.tend.format.ServiceSource;
import dev.tend.format.ServiceSources;
import dev.tend.format.bosh.BoshFormat;
import dev.tend.format.tend.DirectorySource;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.Keeper;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Reply.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A keeper on a fake kernel where nothing happens by chance: files are put, processes end, and time passes as a test says. */
final class TestingHouse {

    static final String SERVICES = "/services";
    static final String MEMORY = "/run/es.json";
    private static final int MANY_TURNS = 100;

    final FakeKernel kernel = new FakeKernel(new Trace(false), new NoChance());
    final List<HistoryEvent> told = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private boolean watching = true;
    private OptionalLong stopTotal = OptionalLong.empty();
    private Optional<KeeperOptions> options = Optional.empty();
    private Keeper keeper;

    /** A generator with which nothing happens by chance. */
    private static final class NoChance extends SeededRandom {

        NoChance() {
            super(0);
        }

        @Override
        public int below(int bound) {
            return bound - 1;
        }
    }

    void put(String service, String text) {
        kernel.disk().put(SERVICES + "/" + service, text);
    }

    /** A job of BOSH with one service of the same name; a keeper that is started from now on has it. */
    void job(String name, String text, String... scripts) {
        putJob(name, text);
        for (String script : scripts) {
            putScript(name, script, "");
        }
        jobs.add("/jobs/" + name);
    }

    void putScript(String job, String script, String text) {
        kernel.disk().put("/jobs/" + job + "/bin/" + script, text);
    }

    void putJob(String name, String text) {
        kernel.disk().put("/jobs/" + name + "/tend", text);
    }

    /** Limits the time for all services to stop, for keepers that are started from now on. */
    void stopTotal(long micros) {
        stopTotal = OptionalLong.of(micros);
    }

    /** Keepers that are started from now on watch files, or not. */
    void watching(boolean watches) {
        watching = watches;
    }

    void start() {
        open();
        settle();
    }

    /** Starts the keeper, and lets it take no turn yet. */
    void open() {
        open(Optional.empty());
    }

    /** Keepers that are started from now on have these options. */
    void options(KeeperOptions other) {
        options = Optional.of(other);
    }

    private KeeperOptions usualOptions() {
        return new KeeperOptions(
                new ServiceSources(sources(), List.of()),
                "/run",
                "/log",
                watching,
                KeeperOptions.OwnOutput.QUIET,
                Optional.empty(),
                KeeperOptions.Manner.TEND,
                stopTotal);
    }

    private List<ServiceSource> sources() {
        var sources = new ArrayList<ServiceSource>(List.of(new DirectorySource(SERVICES)));
        jobs.forEach(job -> sources.add(new BoshFormat().described(job, "tend")));
        return sources;
    }

    private void open(Optional<OneProcess> one) {
        keeper = new Keeper(kernel.kernel(), options.orElseGet(this::usualOptions), List.of(told::add), one);
        keeper.start();
    }

    /** Starts a process manager of {@code es}, in place of one that may be there. */
    void startManager() {
        String text = "cmd=es\nrestart=never\ncritical=yes\n";
        kernel.files().makeFolder(SERVICES, 0755);
        kernel.files().makeFolder("/run", 0755);
        kernel.processes().bindToKeeper();
        kernel.keeperDied();
        open(Optional.of(new OneProcess(kernel.kernel(), SERVICES + "/es", text, MEMORY)));
        settle();
    }

    /** The keeper is killed, and another takes its place. */
    void replaceKeeper() {
        kernel.keeperDied();
        start();
    }

    /** Lets the keeper deal with all that is there to deal with now. */
    void settle() {
        pass(0);
    }

    /** Lets so many microseconds go by. */
    void pass(long micros) {
        long until = kernel.poller().now() + micros;
        for (int turn = 0; turn < MANY_TURNS && (turn < 3 || kernel.poller().now() < until); turn++) {
            kernel.poller().leapAtMost(Math.max(0, until - kernel.poller().now()));
            keeper.turn();
        }
    }

    void endService(String name, Exit exit) {
        kernel.processes().end(leader(name), exit);
        settle();
    }

    boolean isInHook(String name) {
        return kernel.processes().running().stream()
                .anyMatch(process -> process.leader && process.auxiliary && process.instance.equals(name));
    }

    void endHook(String name, Exit exit) {
        kernel.processes().end(hook(name), exit);
        settle();
    }

    FakeProcess hook(String name) {
        return leader(name, true);
    }

    FakeProcess leader(String name) {
        return leader(name, false);
    }

    private FakeProcess leader(String name, boolean auxiliary) {
        return kernel.processes().running().stream()
                .filter(process -> process.leader && process.auxiliary == auxiliary && process.instance.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not run: " + keeper.status()));
    }

    boolean isRunning(String name) {
        return kernel.processes().running().stream().anyMatch(process -> process.instance.equals(name));
    }

    Status status(String name) {
        return keeper.status().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there: " + keeper.status()));
    }

    List<String> names() {
        return keeper.status().stream().map(Status::name).toList();
    }

    /** All that the keeper answers to a line. */
    String ask(String line) {
        return ask(line, 3);
    }

    /** Returns the keeper's reply to a line after so many turns. */
    String ask(String line, int turns) {
        var client = connect();
        client.room(1 << 20);
        client.send(line + "\n");
        turns(turns);
        return client.received();
    }

    FakeClient connect() {
        return kernel.poller().streams().connect("/run/control", 0, 1).orElseThrow();
    }

    /** Lets the keeper take so many turns, without any time going by. */
    void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            kernel.poller().leapAtMost(0);
            keeper.turn();
        }
    }

    /** Returns the number of descriptors that the keeper has open. */
    int descriptors() {
        return kernel.streams().count() + kernel.poller().openCount();
    }

    int clients() {
        return keeper.clients();
    }

    long heldByClients() {
        return keeper.heldByClients();
    }

    /** Tells the keeper to stop. */
    void shutDown() {
        kernel.poller().signal(Signals.TERM);
        settle();
    }

    boolean isOver() {
        return keeper.isOver();
    }

    /** The last act of a keeper that is over. */
    void end() {
        keeper.end();
    }
}

package dev.tend.forward;

import dev.tend.client.BusyException;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperClient.ReplyStream;
import dev.tend.client.KeeperException;
import dev.tend.settings.Settings;
import dev.tend.text.Glob;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Sends the logs of services to a collector, each line at least once. One thread reads pieces of logs from the keeper and sends them;
 * another, each second, keeps the places of what the collector has taken, and looks for services that are new.
 */
public final class LogForwarder {

    /** So many places fit into a request to the keeper. */
    private static final int MOST = 600;

    private static final int TICK_MILLIS = 1000;
    private static final int TICKS_BETWEEN_LOOKS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 30_000;

    private final KeeperClient keeper;
    private final CollectorAddress address;
    private final Places places;
    private final List<String> patterns;
    private final Messages messages;
    private final Consumer<String> say;
    private final Settlement settlement;
    private Map<String, String> written;
    private Set<String> names = Set.of();
    private Optional<ReplyStream> replies = Optional.empty();
    private String trouble = "";

    private LogForwarder(
            KeeperClient keeper, CollectorAddress address, Settings settings, Path state, Consumer<String> say) {
        this.keeper = keeper;
        this.address = address;
        this.say = say;
        places = new Places(state);
        written = places.read();
        settlement = new Settlement(written);
        patterns = settings.words("forward.services");
        messages = new Messages(hostName());
    }

    /**
     * Begins to send logs, where the settings name a collector.
     *
     * @param say takes a line for the steward's own log
     * @throws dev.tend.settings.SettingsException where the settings cannot be used
     */
    public static void begin(Settings settings, KeeperClient keeper, Consumer<String> say) {
        settings.text("forward.to").ifPresent(url -> {
            var forwarder = new LogForwarder(
                    keeper,
                    CollectorAddress.of(url, settings),
                    settings,
                    settings.path("forward.state").orElseThrow(),
                    say);
            Thread.ofVirtual().name("forward").start(forwarder::run);
            Thread.ofVirtual().name("forward-places").start(forwarder::tick);
        });
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException unknown) {
            return "";
        }
    }

    private void run() {
        try {
            for (int pause = TICK_MILLIS; true; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
                pause = forward() ? TICK_MILLIS : pause;
                Thread.sleep(pause);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends until the connection is lost. Returns whether there was one. */
    private boolean forward() throws InterruptedException {
        boolean connected = false;
        try (var collector = address.connect(this::hangUp)) {
            connected = true;
            complain("");
            while (true) {
                forward(collector);
                Thread.sleep(TICK_MILLIS / 2); // should the keeper refuse to read
            }
        } catch (IOException lost) {
            complain(String.valueOf(lost.getMessage()));
        } finally {
            settlement.lost();
        }
        return connected;
    }

    /** Sends what the keeper answers to one request. */
    private void forward(Collector collector) throws IOException, InterruptedException {
        try (var pieces = ask()) {
            collector.send(List.of()); // it may have hung up while nothing was asked for
            for (var reply = pieces.next(); reply.isPresent(); reply = pieces.next()) {
                if (reply.get() instanceof Reply.LogPiece piece) {
                    send(collector, piece);
                }
            }
            collector.send(List.of());
        } catch (KeeperException | BusyException away) {
            Thread.sleep(TICK_MILLIS); // it will be back, or another
        } finally {
            forget();
        }
    }

    private void send(Collector collector, Reply.LogPiece piece) throws IOException {
        if (piece.gap()) {
            String lost =
                    "lines are missing here: the log was shortened, or files of it were removed, before it was sent";
            say.accept(piece.name() + ": " + lost);
            collector.send(List.of(messages.warning(piece.name(), lost)));
        }
        collector.send(messages.of(piece.name(), piece.text(), collector.longest()));
        settlement.sent(piece.name(), piece.place());
    }

    private ReplyStream ask() throws InterruptedException {
        var wanted = wanted();
        var sent = settlement.sent();
        var from = new TreeMap<String, String>();
        wanted.forEach(name -> from.put(name, sent.getOrDefault(name, "")));
        var begun = keeper.begin(new Request.ReadLogs(from));
        synchronized (this) {
            names = wanted;
            replies = Optional.of(begun);
        }
        return begun;
    }

    private synchronized void forget() {
        replies = Optional.empty();
    }

    private synchronized void hangUp() {
        replies.ifPresent(ReplyStream::close);
    }

    /** Returns the instances whose logs are sent: those that there are, and those with a place. */
    private Set<String> wanted() {
        var all = new HashSet<String>(settlement.sent().keySet());
        keeper.status().forEach(row -> all.add(row.name()));
        all.removeIf(
                name -> !patterns.isEmpty() && patterns.stream().noneMatch(pattern -> Glob.matches(pattern, name)));
        return all.size() <= MOST
                ? all
                : new HashSet<>(all.stream().sorted().limit(MOST).toList());
    }

    private void tick() {
        try {
            for (int count = 1; true; count++) {
                Thread.sleep(TICK_MILLIS);
                settle();
                if (count % TICKS_BETWEEN_LOOKS == 0) {
                    look();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle() {
        var settled = settlement.settled(System.nanoTime());
        if (!settled.equals(written)) {
            var problem = places.write(settled);
            written = settled;
            problem.ifPresent(this::complain);
        }
    }

    /** Asks the keeper anew where there are other services than before. */
    private void look() {
        try {
            var now = wanted();
            synchronized (this) {
                if (replies.isPresent() && !now.equals(names)) {
                    replies.get().close();
                }
            }
        } catch (KeeperException | BusyException away) {
            return; // it will be back, or another
        }
    }

    private void complain(String problem) {
        if (!problem.equals(trouble)) {
            say.accept(
                    problem.isEmpty()
                            ? "sending logs to " + address + " again"
                            : "cannot send logs to " + address + ": " + problem + ": they wait in their files");
        }
        trouble = problem;
    }
}

package dev.tend.simulation;

import dev.tend.format.tend.DirectorySource;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.Keeper;
import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.NotifySocket.Letter;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import java.util.Optional;

/**
 * A keeper on a fake kernel, and all that can happen to it: processes end, files are edited, people ask, disks fill up, and the
 * keeper itself is killed, between any two lines. After each event the {@link Invariants} are looked at.
 */
final class World {

    private static final String SERVICES = "/services";

    /** The beginning of the paths of files that services watch. */
    static final String WATCHED = "/conf/file";

    private static final String ELSEWHERE = "/services.away";
    private static final String RUN = "/run";
    private static final int SERVICE_COUNT = 8;

    private static final List<Integer> MISHAPS =
            List.of(Errno.ENOSPC, Errno.EIO, Errno.EROFS, Errno.EACCES, Errno.EMFILE);
    private static final List<String> WORDS = List.of(
            "READY=1",
            "READY=1\nSTATUS=serves 7",
            "RELOADING=1",
            "STOPPING=1\nSTATUS=",
            "WATCHDOG=1",
            "WATCHDOG=1",
            "WATCHDOG=trigger",
            "WATCHDOG_USEC=3000000",
            "READY\n=\n\u0000=1",
            "");

    private static final List<String> CLIENTS_NAMES = List.of("s1", "s2", "s3*", "s*", "*", "nobody");

    private static final KeeperOptions OPTIONS = new KeeperOptions(
            Formats.alone(new DirectorySource(SERVICES)),
            RUN,
            "/log",
            true,
            KeeperOptions.OwnOutput.QUIET,
            Optional.empty(),
            KeeperOptions.Manner.TEND);

    private final SeededRandom chance;
    private final Trace trace;
    private final ServiceTexts texts;
    private final FakeKernel kernel;
    private final Invariants invariants;
    private final Container container;
    private final StateDamage damage;
    private final Clients clients;
    private final boolean planted;
    private Keeper keeper;
    private long events;
    private long deaths;

    /**
     * @param planted whether faults are planted in the keeper itself: now and then something throws an unexpected
     * exception
     */
    World(SeededRandom chance, Trace trace, boolean planted) {
        this.planted = planted;
        this.chance = chance;
        this.trace = trace;
        texts = new ServiceTexts(chance, SERVICE_COUNT - 1);
        kernel = new FakeKernel(trace, chance);
        container = new Container(kernel.processes(), chance);
        kernel.disk().makeFolders(SERVICES, 0755);
        for (int number = 0; number < SERVICE_COUNT; number++) {
            edit(number);
        }
        damage = new StateDamage(kernel.disk(), chance, RUN + "/state");
        invariants = new Invariants(kernel, RUN + "/state", damage.damaged());
        clients = new Clients(chance, kernel, RUN, CLIENTS_NAMES);
        keeper = newKeeper();
    }

    long events() {
        return events + kernel.poller().noticeCount();
    }

    long deaths() {
        return deaths;
    }

    /** Lets one event happen, and the keeper handle it. */
    void step() {
        events++;
        happen();
        kernel.poller().leapAtMost(chance.onceIn(5) ? chance.below(40_000_000) : chance.below(50_000));
        try {
            plant();
            keeper.turn();
            kernel.disk().faults().plantAfter(Long.MAX_VALUE);
            invariants.check(keeper);
            replaceKeeperThatIsOver();
        } catch (Faults.Death death) {
            keeperDied();
        } catch (KernelException broken) {
            if (!kernel.poller().isBroken()) {
                throw broken;
            }
            keeperDied();
        }
    }

    private void plant() {
        if (planted && chance.onceIn(4)) {
            kernel.disk().faults().plantAfter(chance.below(150));
        }
    }

    /** Told to stop, the keeper ends, and leaves nothing behind. */
    void end() {
        calm();
        kernel.poller().signal(Signals.TERM);
        kernel.poller().leapAtMost(60_000_000);
        for (int turns = 0; !keeper.isOver(); turns++) {
            if (turns > 10_000) {
                throw new InvariantBroken("a shutdown that does not end");
            }
            keeper.turn();
        }
        keeper.end();
        invariants.checkEnd();
    }

    private void calm() {
        kernel.processes().tableFull(false);
        kernel.processes().powerless(false);
        kernel.disk().faults().endlessRoom();
        kernel.disk().faults().allow(RUN + "/state");
        kernel.disk().faults().mishaps(() -> 0);
        kernel.disk().faults().dieAfter(Long.MAX_VALUE);
        kernel.disk().faults().plantAfter(Long.MAX_VALUE);
    }

    /** A fault of the keeper's that was not planted is one, even where it goes on. */
    private void hear(HistoryEvent entry) {
        trace.add(entry.service() + " " + entry.event() + ": " + entry.why());
        if (entry.event().equals("fault") && !(planted && entry.why().contains(PlantedFaults.class.getName()))) {
            throw new InvariantBroken(entry.toString());
        }
    }

    // ---- the keeper's own death

    private Keeper newKeeper() {
        while (true) {
            try {
                var born = new Keeper(kernel.kernel(), OPTIONS, List.of(this::hear));
                born.start();
                return born;
            } catch (Faults.Death again) {
                buried();
            }
        }
    }

    /** Starts another keeper if this one was told to stop and has ended. */
    private void replaceKeeperThatIsOver() {
        if (keeper.isOver()) {
            keeper.end();
            keeperDied();
        }
    }

    private void keeperDied() {
        buried();
        if (chance.onceIn(8)) {
            container.restart();
        } else if (chance.onceIn(2)) {
            var pids = container.pids();
            worldGoesOn();
            container.intrude(pids);
        }
        if (chance.onceIn(6)) {
            damage.some();
        }
        keeper = newKeeper();
        keeper.status()
                .forEach(status -> damage.damaged().remove(status.name())); // others have left nothing to find them by
    }

    private void buried() {
        deaths++;
        trace.add("the keeper dies");
        calm();
        kernel.keeperDied();
        clients.forget();
        invariants.checkWrittenDown();
        invariants.forgetMembers();
        invariants.forgetTimes();
    }

    /** While no keeper is there. */
    private void worldGoesOn() {
        for (int i = chance.below(4); i > 0; i--) {
            endSomething();
        }
    }

    // ---- what happens

    private void happen() {
        switch (chance.below(29)) {
            case 0, 1, 2, 3, 4 -> endSomething();
            case 5, 6 -> addMember();
            case 7, 8 -> speak();
            case 9, 10 -> edit(chance.below(SERVICE_COUNT));
            case 11 -> kernel.disk().delete(path(chance.below(SERVICE_COUNT)));
            case 12, 13, 14, 15 -> ask();
            case 16 -> kernel.poller().signal(Signals.HUP);
            case 17 -> kernel.processes().tableFull(chance.onceIn(3));
            case 18 -> fault();
            case 19 -> kernel.clock().jump(chance.below(2_000_000_000) - 1_000_000_000L);
            case 20 -> vanish();
            case 21 -> write();
            case 23 -> {
                if (chance.onceIn(30)) {
                    kernel.poller().signal(Signals.TERM);
                }
            }
            case 25, 26 -> clients.step();
            case 28 -> kernel.listenSockets().happen();
            case 22 -> kernel.disk().faults().dieAfter(chance.below(40));
            case 24 -> power();
            case 27 -> kernel.disk().put(WATCHED + chance.below(2), "text " + chance.below(3));
            default -> {} // time goes on
        }
    }

    private void endSomething() {
        var running = kernel.processes().running();
        if (!running.isEmpty()) {
            var process = running.get(chance.below(running.size()));
            var exit = chance.onceIn(2) ? new Exit.Code(chance.below(4)) : new Exit.Killed(Signals.KILL);
            kernel.processes().end(process, exit);
        }
    }

    private void addMember() {
        var running = kernel.processes().running();
        if (!running.isEmpty()) {
            var process = running.get(chance.below(running.size()));
            if (process.leader) {
                kernel.processes().addMember(process);
            }
        }
    }

    private void speak() {
        for (FakeProcess process : kernel.processes().running()) {
            kernel.processes()
                    .readinessFds()
                    .say(process, process.auxiliary ? (chance.below(9) - 4) + "\n" : "ready\n");
            if (!process.fifo.isEmpty() && process.leader && !process.asks && chance.onceIn(3)) {
                kernel.disk().pour(process.fifo, "a line of " + process.pid + "\n");
            }
        }
    }

    /** Sends messages from services, from other processes, and from processes that have ended already. */
    private void write() {
        for (FakeProcess process : kernel.processes().running()) {
            if (!process.notifySocket.isEmpty()) {
                int session = chance.onceIn(4) ? Letter.GONE : chance.onceIn(4) ? 0 : process.session;
                String word = process.swept && chance.onceIn(4)
                        ? "MAINPID=" + (process.swept ? someMember(process) : process).pid
                        : WORDS.get(chance.below(WORDS.size()));
                kernel.notifySockets()
                        .leave(process.notifySocket, new Letter(process.pid, session, chance.onceIn(2), word));
            }
        }
    }

    private FakeProcess someMember(FakeProcess of) {
        var running = kernel.processes().running();
        running.removeIf(process -> process.session != of.session && !chance.onceIn(20));
        return running.isEmpty() ? of : running.get(chance.below(running.size()));
    }

    private void fault() {
        switch (chance.below(5)) {
            case 4 -> kernel.disk().faults().mishaps(this::mishap);
            case 3 -> kernel.disk().delete(KeeperOptions.controlSocket(RUN));
            case 0 -> kernel.disk().faults().deny(RUN + "/state", Errno.ENOSPC);
            case 1 -> kernel.disk().faults().room(chance.below(4000));
            default -> calm();
        }
    }

    /** Whatever is written, made, renamed or removed may fail, each for itself. */
    private int mishap() {
        return chance.onceIn(4) ? MISHAPS.get(chance.below(MISHAPS.size())) : 0;
    }

    /** The keeper loses the right to signal other users' processes, or has it again; or it cannot wait any more. */
    private void power() {
        if (chance.onceIn(20)) {
            kernel.poller().breakDown();
        }
        kernel.processes().powerless(chance.onceIn(3));
    }

    private void vanish() {
        if (kernel.disk().isFolder(SERVICES)) {
            kernel.disk().move(SERVICES, ELSEWHERE);
            kernel.poller().folderGone(SERVICES);
        } else {
            kernel.disk().move(ELSEWHERE, SERVICES);
        }
    }

    private static String path(int number) {
        return SERVICES + "/s" + number;
    }

    private void edit(int number) {
        if (kernel.disk().isFolder(SERVICES)) {
            kernel.disk().put(path(number), chance.onceIn(8) ? "cmd=web\nrestrat=yes\n" : texts.text(number));
        }
    }

    private void ask() {
        String name = "\"s" + chance.below(SERVICE_COUNT) + (chance.onceIn(3) ? "*" : "") + "\"";
        String names = "\"names\":[" + name + "]";
        String request =
                switch (chance.below(12)) {
                    case 0, 1, 2 -> change("start", names);
                    case 3, 4 -> change("stop", names);
                    case 5, 6 -> change("restart", names);
                    case 7 -> change("kill", names);
                    case 8, 9 -> change("reload-service", names);
                    case 10 -> "{\"ask\":\"status\",\"names\":[]}";
                    default -> "{\"ask\":\"reload\"}";
                };
        kernel.streams().connect(KeeperOptions.controlSocket(RUN), 0, 1).ifPresent(client -> {
            client.room(1 << 20);
            client.send(request + "\n");
            if (chance.onceIn(3)) {
                client.close();
            }
        });
    }

    private String change(String verb, String names) {
        return "{\"ask\":\"" + verb + "\"," + names + ",\"patience\":" + (chance.onceIn(2) ? 0 : 5) + "}";
    }
}

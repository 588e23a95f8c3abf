package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.NotifySocket;
import dev.tend.kernel.NotifySocket.Letter;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Notification;
import dev.tend.lifecycle.Process;
import dev.tend.loop.Loop;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.ServiceSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The notify sockets of the instances ({@code $NOTIFY_SOCKET}). Each instance has a socket of its own, which stays
 * while its processes come and go. Messages of a process that is not of the service are ignored.
 */
final class NotifySockets {

    /** The number of messages read at a time; the rest waits until all other sockets had a turn. */
    private static final int MOST_AT_ONCE = 32;

    private final Kernel kernel;
    private final Loop loop;
    private final String folder;
    private final BiConsumer<Instance, Event> feed;
    private final Retries<Instance> retries;
    private final BiConsumer<Instance, String> trouble;
    private final Watchdogs watchdogs;
    private final Map<Instance, Box> boxes = new HashMap<>();

    /**
     * @param folder the directory of the sockets
     * @param trouble receives ignored messages, once for each run
     */
    NotifySockets(
            Kernel kernel,
            Loop loop,
            String folder,
            BiConsumer<Instance, Event> feed,
            Retries<Instance> retries,
            BiConsumer<Instance, String> trouble) {
        this.kernel = kernel;
        this.retries = retries;
        this.loop = loop;
        this.folder = folder;
        this.feed = feed;
        this.trouble = trouble;
        watchdogs = new Watchdogs(kernel.clock(), loop, feed);
    }

    /** A notify socket, and the messages of this run. */
    private static final class Box {

        private final NotifySocket notifySocket;
        private String phase = "";
        private String status = "";
        private boolean complained;

        Box(NotifySocket notifySocket) {
            this.notifySocket = notifySocket;
        }

        void beginRun() {
            phase = "";
            status = "";
            complained = false;
        }
    }

    /**
     * Makes the notify socket of an instance that is about to be started, if it has one.
     *
     * @throws KernelException where there can be none
     */
    void open(Instance instance) {
        if (!instance.spec().readiness().notifies()) {
            close(instance);
        } else if (!boxes.containsKey(instance)) {
            var box = new Box(kernel.sockets()
                    .notifySocket(
                            NotifyAddress.of(folder, instance.name()),
                            instance.spec().credentials().user()));
            boxes.put(instance, box);
            loop.listen(box.notifySocket.descriptor(), instance.name(), () -> read(instance, box));
        }
    }

    /** Goes on listening to what an adopted process says. */
    void resume(Instance instance) {
        try {
            open(instance);
            retries.settled(instance, Kind.NOTIFY_SOCKET);
        } catch (KernelException failed) {
            retries.failed(instance, Kind.NOTIFY_SOCKET, failed.getMessage(), () -> resume(instance));
        }
    }

    /** Adds the variables for the environment of the instance's process. */
    void addVariables(Instance instance, Map<String, String> variables) {
        var readiness = instance.spec().readiness();
        if (readiness.notifies()) {
            variables.put("NOTIFY_SOCKET", NotifyAddress.of(folder, instance.name()));
        }
        if (readiness.watchdog() > 0) {
            variables.put("WATCHDOG_USEC", String.valueOf(readiness.watchdog()));
            variables.put("WATCHDOG_PID", Launch.OWN_PID);
        }
    }

    /** Returns the status that an instance reports about itself, for people; or "". */
    String note(Instance instance) {
        var box = boxes.get(instance);
        if (box == null || box.phase.isEmpty()) {
            return box == null ? "" : box.status;
        }
        return box.status.isEmpty() ? box.phase : box.phase + ": " + box.status;
    }

    /** An instance is in another state than before, perhaps. */
    void changed(Instance instance) {
        watchdogs.changed(instance);
        var box = boxes.get(instance);
        if (box != null && instance.state().running().isEmpty()) {
            box.beginRun();
        }
    }

    /** Closes the notify socket of an instance. */
    void close(Instance instance) {
        watchdogs.forget(instance);
        var box = boxes.remove(instance);
        if (box != null) {
            loop.ignore(box.notifySocket.descriptor());
            box.notifySocket.close();
        }
    }

    // ---- reading

    private void read(Instance instance, Box box) {
        for (int i = 0; i < MOST_AT_ONCE && boxes.get(instance) == box; i++) {
            var letter = box.notifySocket.next();
            if (letter.isEmpty()) {
                return;
            }
            instance.state().running().ifPresent(main -> take(instance, box, main, letter.get()));
        }
    }

    private void take(Instance instance, Box box, Process main, Letter letter) {
        boolean gone = letter.session() == Letter.GONE;
        if (gone ? !letter.trusted() : letter.session() != main.session()) {
            complain(instance, box, "of process " + letter.pid() + ", which is not of this service");
        } else if (letter.text().isEmpty()) {
            complain(instance, box, "that says nothing, or more than " + NotifySocket.LONGEST + " bytes");
        } else {
            Notification.parse(letter.text()).forEach(said -> hear(instance, box, said));
        }
    }

    private void complain(Instance instance, Box box, String what) {
        if (!box.complained) {
            box.complained = true;
            trouble.accept(instance, "a message at NOTIFY_SOCKET was ignored, one " + what);
        }
    }

    private void hear(Instance instance, Box box, Notification said) {
        switch (said) {
            case Notification.IsReady() -> {
                box.phase = "";
                if (isReadyBySaying(instance.spec())) {
                    feed.accept(instance, new Event.BecameReady());
                }
            }
            case Notification.IsReloading() -> box.phase = "reloading";
            case Notification.IsStopping() -> box.phase = "stopping";
            case Notification.HasStatus(var text) -> box.status = text;
            case Notification.IsAlive() -> watchdogs.alive(instance);
            case Notification.WantsWatchdog(var period) -> watchdogs.watch(instance, period);
            case Notification.IsUnwell() -> feed.accept(instance, new Event.Unhealthy("it says it is not well"));
            case Notification.NeedsTime(var more) -> feed.accept(instance, new Event.Extended(more));
            case Notification.HasMain(var pid) -> follow(instance, box, pid);
        }
    }

    private void follow(Instance instance, Box box, int pid) {
        instance.state()
                .running()
                .flatMap(main -> kernel.processes().member(pid, main))
                .ifPresentOrElse(
                        process -> feed.accept(instance, new Event.Followed(process)),
                        () -> complain(instance, box, "about process " + pid + ", which is not of this service"));
    }

    private static boolean isReadyBySaying(ServiceSpec spec) {
        return spec.readiness().sign() instanceof Sign.Notify;
    }
}

package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Event;
import dev.tend.runit.SuperviseFolder;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stands in for runsv(8) in the service folders of runit: holds their locks, writes down how their services are, and takes
 * orders. A service whose folder somebody else has locked is held back until that one lets go.
 */
final class Supervision implements Companion {

    static final String ELSEWHERE = "another process supervises its folder: see supervise/lock there";

    private static final long RETRY = 5 * Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final Errands errands;
    private final Captures captures;
    private final Operator operator;
    private final Map<Instance, Post> posts = new HashMap<>();
    private final Map<Instance, Alarm> locked = new HashMap<>();

    /** What is kept of one that is supervised. */
    private record Post(Supervised status, Orders orders) {}

    /** Who does with instances what is ordered. */
    interface Operator {

        void feed(Instance instance, Event event);

        /** Starts it, with what it needs. */
        void start(Instance instance, Event event);

        /** Stops it after those who need it. */
        void stop(Instance instance, String cause);

        /** Has it go once it has ended, and its logger after it, until somebody wants it again. */
        void exit(Instance instance);

        boolean signalMain(Instance instance, int signal);

        void trouble(Instance instance, String problem);
    }

    Supervision(Kernel kernel, Loop loop, Errands errands, Captures captures, Operator operator) {
        this.kernel = kernel;
        this.loop = loop;
        this.errands = errands;
        this.captures = captures;
        this.operator = operator;
    }

    /** What keeps an instance from being started here. */
    Optional<String> hold(Instance instance) {
        return locked.containsKey(instance) ? Optional.of(ELSEWHERE) : Optional.empty();
    }

    @Override
    public void defined(Instance instance) {
        var post = posts.get(instance);
        if (post != null
                && instance.spec()
                        .runit()
                        .filter(post.status().service()::equals)
                        .isPresent()) {
            return;
        }
        gone(instance);
        instance.spec().runit().ifPresent(service -> open(instance, service));
    }

    private void open(Instance instance, String service) {
        try {
            var folder = SuperviseFolder.open(service);
            if (folder.isPresent()) {
                take(instance, service, folder.get());
            } else {
                var alarm = new Alarm(() -> retry(instance));
                locked.put(instance, alarm);
                loop.set(alarm, kernel.now() + RETRY);
            }
        } catch (KernelException unwritable) {
            operator.trouble(instance, unwritable.getMessage() + ": it is kept, but sv cannot find it");
        }
    }

    private void take(Instance instance, String service, SuperviseFolder folder) {
        var status = new Supervised(kernel, instance, service, folder);
        var orders = new Orders(kernel, loop, errands, captures, operator, instance, status, folder.control());
        posts.put(instance, new Post(status, orders));
        status.write();
        orders.take();
    }

    private void retry(Instance instance) {
        defined(instance);
        if (posts.containsKey(instance)) {
            operator.feed(instance, new Event.Clear("nobody else supervises it any more"));
        }
    }

    @Override
    public void changed(Instance instance) {
        var post = posts.get(instance);
        if (post != null) {
            post.status().write();
        }
    }

    @Override
    public void gone(Instance instance) {
        var post = posts.remove(instance);
        if (post != null) {
            post.orders().close();
            post.status().close();
        }
        var alarm = locked.remove(instance);
        if (alarm != null) {
            loop.set(alarm, Alarm.UNSET);
        }
    }
}

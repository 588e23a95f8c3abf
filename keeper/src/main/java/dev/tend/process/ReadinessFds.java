package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Child;
import dev.tend.loop.Loop;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.ServiceSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the notification fds of services. Later output is read and dropped: a pipe without a reader would end the
 * service by SIGPIPE, and a full one would block it.
 */
final class ReadinessFds {

    private static final int BUFFER = 512;

    private final Kernel kernel;
    private final Loop loop;
    private final Consumer<Instance> ready;
    private final Map<Instance, Integer> notificationFds = new HashMap<>();
    private final Set<Instance> heard = new HashSet<>();
    private final byte[] buffer = new byte[BUFFER];

    ReadinessFds(Kernel kernel, Loop loop, Consumer<Instance> ready) {
        this.kernel = kernel;
        this.loop = loop;
        this.ready = ready;
    }

    /** Under which descriptor a service finds a pipe to say it through, if it wants one. */
    OptionalInt notificationFd(ServiceSpec spec) {
        return spec.readiness().sign() instanceof Sign.Descriptor(var number)
                ? OptionalInt.of(number)
                : OptionalInt.empty();
    }

    void listen(Instance instance, Child child) {
        forget(instance); // one of a start that was abandoned
        child.notificationFd().ifPresent(notificationFd -> {
            notificationFds.put(instance, notificationFd);
            loop.listen(notificationFd, instance.name(), () -> hear(instance, notificationFd));
        });
    }

    /**
     * Reads from a notification fd: the first newline announces readiness, and all other text is for people. A service
     * that closes the pipe without a newline will not announce it.
     */
    private void hear(Instance instance, int notificationFd) {
        int count = kernel.streams().read(notificationFd, buffer);
        boolean said = false;
        for (int i = 0; i < count; i++) {
            said |= buffer[i] == '\n';
        }
        if (count == 0) {
            forget(instance);
        } else if (said && heard.add(instance)) {
            ready.accept(instance);
        }
    }

    /** Its process has ended, or cannot say any more. */
    void forget(Instance instance) {
        heard.remove(instance);
        var notificationFd = notificationFds.remove(instance);
        if (notificationFd != null) {
            loop.ignore(notificationFd);
            kernel.streams().close(notificationFd);
        }
    }
}

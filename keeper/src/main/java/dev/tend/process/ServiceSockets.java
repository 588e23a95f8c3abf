package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The listen sockets of services. All instances of a service share them, and they stay open while processes come and
 * go, so that a client that connects meanwhile waits rather than being refused.
 */
final class ServiceSockets {

    private final Kernel kernel;
    private final Function<String, List<Instance>> members;
    private final BiConsumer<Instance, String> trouble;

    /** The open sockets by the service's name. */
    private final Map<String, Map<Address, Integer>> open = new HashMap<>();

    /** @param members gives the instances of a service */
    ServiceSockets(Kernel kernel, Function<String, List<Instance>> members, BiConsumer<Instance, String> trouble) {
        this.kernel = kernel;
        this.members = members;
        this.trouble = trouble;
    }

    /**
     * The descriptors for a process of that service, in the order of its addresses; those that are not open yet are opened.
     *
     * @throws dev.tend.kernel.KernelException where one cannot be
     */
    List<Integer> open(ServiceSpec spec) {
        if (spec.listen().isEmpty()) {
            return List.of();
        }
        var sockets = open.computeIfAbsent(spec.name(), _ -> new LinkedHashMap<>());
        var descriptors = new ArrayList<Integer>();
        for (Address address : spec.listen()) {
            var there = sockets.get(address);
            int socket = there != null
                    ? there
                    : kernel.sockets().open(address, spec.credentials().user());
            sockets.put(address, socket);
            descriptors.add(socket);
        }
        return descriptors;
    }

    /** Returns the descriptors of those of its addresses that are open. */
    List<Integer> opened(ServiceSpec spec) {
        var sockets = open.getOrDefault(spec.name(), Map.of());
        var descriptors = new ArrayList<Integer>();
        for (Address address : spec.listen()) {
            if (sockets.containsKey(address)) {
                descriptors.add(sockets.get(address));
            }
        }
        return descriptors;
    }

    /** Adds the variables for the environment of the process, see {@code sd_listen_fds(3)}. */
    static void addVariables(ServiceSpec spec, Map<String, String> variables) {
        if (spec.listen().isEmpty()) {
            return;
        }
        var names = new ArrayList<String>();
        spec.listen().forEach(address -> names.add(address.name()));
        variables.put("LISTEN_FDS", String.valueOf(names.size()));
        variables.put("LISTEN_PID", Launch.OWN_PID);
        variables.put("LISTEN_FDNAMES", String.join(":", names));
    }

    /** Takes back from an adopted process the sockets that an earlier keeper had opened for it. */
    void adopt(Instance instance, Process process) {
        var sockets = open.computeIfAbsent(instance.spec().name(), _ -> new LinkedHashMap<>());
        for (Address address : instance.spec().listen()) {
            if (!sockets.containsKey(address)) {
                kernel.sockets()
                        .takeBack(address, process)
                        .ifPresentOrElse(
                                socket -> sockets.put(address, socket), () -> tellOfLoss(instance, process, address));
            }
        }
        tidy(instance.spec().name());
    }

    private void tellOfLoss(Instance instance, Process process, Address address) {
        trouble.accept(
                instance,
                "cannot take " + address.text() + " back from process " + process.pid()
                        + ": it is opened anew at the next start, and connections may be refused until then");
    }

    /** Closes the sockets that no instance of a service needs any more, neither as it runs nor as it will be started next. */
    void tidy(String service) {
        var sockets = open.get(service);
        if (sockets == null) {
            return;
        }
        var wanted = wanted(service);
        for (Address address : List.copyOf(sockets.keySet())) {
            if (!wanted.contains(address)) {
                kernel.streams().close(sockets.remove(address));
                kernel.sockets().removeDoor(address);
            }
        }
        if (sockets.isEmpty()) {
            open.remove(service);
        }
    }

    private Set<Address> wanted(String service) {
        var wanted = new HashSet<Address>();
        for (Instance instance : members.apply(service)) {
            wanted.addAll(instance.spec().listen());
            wanted.addAll(instance.latest().spec().listen());
        }
        return wanted;
    }
}

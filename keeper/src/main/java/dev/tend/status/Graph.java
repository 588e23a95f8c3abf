package dev.tend.status;

import dev.tend.command.Names;
import dev.tend.service.Precedence;
import dev.tend.service.Relations;
import dev.tend.text.Durations;
import dev.tend.wire.Reply.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services among those they wait for, and which of these each waited for last. A service that does not exist is not
 * waited for. Times are those of one start of all together: an instance that set out only after all that had set out
 * before were ready was no part of that start, and has no times.
 */
final class Graph {

    /** Between the readiness of a service and the start of one that has waited for it. */
    private static final long SLACK = Durations.SECOND;

    private final Map<String, Service> services = new TreeMap<>();
    private final Precedence precedence;
    private final Map<String, List<Service>> below = new HashMap<>();

    /**
     * A service with all its instances.
     *
     * @param begun how many microseconds ago the first of them set out to be started, or -1 where that is not known
     * @param ready how many microseconds ago the last of them was ready, or -1 where not all are, or it is not known
     */
    record Service(String name, String state, Relations relations, long begun, long ready) {

        boolean isTimed() {
            return begun >= 0 && ready >= 0;
        }

        /** Returns the time in microseconds until all instances were ready. */
        long took() {
            return begun - ready;
        }

        /** With an instance that was no part of the start. */
        private Service withLater(Service other) {
            return new Service(name, state.equals(other.state) ? state : "mixed", relations, begun, ready);
        }

        private Service and(Service other) {
            boolean begunBoth = begun >= 0 && other.begun >= 0;
            boolean readyBoth = ready >= 0 && other.ready >= 0;
            return new Service(
                    name,
                    state.equals(other.state) ? state : "mixed",
                    relations,
                    begunBoth ? Math.max(begun, other.begun) : -1,
                    readyBoth ? Math.min(ready, other.ready) : -1);
        }
    }

    Graph(Collection<Node> nodes) {
        long end = end(nodes);
        var later = new ArrayList<Node>();
        for (Node node : nodes) {
            if (node.begun() >= 0 && node.begun() < end - SLACK) {
                later.add(node);
            } else {
                var service = new Service(node.service(), node.state(), node.relations(), node.begun(), ready(node));
                services.merge(service.name(), service, Service::and);
            }
        }
        for (Node node : later) {
            var service = new Service(node.service(), node.state(), node.relations(), -1, -1);
            services.merge(service.name(), service, Service::withLater);
        }
        var relations = new TreeMap<String, Relations>();
        services.forEach((name, service) -> relations.put(name, service.relations()));
        precedence = Precedence.among(relations);
        for (Service service : services.values()) {
            String above = last(service).map(Service::name).orElse("");
            below.computeIfAbsent(above, _ -> new ArrayList<>()).add(service);
        }
    }

    private static long ready(Node node) {
        return node.begun() >= 0 && node.took() >= 0 ? node.begun() - node.took() : -1;
    }

    /**
     * Returns how many microseconds ago the start was over. It goes on as long as one that is part of it is not ready
     * when the next sets out.
     */
    private static long end(Collection<Node> nodes) {
        var inOrder = new ArrayList<>(nodes);
        inOrder.sort((one, other) -> Long.compare(other.begun(), one.begun()));
        long end = Long.MAX_VALUE;
        for (Node node : inOrder) {
            if (ready(node) >= 0 && (end == Long.MAX_VALUE || node.begun() >= end - SLACK)) {
                end = Math.min(end, ready(node));
            }
        }
        return end == Long.MAX_VALUE ? 0 : end;
    }

    /** Returns the names of all services. */
    List<String> names() {
        var names = new TreeSet<String>();
        for (Service service : services.values()) {
            names.add(service.name());
        }
        return new ArrayList<>(names);
    }

    Collection<Service> services() {
        return services.values();
    }

    /** Returns the services that wait for nothing. */
    List<Service> roots() {
        return below.getOrDefault("", List.of());
    }

    /** Returns the services that waited for this one last. */
    List<Service> below(Service service) {
        return below.getOrDefault(service.name(), List.of());
    }

    /** Returns the service that was ready last of all that it waits for; where times are not known, one with the longest way to it. */
    Optional<Service> last(Service service) {
        Optional<Service> last = Optional.empty();
        for (Service other : before(service)) {
            if (last.isEmpty() || isLater(other, last.get())) {
                last = Optional.of(other);
            }
        }
        return last;
    }

    /** All that it waits for and is there. */
    List<Service> before(Service service) {
        var before = new ArrayList<Service>();
        for (String name : service.relations().before()) {
            var other = services.get(name);
            if (other != null && precedence.rank(name) < precedence.rank(service.name())) {
                before.add(other);
            }
        }
        return before;
    }

    private boolean isLater(Service one, Service other) {
        if (one.isTimed() && other.isTimed() && one.ready() != other.ready()) {
            return one.ready() < other.ready();
        }
        return one.isTimed() == other.isTimed()
                ? precedence.rank(one.name()) > precedence.rank(other.name())
                : one.isTimed();
    }

    /** The one that was ready last of all. */
    Optional<Service> slowest(Collection<Service> among) {
        Optional<Service> slowest = Optional.empty();
        for (Service service : among) {
            if (service.isTimed() && (slowest.isEmpty() || isLater(service, slowest.get()))) {
                slowest = Optional.of(service);
            }
        }
        return slowest;
    }

    /**
     * From a service back through what each waited for last. It ends where nothing was waited for, or where what it is started after
     * was ready later, and had no part in it.
     */
    List<Service> chain(Service end) {
        var chain = new ArrayList<Service>();
        for (Optional<Service> at = Optional.of(end); at.isPresent(); at = cause(at.get())) {
            chain.add(at.get());
        }
        return chain;
    }

    private Optional<Service> cause(Service service) {
        Optional<Service> cause = Optional.empty();
        for (Service other : before(service)) {
            boolean had = other.isTimed() && service.begun() >= 0 && other.ready() >= service.begun();
            if (had && (cause.isEmpty() || isLater(other, cause.get()))) {
                cause = Optional.of(other);
            }
        }
        return cause;
    }

    /** Returns how many microseconds ago the start began. */
    long first() {
        long first = -1;
        for (Service service : services.values()) {
            first = Math.max(first, service.begun());
        }
        return first;
    }

    /** Only those that the patterns name, and all that these wait for, also by way of others. */
    Set<Service> upTo(List<String> patterns) {
        var found = new LinkedHashSet<Service>();
        Deque<Service> open = new ArrayDeque<>();
        for (Service service : services.values()) {
            if (Names.match(patterns, service.name())) {
                open.add(service);
            }
        }
        while (!open.isEmpty()) {
            var service = open.remove();
            if (found.add(service)) {
                open.addAll(before(service));
            }
        }
        return found;
    }
}

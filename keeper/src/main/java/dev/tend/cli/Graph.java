package dev.tend.cli;

import dev.tend.service.Precedence;
import dev.tend.service.Relations;
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

/** Services among those they wait for, and which of these each waited for last. What is not there is not waited for. */
final class Graph {

    private final Map<String, Service> services = new TreeMap<>();
    private final Precedence precedence;
    private final Map<String, List<Service>> below = new HashMap<>();

    /**
     * A service with all its instances.
     *
     * @param begun how many microseconds ago the first of them began its last start, or -1 where that is not known
     * @param ready how many microseconds ago the last of them was ready, or -1 where not all are, or it is not known
     */
    record Service(String name, String state, Relations relations, long begun, long ready) {

        boolean isTimed() {
            return begun >= 0 && ready >= 0;
        }

        /** How long it took until all instances were ready. */
        long took() {
            return begun - ready;
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
        for (Node node : nodes) {
            boolean timed = node.begun() >= 0 && node.took() >= 0;
            long ready = timed ? node.begun() - node.took() : -1;
            var service = new Service(node.service(), node.state(), node.relations(), node.begun(), ready);
            services.merge(service.name(), service, Service::and);
        }
        var relations = new TreeMap<String, Relations>();
        services.forEach((name, service) -> relations.put(name, service.relations()));
        precedence = Precedence.among(relations);
        for (Service service : services.values()) {
            String above = last(service).map(Service::name).orElse("");
            below.computeIfAbsent(above, _ -> new ArrayList<>()).add(service);
        }
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

    /** Those that wait for nothing. */
    List<Service> roots() {
        return below.getOrDefault("", List.of());
    }

    /** Those that waited for this one last. */
    List<Service> below(Service service) {
        return below.getOrDefault(service.name(), List.of());
    }

    /** Which of all that it waits for was ready last; where times are not known, one with the longest way to it. */
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
     * From a service back through what each waited for last. It ends where nothing was waited for, or where what is waited for has
     * been started anew since, and had no part in it.
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

    /** How many microseconds ago the first of all last starts began. */
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

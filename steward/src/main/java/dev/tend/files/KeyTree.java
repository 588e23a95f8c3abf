package dev.tend.files;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Lookup;
import dev.tend.template.data.Node;
import dev.tend.template.data.NodeWithServices;
import dev.tend.template.data.NodeWithServices.NodeService;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.data.ServiceName;
import dev.tend.template.value.GoString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The content of a directory: keys and their values, and the instances of services. It is one datacenter, whatever datacenter or namespace a
 * question names; an instance whose node names its datacenter is seen only in that one, and where none is asked for.
 *
 * @param problems what could not be read, a line each
 */
record KeyTree(NavigableMap<String, GoString> keys, List<ServiceInstance> instances, List<String> problems) {

    static final KeyTree EMPTY = new KeyTree(new TreeMap<>(), List.of(), List.of());

    /** Returns the answer to a question; certificates of Consul Connect are never there. */
    <A> Lookup<A> answer(Dependency<A> dependency) {
        Object answer =
                switch (dependency) {
                    case Dependency.Key key ->
                        Optional.ofNullable(keys.get(key.path())).map(value -> pair(key.path(), value));
                    case Dependency.Keys some -> below(some.prefix());
                    case Dependency.Instances some -> instances(some);
                    case Dependency.Services some -> services();
                    case Dependency.Nodes some -> nodes();
                    case Dependency.NodeServices one -> node(one.name());
                    case Dependency.Datacenters some -> datacenters();
                    case Dependency.CaRoots some -> List.of();
                    case Dependency.CaLeaf leaf -> null;
                    case Dependency.Variable variable -> null;
                    case Dependency.File file -> null;
                };
        @SuppressWarnings("unchecked") // each case has the type that its question names
        A typed = (A) answer;
        return typed == null ? new Lookup.NotYet<>() : new Lookup.Answer<>(typed);
    }

    private static KeyPair pair(String path, GoString value) {
        return new KeyPair(path, value, 0, 0, 0, 0, "");
    }

    private List<KeyPair> below(String prefix) {
        var pairs = new ArrayList<KeyPair>();
        for (Map.Entry<String, GoString> entry : keys.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            pairs.add(pair(entry.getKey(), entry.getValue()));
        }
        return List.copyOf(pairs);
    }

    private List<ServiceInstance> instances(Dependency.Instances some) {
        return instances.stream()
                .filter(one -> one.name().equals(some.name()))
                .filter(one -> some.tag().isEmpty() || one.tags().contains(some.tag()))
                .filter(one -> !some.passing() || one.status().equals("passing"))
                .filter(one -> some.scope().datacenter().isEmpty()
                        || one.nodeDatacenter().isEmpty()
                        || one.nodeDatacenter().equals(some.scope().datacenter()))
                .toList();
    }

    private List<ServiceName> services() {
        var tags = new TreeMap<String, TreeSet<String>>();
        instances.forEach(
                one -> tags.computeIfAbsent(one.name(), name -> new TreeSet<>()).addAll(one.tags()));
        return tags.entrySet().stream()
                .map(entry -> new ServiceName(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private static Node node(ServiceInstance one) {
        return new Node(
                one.nodeId(),
                one.node(),
                one.nodeAddress(),
                one.nodeDatacenter(),
                one.nodeTaggedAddresses(),
                one.nodeMeta());
    }

    private List<Node> nodes() {
        return instances.stream()
                .map(KeyTree::node)
                .distinct()
                .sorted(Comparator.comparing(Node::node).thenComparing(Node::address))
                .toList();
    }

    /** Returns a node of that name; the agent's own, which has no name, is the first. */
    private Optional<NodeWithServices> node(String name) {
        return nodes().stream()
                .filter(node -> name.isEmpty() || node.node().equals(name))
                .findFirst()
                .map(node -> new NodeWithServices(node, servicesOf(node)));
    }

    private List<NodeService> servicesOf(Node node) {
        return instances.stream()
                .filter(one -> one.node().equals(node.node()))
                .map(one -> new NodeService(
                        one.id(), one.name(), one.tags(), one.serviceMeta(), one.port(), one.address(), false))
                .sorted(Comparator.comparing(NodeService::service).thenComparing(NodeService::id))
                .toList();
    }

    private List<String> datacenters() {
        return instances.stream()
                .map(ServiceInstance::nodeDatacenter)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}

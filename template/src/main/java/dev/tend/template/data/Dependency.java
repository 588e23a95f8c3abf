package dev.tend.template.data;

import dev.tend.template.value.GoString;
import java.util.List;
import java.util.Optional;

/**
 * A question for data. Two that are equal are the same question, however many templates ask it, and are watched once.
 *
 * <p>Its text, as messages and {@code tend render --keys} show it, is close to the call in the template: {@code key(app/port)}.
 *
 * @param <A> the type of the answer, a value that can be compared
 */
public sealed interface Dependency<A> {

    /** The pair of one key; empty where there is no such key. The path has no leading slash. */
    record Key(String path, Scope scope) implements Dependency<Optional<KeyPair>> {

        @Override
        public String toString() {
            return "key(" + path + scope + ")";
        }
    }

    /**
     * All pairs whose path begins with a prefix, by path. The prefix is taken as it is: {@code a} is also one of {@code ab/x}. It has no
     * leading slash.
     */
    record Keys(String prefix, Scope scope) implements Dependency<List<KeyPair>> {

        @Override
        public String toString() {
            return "keys(" + prefix + scope + ")";
        }
    }

    /**
     * The instances of a service with their health. They are sorted by node and id, or by distance where {@code near} names a node.
     *
     * @param tag empty for instances with any tags
     * @param passing whether only instances are wanted whose checks all pass
     * @param near the node, or {@code _agent}, that the closest instances are wanted of; empty for no order by distance
     * @param connect whether instances are wanted that take connections of Consul Connect, such as proxies
     */
    record Instances(String name, String tag, boolean passing, String near, boolean connect, Scope scope)
            implements Dependency<List<ServiceInstance>> {

        @Override
        public String toString() {
            String function = connect ? "connect(" : "service(";
            String tagged = tag.isEmpty() ? name : tag + "." + name;
            return function + tagged + scope + (near.isEmpty() ? "" : "~" + near) + (passing ? "" : "|any") + ")";
        }
    }

    /** The names of all services, in order. */
    record Services(Scope scope) implements Dependency<List<ServiceName>> {

        @Override
        public String toString() {
            return "services(" + scope + ")";
        }
    }

    /** All nodes, by name and address, or by distance where {@code near} is not empty. */
    record Nodes(String near, Scope scope) implements Dependency<List<Node>> {

        @Override
        public String toString() {
            return "nodes(" + scope + (near.isEmpty() ? "" : "~" + near) + ")";
        }
    }

    /** One node with its services; empty where there is none of that name. An empty name is the agent's own node. */
    record NodeServices(String name, Scope scope) implements Dependency<Optional<NodeWithServices>> {

        @Override
        public String toString() {
            return "node(" + name + scope + ")";
        }
    }

    /**
     * The names of all datacenters, in order.
     *
     * @param reachable whether those are left out that cannot be reached
     */
    record Datacenters(boolean reachable) implements Dependency<List<String>> {

        @Override
        public String toString() {
            return "datacenters(" + (reachable ? "true" : "") + ")";
        }
    }

    /** The root certificates of Consul Connect. */
    record CaRoots() implements Dependency<List<CaRoot>> {

        @Override
        public String toString() {
            return "caRoots()";
        }
    }

    /** The certificate and key of a service for Consul Connect. */
    record CaLeaf(String service) implements Dependency<LeafCertificate> {

        @Override
        public String toString() {
            return "caLeaf(" + service + ")";
        }
    }

    /** A variable of the service's environment; empty where it is not set. */
    record Variable(String name) implements Dependency<Optional<GoString>> {

        @Override
        public String toString() {
            return "env(" + name + ")";
        }
    }

    /** The content of a file, as it is; empty where it does not exist, or cannot be read. */
    record File(String path) implements Dependency<Optional<GoString>> {

        @Override
        public String toString() {
            return "file(" + path + ")";
        }
    }
}

package dev.tend.consul;

import dev.tend.catalog.ConsulJson;
import dev.tend.catalog.HealthEntries;
import dev.tend.catalog.MalformedException;
import dev.tend.consul.ConsulException.Kind;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/**
 * Makes the answers to questions out of what Consul replies to a query, with further requests where a reply alone does not say it. For the
 * thread of one watch.
 */
final class ReplyReader {

    private final ConsulClient client;
    private final Lock reading;

    /** Keys that Consul has said do not exist, since a list leaves out those that the token may not read. */
    private final Set<Dependency<?>> absent = new HashSet<>();

    /**
     * The answers to questions.
     *
     * @param refused questions that are not answered, with the reason
     */
    record Answered(Map<Dependency<?>, Object> answers, Map<Dependency<?>, ConsulException> refused) {}

    /** @param reading is held while JSON is read, which takes memory */
    ReplyReader(ConsulClient client, Lock reading) {
        this.client = client;
        this.reading = reading;
    }

    /** Reads a reply. Throws {@link MalformedException} where it is not what Consul sends. */
    Answered read(Query query, Reply reply) throws ConsulException, InterruptedException {
        return switch (query) {
            case Query.Single single ->
                new Answered(Map.of(single.dependency(), answer(single.dependency(), reply)), Map.of());
            case Query.Tree tree -> tree(tree, pairs(reply));
        };
    }

    private Object answer(Dependency<?> dependency, Reply reply) throws ConsulException, InterruptedException {
        return switch (dependency) {
            case Dependency.Key key -> pairs(reply).stream().findFirst();
            case Dependency.Keys keys -> pairs(reply);
            case Dependency.Instances some ->
                HealthEntries.instances(json(reply), !some.near().isEmpty());
            case Dependency.Services some -> ConsulJson.services(json(reply));
            case Dependency.Nodes some ->
                ConsulJson.nodes(json(reply), !some.near().isEmpty());
            case Dependency.NodeServices one ->
                ConsulJson.nodeServices(json(one.name().isEmpty() ? own(one, reply) : reply));
            case Dependency.Datacenters some -> datacenters(some, ConsulJson.names(json(reply)));
            case Dependency.CaRoots roots -> ConsulJson.roots(json(reply));
            case Dependency.CaLeaf leaf -> ConsulJson.leaf(json(reply));
            case Dependency.Variable variable -> throw new IllegalArgumentException(variable.toString());
            case Dependency.File file -> throw new IllegalArgumentException(file.toString());
        };
    }

    private Json json(Reply reply) throws ConsulException, InterruptedException {
        if (reply.status() == Reply.NOT_FOUND) {
            throw new ConsulException(Kind.REFUSAL, reply.reason());
        }
        return parse(reply);
    }

    private Json parse(Reply reply) throws InterruptedException {
        reading.lockInterruptibly();
        try {
            return ConsulJson.parse(reply.body());
        } finally {
            reading.unlock();
        }
    }

    private List<KeyPair> pairs(Reply reply) throws InterruptedException {
        return reply.status() == Reply.NOT_FOUND ? List.of() : ConsulJson.pairs(parse(reply));
    }

    private Reply own(Dependency.NodeServices node, Reply self) throws ConsulException, InterruptedException {
        return client.ask(Targets.node(ConsulJson.ownNode(json(self)), node.scope(), ""), 0);
    }

    private List<String> datacenters(Dependency.Datacenters some, List<String> all)
            throws ConsulException, InterruptedException {
        if (!some.reachable()) {
            return all;
        }
        var reached = new ArrayList<String>();
        for (String name : all) {
            try {
                client.ask(Targets.reach(name), 0);
                reached.add(name);
            } catch (ConsulException unreachable) {
                if (unreachable.kind() == Kind.OUTAGE) {
                    throw unreachable;
                }
            }
        }
        return List.copyOf(reached);
    }

    private Answered tree(Query.Tree tree, List<KeyPair> pairs) throws ConsulException, InterruptedException {
        var byPath = new HashMap<String, KeyPair>();
        pairs.forEach(pair -> byPath.put(pair.path(), pair));
        var answers = new HashMap<Dependency<?>, Object>();
        var refused = new HashMap<Dependency<?>, ConsulException>();
        for (var member : tree.dependencies()) {
            switch (member) {
                case Dependency.Keys keys ->
                    answers.put(
                            keys,
                            pairs.stream()
                                    .filter(pair -> pair.path().startsWith(keys.prefix()))
                                    .toList());
                case Dependency.Key key
                when byPath.containsKey(key.path()) -> {
                    absent.remove(key);
                    answers.put(key, Optional.of(byPath.get(key.path())));
                }
                case Dependency.Key key when absent.contains(key) -> answers.put(key, Optional.empty());
                default -> askFor(member, answers, refused);
            }
        }
        return new Answered(answers, refused);
    }

    /** A list has no key that does not exist, and none that the token may not read. */
    private void askFor(
            Dependency<?> key, Map<Dependency<?>, Object> answers, Map<Dependency<?>, ConsulException> refused)
            throws ConsulException, InterruptedException {
        try {
            var pair = pairs(client.ask(client.target(new Query.Single(key)), 0)).stream()
                    .findFirst();
            if (pair.isEmpty()) {
                absent.add(key);
            }
            answers.put(key, pair);
        } catch (ConsulException no) {
            if (no.kind() == Kind.OUTAGE) {
                throw no;
            }
            refused.put(key, no);
        }
    }
}

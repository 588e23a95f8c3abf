package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.source.Changes;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Scope;
import dev.tend.template.data.ServiceInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consul as it is: what it answers, and how it fails. */
class RealConsulTest {

    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Scope HERE = Scope.DEFAULT;
    private static final Dependency.Instances WEB = new Dependency.Instances("web", "", true, "", false, HERE);

    @TempDir
    private Path folder;

    private RealConsul consul;
    private ConsulSource source;
    private final LinkedBlockingQueue<Set<Dependency<?>>> changes = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Dependency<?>> troubles = new LinkedBlockingQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void unpack() throws Exception {
        consul = new RealConsul(folder);
    }

    @AfterEach
    void close() {
        if (source != null) {
            source.close();
        }
        if (consul != null) {
            consul.close();
        }
    }

    private ConsulSource open(RealConsul.Agent agent, Optional<Path> tokenFile) {
        var initial = ConsulSettings.at(agent.address());
        var settings = new ConsulSettings(
                agent.address(),
                Optional.empty(),
                tokenFile,
                initial.tls(),
                "",
                initial.maxStale(),
                initial.hold(),
                50,
                100,
                SETTLE);
        source = ConsulSource.of(
                settings,
                new Changes() {
                    @Override
                    public void changed(Set<Dependency<?>> dependencies) {
                        changes.add(dependencies);
                    }

                    @Override
                    public void troubled(Dependency<?> dependency) {
                        troubles.add(dependency);
                    }
                },
                log::add);
        return source;
    }

    private static Dependency.Key key(String path) {
        return new Dependency.Key(path, HERE);
    }

    private Optional<String> value(String path) {
        return source.look(key(path)).orElse(Optional.empty()).map(pair -> pair.value()
                .utf8());
    }

    private void awaitChanges(Dependency<?>... dependencies) throws InterruptedException {
        var left = new HashSet<>(Set.of(dependencies));
        while (!left.isEmpty()) {
            left.removeAll(changes.take());
        }
    }

    private void awaitValue(String path, String value) throws InterruptedException {
        while (!value(path).equals(Optional.of(value))) {
            awaitChanges(key(path));
        }
    }

    @Test
    void answersEveryKindOfQuestion() throws Exception {
        var agent = consul.inMemory("{\"connect\": {\"enabled\": true}}").start();
        agent.put("/v1/kv/app/port?flags=7", "80");
        agent.put("/v1/kv/app/deep/x%20y", "\u00ff\u0000");
        agent.put("/v1/agent/service/register", """
                {"Name": "web", "ID": "w2", "Port": 8002, "Tags": ["b", "a"], "Meta": {"m": "1"}, "Weights": {"Passing": 3, "Warning": 1}}
                """);
        agent.put("/v1/agent/service/register", """
                {"Name": "web", "ID": "w1", "Port": 8001, "Address": "10.1.1.1",
                 "Check": {"TTL": "1h", "Status": "critical"}}
                """);
        var all = new Dependency.Instances("web", "", false, "_agent", false, HERE);
        var tree = new Dependency.Keys("app/", HERE);
        var services = new Dependency.Services(HERE);
        var nodes = new Dependency.Nodes("", HERE);
        var node = new Dependency.NodeServices("", HERE);
        var unknown = new Dependency.NodeServices("unknown", HERE);
        var datacenters = new Dependency.Datacenters(true);
        var roots = new Dependency.CaRoots();
        var leaf = new Dependency.CaLeaf("web");
        open(agent, Optional.empty());
        source.want(Set.of(
                key("app/port"),
                key("none"),
                tree,
                WEB,
                all,
                services,
                nodes,
                node,
                unknown,
                datacenters,
                roots,
                leaf));
        awaitChanges(
                key("app/port"), key("none"), tree, WEB, all, services, nodes, node, unknown, datacenters, roots, leaf);

        assertThat(source.look(key("app/port")).answer().orElseThrow().orElseThrow())
                .satisfies(pair -> assertThat(pair.value() + " " + pair.flags()).isEqualTo("80 7"));
        assertThat(source.look(key("none")).answer()).contains(Optional.empty());
        assertThat(source.look(tree).orElse(List.of()))
                .extracting(KeyPair::path)
                .containsExactly("app/deep/x y", "app/port");
        assertThat(source.look(WEB).orElse(List.of())).singleElement().satisfies(web -> assertThat(web.id()
                        + web.port()
                        + web.tags()
                        + web.serviceMeta()
                        + web.weights().passing()
                        + web.address()
                        + web.status()
                        + web.node())
                .isEqualTo("w28002[a, b]{m=1}3127.0.0.1passingdev"));
        assertThat(source.look(all).orElse(List.of()))
                .extracting(ServiceInstance::status)
                .contains("critical", "passing");
        assertThat(source.look(services).orElse(List.of()))
                .anySatisfy(web -> assertThat(web.name() + web.tags()).isEqualTo("web[a, b]"));
        assertThat(source.look(nodes).orElse(List.of()))
                .singleElement()
                .extracting("node")
                .isEqualTo("dev");
        assertThat(source.look(node).answer().orElseThrow().orElseThrow().services())
                .extracting("id")
                .contains("w1", "w2");
        assertThat(source.look(unknown).answer()).contains(Optional.empty());
        assertThat(source.look(datacenters).answer()).contains(List.of("dc1"));
        assertThat(source.look(roots).orElse(List.of()))
                .singleElement()
                .extracting("active")
                .isEqualTo(true);
        assertThat(source.look(leaf).answer().orElseThrow().privateKeyPem()).startsWith("-----BEGIN");

        agent.put("/v1/kv/app/port", "81");
        awaitValue("app/port", "81");
        agent.put("/v1/agent/service/deregister/w2", "");
        while (!source.look(WEB).answer().equals(Optional.of(List.of()))) {
            awaitChanges(WEB);
        }
        assertThat(log).isEmpty();
    }

    @Test
    void keepsInstancesWhileAnAgentThatLostItsStateComesBack() throws Exception {
        var agent = consul.inMemory().start();
        agent.put("/v1/agent/service/register", "{\"Name\": \"web\", \"Port\": 80}");
        agent.put("/v1/kv/a", "1");
        open(agent, Optional.empty()).want(Set.of(WEB, key("a")));
        awaitChanges(WEB, key("a"));

        agent.kill();
        assertThat(troubles.take()).isIn(WEB, key("a"));
        agent.start();
        agent.put("/v1/agent/service/register", "{\"Name\": \"web\", \"Port\": 81}");
        agent.put("/v1/kv/a", "2");

        while (!value("a").equals(Optional.of("2"))
                || source.look(WEB).orElse(List.of()).getFirst().port() != 81) {
            changes.take();
            assertThat(value("a")).isPresent();
            assertThat(source.look(WEB).orElse(List.of())).isNotEmpty();
        }
        assertThat(log).hasSize(2).last().isEqualTo("Consul answers again");
    }

    @Test
    void keepsValuesWhileTheLeaderIsGone() throws Exception {
        var server = consul.server().start();
        var agent = consul.client(server).start();
        agent.put("/v1/kv/a", "1");
        open(agent, Optional.empty()).want(Set.of(key("a")));
        awaitValue("a", "1");

        server.kill();
        assertThat(troubles.take()).isEqualTo(key("a"));
        assertThat(value("a")).contains("1");

        server.start();
        agent.put("/v1/kv/a", "2");
        awaitValue("a", "2");
    }

    @Test
    void goesOnAfterAServerThatWasFrozen() throws Exception {
        var server = consul.server().start();
        var agent = consul.client(server).start();
        agent.put("/v1/kv/a", "1");
        open(agent, Optional.empty()).want(Set.of(key("a")));
        awaitValue("a", "1");

        server.signal("STOP");
        source.want(Set.of(key("a"), key("b")));
        assertThat(value("a")).contains("1");
        server.signal("CONT");
        agent.put("/v1/kv/b", "2");
        agent.put("/v1/kv/a", "2");

        awaitValue("b", "2");
        awaitValue("a", "2");
    }

    @Test
    void namesKeysThatTheTokenMayNotReadAndTakesANewToken() throws Exception {
        var agent = consul.inMemory("""
                {"acl": {"enabled": true, "default_policy": "deny", "tokens": {"master": "root-token"}}}
                """).start();
        String[] root = {"X-Consul-Token", "root-token"};
        agent.put("/v1/kv/app/1", "1", root);
        agent.put("/v1/kv/app/2", "2", root);
        agent.put("/v1/kv/app/3", "3", root);
        agent.put("/v1/kv/app/secret", "s", root);
        agent.put(
                "/v1/acl/policy",
                "{\"Name\": \"some\", \"Rules\": \"key_prefix \\\"app/\\\" { policy = \\\"read\\\" } key \\\"app/secret\\\" { policy = \\\"deny\\\" }\"}",
                root);
        agent.put(
                "/v1/acl/token",
                "{\"SecretID\": \"b1f5a1a2-0000-4000-8000-000000000001\", \"Policies\": [{\"Name\": \"some\"}]}",
                root);
        var file = Files.writeString(folder.resolve("token"), "b1f5a1a2-0000-4000-8000-000000000001\n");
        open(agent, Optional.of(file))
                .want(Set.of(key("app/1"), key("app/2"), key("app/3"), key("app/absent"), key("app/secret")));
        awaitChanges(key("app/1"), key("app/2"), key("app/3"), key("app/absent"));

        assertThat(troubles.take()).isEqualTo(key("app/secret"));
        assertThat(log).singleElement().asString().startsWith("key(app/secret): permission denied: status 403");
        assertThat(source.look(key("app/secret")).answer()).isEmpty();

        Files.writeString(file, "root-token\n");
        agent.put("/v1/kv/app/1", "new", root);
        awaitValue("app/1", "new");
        awaitValue("app/secret", "s");
    }
}

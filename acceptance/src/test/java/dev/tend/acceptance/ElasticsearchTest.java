package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A process manager with a real Elasticsearch, its real keystore tool, its own TLS and its own users. It can reload
 * only the credentials of other clusters while it runs: it shows the clusters for which it has some, and reports
 * changes of them.
 */
class ElasticsearchTest {

    private static final Path HOME = Path.of(System.getProperty("elasticsearch.home", "target/elasticsearch-8.19.21"))
            .toAbsolutePath();

    private static final String USER = "tend";
    private static final String PASSWORD = "only-for-tests";

    /** Made by {@code elasticsearch-users}. */
    private static final String HASH = "$2a$10$F6gJwcosqGlZuTK8RtZ4ZerY/z0wWNsl.jWfCZ.YcRbGeXeK39FyW";

    private static final String A = "cluster.remote.a.credentials";
    private static final String B = "cluster.remote.b.credentials";
    private static final String TAKEN = "connections after credentials update";

    private static final String LOGGING = """
            rootLogger.level=info
            rootLogger.appenderRef.c.ref=c
            appender.c.type=Console
            appender.c.name=c
            appender.c.layout.type=PatternLayout
            appender.c.layout.pattern=%m%n
            """;

    /** The user of Elasticsearch if the test runs as root, as which it refuses to run. */
    private static final String NOBODY = "65534";

    @RegisterExtension
    final Tend tend = new Tend();

    private int port;
    private Manager manager;
    private SecretFolder secrets;

    @BeforeEach
    void lay() throws Exception {
        assumeTrue(Files.isDirectory(HOME), "takes " + HOME);
        port = Ports.free();
        tend.file("config/elasticsearch.yml", configuration())
                .file("config/users", USER + ":" + HASH + "\n")
                .file("config/users_roles", "superuser:" + USER + "\n")
                .file("config/roles.yml", "")
                .file("config/role_mapping.yml", "")
                .file(
                        "config/jvm.options",
                        "-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n-Djava.io.tmpdir=${ES_TMPDIR}\n")
                .file("config/log4j2.properties", LOGGING);
        done(
                "sh",
                Tend.resource("tls/certificates.sh").toString(),
                tend.path("config").toString());
        done("cp", "-r", HOME.toString(), tend.path("elasticsearch").toString());
        boolean root = Files.getOwner(tend.root()).getName().equals("root");
        if (root) {
            done(
                    "chown",
                    "-R",
                    NOBODY + ":" + NOBODY,
                    tend.path("config").toString(),
                    tend.path("elasticsearch").toString());
        }
        secrets = new SecretFolder(tend.path("secrets"));
        tend.file("password", PASSWORD + "\n")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("ES_JAVA_HOME", System.getProperty("java.home"))
                .with("ES_JAVA_OPTS", "-Xms256m -Xmx256m")
                .with("ES_PATH_CONF", tend.path("config").toString())
                .with("KEYSTORE_SOURCE_DIR", tend.path("secrets").toString())
                .with("KEYSTORE_BINARY", tool())
                .with(
                        "KEYSTORE_PATH",
                        tend.path("config/elasticsearch.keystore").toString())
                .with("KEYSTORE_ES_ENDPOINT", "https://127.0.0.1:" + port)
                .with("KEYSTORE_ES_VERSION", "8.19.21")
                .with("KEYSTORE_RELOAD_CREDENTIALS", "true")
                .with("KEYSTORE_ES_USERNAME", USER)
                .with("KEYSTORE_ES_PASSWORD_FILE", tend.path("password").toString())
                .with("KEYSTORE_ES_CA_CERTS_PATH", tend.path("config/ca.pem").toString());
        String program = tend.path("elasticsearch/bin/elasticsearch").toString();
        manager = new Manager(
                tend,
                root ? "setpriv --reuid " + NOBODY + " --regid " + NOBODY + " --clear-groups " + program : program);
        tend.with("PM_KEYSTORE_UPDATER", "true");
    }

    private String configuration() {
        return """
                discovery.type: single-node
                path.data: %1$s/elasticsearch/data
                path.logs: %1$s/elasticsearch/logs
                http.port: %2$d
                transport.port: 0
                xpack.ml.enabled: false
                xpack.security.enabled: true
                xpack.security.transport.ssl.enabled: false
                xpack.security.http.ssl.enabled: true
                xpack.security.http.ssl.key: server.key
                xpack.security.http.ssl.certificate: server.pem
                cluster.remote.a: {mode: proxy, proxy_address: "127.0.0.1:9"}
                cluster.remote.b: {mode: proxy, proxy_address: "127.0.0.1:9"}
                """.formatted(tend.root(), port);
    }

    private String tool() {
        return tend.path("elasticsearch/bin/elasticsearch-keystore").toString();
    }

    private static void done(String... command) {
        var ran = Ran.command(List.of(command), Map.of());
        assertThat(ran.code()).as(ran::toString).isZero();
    }

    /** Java is started a dozen times, and Elasticsearch once. */
    private ConditionFactory awaiting() {
        return Tend.awaiting()
                .atMost(Duration.ofMinutes(4))
                .ignoreException(UncheckedIOException.class)
                .failFast(() ->
                        assertThat(Proc.alive(manager.pid())).as(this::output).isTrue());
    }

    private String output() {
        return Tend.text(tend.path("manager.out")) + manager.errors();
    }

    /** Returns the number of lines with that text, printed by Elasticsearch or the tool. */
    private long lines(String text) {
        return output().lines().filter(line -> line.contains(text)).count();
    }

    private void awaitReload(long builds) {
        awaiting().untilAsserted(() -> {
            var status = Manager.json(manager.get("/keystore/status"));
            assertThat(status.get("State").asString() + ": "
                            + status.get("Reason").asString())
                    .as(this::output)
                    .isEqualTo("running: Secure settings reloaded");
            assertThat(lines("keystore.seed"))
                    .as("keystores that the tool has listed")
                    .isEqualTo(builds);
        });
    }

    private String remotes() {
        var ran = Ran.command(
                List.of(
                        "curl",
                        "--silent",
                        "--cacert",
                        tend.path("config/ca.pem").toString(),
                        "--user",
                        USER + ":" + PASSWORD,
                        "https://127.0.0.1:" + port + "/_remote/info"),
                Map.of());
        return ran.out();
    }

    /** Elasticsearch leaves out a cluster while it connects to it anew. */
    private void awaitCredentials(String cluster, boolean known) {
        awaiting().untilAsserted(() -> {
            var named = Tend.json(remotes()).path(cluster);
            assertThat(named.isObject()).isTrue();
            assertThat(named.has("cluster_credentials")).isEqualTo(known);
        });
    }

    /**
     * Checks that the value is visible neither in the processes, nor in their output, nor in the folders of the
     * manager.
     */
    private void assertSecret(String value) {
        assertThat(output()).doesNotContain(value);
        var seen = Proc.all()
                .filter(pid ->
                        tend.root().toString().equals(Proc.environment(pid).get(Leftovers.MARK)))
                .map(pid -> Proc.text(pid, "cmdline") + Proc.text(pid, "environ"))
                .toList();
        assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(value));
        var found = Ran.command(List.of("grep", "-rl", value, tend.run().toString()), Map.of());
        assertThat(found.out()).isEmpty();
    }

    /** Takes minutes with a sanitized program. */
    @Tag("unsanitized")
    @Test
    void takesTheSecretsOfItsKeystoreWhileItRuns() throws IOException {
        secrets.mount(Map.of(A, "first-secret"));
        manager.start();
        awaitReload(1);
        awaitCredentials("a", true);
        awaitCredentials("b", false);
        var keystore = tend.path("config/elasticsearch.keystore");
        assertThat(Files.getOwner(keystore)).isEqualTo(Files.getOwner(tend.path("config")));
        long taken = lines(TAKEN);

        secrets.mount(Map.of(A, "second-secret", B, "third-secret"));
        awaitReload(2);
        awaitCredentials("b", true);
        awaiting()
                .untilAsserted(
                        () -> assertThat(lines(TAKEN)).as("changed credentials").isGreaterThan(taken));

        secrets.mount(Map.of(B, "third-secret"));
        awaitReload(3);
        awaitCredentials("a", false);
        awaitCredentials("b", true);

        for (String value : List.of("first-secret", "second-secret", "third-secret", PASSWORD)) {
            assertSecret(value);
        }
    }
}

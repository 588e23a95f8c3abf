package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keystore updater of a process manager, with a keystore tool that takes no time and writes plain text. */
class KeystoreTest {

    private static final String TOOL = """
            #!/bin/sh
            # As Elasticsearch's does, but readable: what it was called for, and what is in there.
            folder=$(dirname "$0")
            echo "$*" >>"$folder/calls"
            case $1 in
                create) echo seed >"$ES_PATH_CONF/elasticsearch.keystore" ;;
                add-file) echo "$2=$(cat "$3")" >>"$ES_PATH_CONF/elasticsearch.keystore" ;;
                list)
                    [ ! -e "$folder/deaf" ] || trap '' TERM
                    while [ -e "$folder/gate" ]; do sleep 0.05; done
                    [ ! -e "$folder/refusal" ]
                    ;;
            esac
            """;

    @RegisterExtension
    final Tend tend = new Tend();

    private Path keystore;
    private SecretFolder secrets;
    private Manager manager;

    @BeforeEach
    void lay() throws Exception {
        tend.file("tool/elasticsearch-keystore", TOOL)
                .file("config/elasticsearch.keystore", "old")
                .file("es.sh", "sleep 600\n");
        Files.setPosixFilePermissions(
                tend.path("tool/elasticsearch-keystore"), PosixFilePermissions.fromString("rwxr-xr-x"));
        keystore = tend.path("config/elasticsearch.keystore");
        Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-r-----"));
        secrets = new SecretFolder(tend.path("secrets"));
        secrets.put("a", "first-value");
        manager = new Manager(tend, "sh " + tend.path("es.sh"));
        tend.with("PM_KEYSTORE_UPDATER", "true")
                .with("KEYSTORE_SOURCE_DIR", tend.path("secrets").toString())
                .with(
                        "KEYSTORE_BINARY",
                        tend.path("tool/elasticsearch-keystore").toString())
                .with("KEYSTORE_PATH", keystore.toString())
                .with("KEYSTORE_ES_ENDPOINT", "http://127.0.0.1:" + manager.port());
    }

    private void awaitKeystore(String... lines) {
        Tend.awaiting().untilAsserted(() -> assertThat(keystore).hasContent(String.join("\n", lines)));
    }

    private List<String> calls() {
        return Tend.text(tend.path("tool/calls")).lines().toList();
    }

    private long builds() {
        return calls().stream().filter("create --silent"::equals).count();
    }

    private String reason() {
        return Manager.json(manager.get("/keystore/status")).get("Reason").asString();
    }

    private String state() {
        return Manager.json(manager.get("/keystore/status")).get("State").asString();
    }

    /** And stays so for as long as it takes to notice another change. */
    private void assertBuilds(long count) {
        Tend.awaiting().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(builds())
                .isEqualTo(count));
    }

    @Test
    void buildsOneOfAFolderOfSecretsAndAnotherForEachChange() throws IOException {
        manager.start();
        awaitKeystore("seed", "a=first-value");
        Tend.awaiting().untilAsserted(() -> assertThat(reason()).isEqualTo("Keystore updated"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
                .isEqualTo("rw-r-----");
        assertThat(calls()).containsExactly("create --silent", "add-file a " + tend.path("secrets/a"), "list");

        secrets.put("a", "second-value");
        awaitKeystore("seed", "a=second-value");
        assertBuilds(2);

        secrets.put("b", "another-value");
        awaitKeystore("seed", "a=second-value", "b=another-value");
        assertBuilds(3);

        secrets.remove("a");
        awaitKeystore("seed", "b=another-value");
        assertBuilds(4);

        secrets.mount(Map.of("c", "mounted-value", "d", "too"));
        awaitKeystore("seed", "b=another-value", "c=mounted-value", "d=too");
        long mounted = builds(); // the first time, each link is one more change

        secrets.mount(Map.of("c", "swapped-value", "d", "too"));
        awaitKeystore("seed", "b=another-value", "c=swapped-value", "d=too");
        assertBuilds(mounted + 1);
        assertThat(manager.errors() + Tend.text(tend.path("manager.out"))).doesNotContain("-value");
    }

    @Test
    void losesNothingWhenItIsKilledBetweenBuildingAndRenaming() {
        tend.file("tool/gate", "");
        manager.start();
        Tend.awaiting().untilAsserted(() -> assertThat(calls()).contains("list"));
        assertThat(tend.path("config/tmp/elasticsearch.keystore")).hasContent("seed\na=first-value");

        Proc.signal(manager.steward(), "KILL");
        assertThat(keystore).hasContent("old");

        assertThat(tend.path("tool/gate").toFile().delete()).isTrue();
        awaitKeystore("seed", "a=first-value");
        Tend.awaiting().untilAsserted(() -> assertThat(state()).isEqualTo("running"));
    }

    @Test
    void killsAToolThatHangsWhenItEnds() {
        tend.file("tool/gate", "").file("tool/deaf", "");
        manager.start();
        Tend.awaiting().untilAsserted(() -> assertThat(calls()).contains("list"));

        Proc.signal(manager.pid(), "TERM");
        assertThat(manager.awaitEnd()).isEqualTo(143);
        assertThat(manager.errors()).contains("tend: stopped: every service has ended");
    }

    @Test
    void saysWhatHasFailedAndTriesAgain() {
        tend.file("tool/refusal", "");
        manager.start();
        Tend.awaiting().untilAsserted(() -> assertThat(state()).isEqualTo("failed"));
        assertThat(reason()).startsWith("the keystore tool has built nothing: ").contains("exited with code 1");
        assertThat(keystore).hasContent("old");

        assertThat(tend.path("tool/refusal").toFile().delete()).isTrue();
        awaitKeystore("seed", "a=first-value");
        Tend.awaiting().untilAsserted(() -> assertThat(reason()).isEqualTo("Keystore updated"));
    }

    @Test
    void tellsNoPasswordToAStranger() throws Exception {
        Files.createDirectories(tend.path("server"));
        Files.createDirectories(tend.path("other"));
        try (var server = SecureServer.start(tend.path("server"));
                var other = SecureServer.start(tend.path("other"))) {
            tend.with("KEYSTORE_ES_ENDPOINT", server.url())
                    .with("KEYSTORE_RELOAD_CREDENTIALS", "true")
                    .with("KEYSTORE_ES_USERNAME", "tend")
                    .with("KEYSTORE_ES_PASSWORD", "only-for-tests")
                    .with("KEYSTORE_ES_CA_CERTS_PATH", tend.path("authorities").toString());
            tend.file("authorities/tls.crt", Files.readString(Path.of(other.authority())));
            manager.start();
            Tend.awaiting().untilAsserted(() -> assertThat(reason()).contains("SSLHandshakeException"));
            assertThat(state()).isEqualTo("waiting");

            tend.file("authorities/ca.crt", Files.readString(Path.of(server.authority())));
            awaitKeystore("seed", "a=first-value");
            Tend.awaiting().untilAsserted(() -> assertThat(reason()).contains("does not reload its secure settings"));
            assertThat(state()).isEqualTo("failed");
            assertThat(manager.errors() + reason()).doesNotContain("only-for-tests");
        }
    }

    @Test
    void startsNothingWhereSomethingIsMissing() {
        assertRefused("KEYSTORE_SOURCE_DIR", tend.path("gone").toString());
        assertRefused("KEYSTORE_BINARY", tend.path("gone").toString());
        assertRefused("KEYSTORE_ES_VERSION", "latest");
        tend.with("KEYSTORE_RELOAD_CREDENTIALS", "true");
        assertRefused("KEYSTORE_ES_USERNAME", "");
        tend.with("KEYSTORE_ES_USERNAME", "tend");
        assertRefused("KEYSTORE_ES_PASSWORD_FILE", "");
        assertRefused("KEYSTORE_ES_PASSWORD_FILE", tend.path("gone").toString());
        tend.with("KEYSTORE_ES_PASSWORD", "only-for-tests");
        assertRefused("KEYSTORE_ES_CA_CERTS_PATH", tend.path("gone").toString());
        assertThat(manager.errors()).doesNotContain("only-for-tests");
    }

    private void assertRefused(String name, String value) {
        manager.launch("--" + name.toLowerCase(Locale.ROOT).replace('_', '-') + "=" + value);
        assertThat(manager.awaitEnd()).isEqualTo(1);
        assertThat(manager.errors()).contains(name + "=" + value + " is n");
        assertThat(tend.run()).doesNotExist();
    }
}

package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.source.Changes;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Scope;
import java.io.IOException;
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

class ConsulSourceTest {

    private static final Duration SETTLE = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private FakeConsul consul;
    private ConsulSource source;
    private final LinkedBlockingQueue<Set<Dependency<?>>> changes = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Dependency<?>> troubles = new LinkedBlockingQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        consul = new FakeConsul();
        source = open(Optional.empty(), 100);
    }

    @AfterEach
    void end() {
        source.close();
        consul.close();
    }

    private ConsulSource open(Optional<Path> tokenFile, int watches) {
        var initial = ConsulSettings.at(consul.address());
        var settings = new ConsulSettings(
                initial.address(),
                Optional.empty(),
                tokenFile,
                initial.tls(),
                "",
                initial.maxStale(),
                initial.hold(),
                1000,
                watches,
                SETTLE);
        return ConsulSource.of(
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
    }

    private static Dependency.Key key(String path) {
        return new Dependency.Key(path, Scope.DEFAULT);
    }

    private Optional<String> value(String path) {
        return source.look(key(path)).orElse(Optional.empty()).map(pair -> pair.value()
                .utf8());
    }

    private void watch(String... paths) {
        var all = new HashSet<Dependency<?>>();
        for (String path : paths) {
            all.add(key(path));
        }
        source.want(all);
    }

    /** Waits until all of these questions have been answered once more. */
    private void awaitChanges(Dependency<?>... dependencies) throws InterruptedException {
        var left = new HashSet<>(Set.of(dependencies));
        while (!left.isEmpty()) {
            left.removeAll(changes.take());
        }
    }

    @Test
    void deliversAValueAndItsChanges() throws Exception {
        consul.put("app/port", "80");
        watch("app/port");
        awaitChanges(key("app/port"));
        assertThat(value("app/port")).contains("80");
        assertThat(source.look(key("app/port")).answer().flatMap(pair -> pair).map(KeyPair::flags))
                .contains(-1L);

        consul.put("app/port", "81");
        awaitChanges(key("app/port"));
        assertThat(value("app/port")).contains("81");
        assertThat(log).isEmpty();
    }

    @Test
    void answersThatAKeyIsAbsent() throws Exception {
        watch("app/port");
        awaitChanges(key("app/port"));

        assertThat(source.look(key("app/port")).answer()).contains(Optional.empty());
    }

    @Test
    void mergesKeysOfADirectoryIntoOneQuery() throws Exception {
        var all = new HashSet<Dependency<?>>();
        for (int i = 0; i < 1000; i++) {
            String path = "app/" + i % 50 + "/" + i;
            consul.put(path, "v" + i);
            all.add(key(path));
        }
        source.want(all);
        awaitChanges(all.toArray(Dependency<?>[]::new));

        assertThat(value("app/3/403")).contains("v403");
        assertThat(consul.asked).allMatch(request -> request.target().startsWith("/v1/kv/app/?recurse"));

        consul.put("app/3/403", "new");
        assertThat(changes.take()).containsExactly(key("app/3/403"));
    }

    @Test
    void asksForKeysThatAListLeavesOutAndNamesTheOnesThatAreDenied() throws Exception {
        consul.put("a/1", "1").put("a/2", "2").put("a/3", "3");
        consul.fault = request -> request.path().equals("/v1/kv/a/secret")
                ? Optional.of(consul.reply(403, 0, "Permission denied"))
                : Optional.empty();
        watch("a/1", "a/2", "a/3", "a/absent", "a/secret");
        awaitChanges(key("a/1"), key("a/absent"));

        assertThat(troubles.take()).isEqualTo(key("a/secret"));
        assertThat(source.look(key("a/secret")).answer()).isEmpty();
        assertThat(source.look(key("a/absent")).answer()).contains(Optional.empty());
        assertThat(log)
                .containsExactly("key(a/secret): permission denied: status 403: Permission denied; the token needs the"
                        + " right to read it");
    }

    @Test
    void goesOnAfterGarbage() throws Exception {
        consul.put("a", "1");
        for (String garbage : List.of(
                "HTTP/1.1 500 X\r\nContent-Length: 17\r\n\r\nNo cluster leader",
                "HTTP/1.1 429 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 X\r\nX-Consul-Index: 5\r\nContent-Length: 9\r\n\r\n{garbage}",
                "HTTP/1.1 200 X\r\nX-Consul-Index: 5\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 X\r\nX-Consul-Index: 5\r\nContent-Length: 2000\r\n\r\n[{\"Key\":",
                "HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 200 X\r\nX-Consul-Index: many\r\nContent-Length: 2\r\n\r\n[]",
                "HTTP/1.1 301 X\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
                "no HTTP at all\r\n\r\n",
                "")) {
            consul.fault = request -> Optional.of(garbage);
            watch("a");
            assertThat(troubles.take()).as(garbage).isEqualTo(key("a"));
            assertThat(source.look(key("a")).answer()).as(garbage).isEmpty();

            consul.fault = request -> Optional.empty();
            awaitChanges(key("a"));
            assertThat(value("a")).contains("1");
            assertThat(source.condition(key("a")).problem()).isEmpty();
            watch();
        }
    }

    @Test
    void keepsTheValueWhileConsulFails() throws Exception {
        consul.put("a", "1");
        watch("a");
        awaitChanges(key("a"));

        consul.fault = request -> Optional.of("HTTP/1.1 500 X\r\nContent-Length: 17\r\n\r\nNo cluster leader");
        consul.hangUp();
        assertThat(troubles.take()).isEqualTo(key("a"));
        assertThat(value("a")).contains("1");

        consul.put("a", "2");
        consul.fault = request -> Optional.empty();
        awaitChanges(key("a"));
        assertThat(value("a")).contains("2");
        assertThat(log).hasSize(2).last().isEqualTo("Consul answers again");
    }

    @Test
    void doesNotTrustAnEmptyAnswerJustAfterConsulCameBack() throws Exception {
        consul.put("a", "1");
        watch("a");
        awaitChanges(key("a"));

        consul.reset();
        consul.hangUp();
        long asked = consul.asked.size();
        while (consul.asked.size() < asked + 1) {
            Thread.onSpinWait();
        }
        consul.put("a", "2");

        awaitChanges(key("a"));
        assertThat(value("a")).contains("2");
        assertThat(changes).isEmpty();
    }

    @Test
    void believesAnEmptyAnswerInTheEnd() throws Exception {
        consul.put("a", "1");
        watch("a");
        awaitChanges(key("a"));

        consul.reset();
        consul.hangUp();

        awaitChanges(key("a"));
        assertThat(source.look(key("a")).answer()).contains(Optional.empty());
    }

    @Test
    void beginsAnewWhereTheIndexRunsBackwards() throws Exception {
        consul.put("a", "1");
        watch("a");
        awaitChanges(key("a"));

        consul.fault = request -> {
            consul.fault = none -> Optional.empty();
            return Optional.of(consul.reply(200, 3, "[{\"Key\":\"a\",\"Value\":\"\"}]"));
        };
        consul.put("a", "2");
        awaitChanges(key("a"));
        consul.put("a", "3");
        while (!value("a").equals(Optional.of("3"))) {
            awaitChanges(key("a"));
        }
    }

    @Test
    void asksTheLeaderWhereAServerIsBehind() throws Exception {
        consul.put("a", "1");
        consul.headers.put("X-Consul-LastContact", "2001");
        watch("a");
        awaitChanges(key("a"));

        assertThat(consul.asked.get(0).parameter("stale")).isPresent();
        assertThat(consul.asked.get(1).parameter("stale")).isEmpty();
    }

    @Test
    void readsTheTokenAgainWhenItsFileChanges() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "first\n");
        source.close();
        source = open(Optional.of(file), 100);
        consul.put("a", "1");
        consul.fault = request -> "second".equals(request.headers().get("x-consul-token"))
                ? Optional.empty()
                : Optional.of(consul.reply(403, 0, "ACL not found"));
        watch("a");
        assertThat(troubles.take()).isEqualTo(key("a"));

        Files.writeString(file, "second\n");
        awaitChanges(key("a"));
        assertThat(value("a")).contains("1");
    }

    @Test
    void asksForWhatIsBeyondTheMostWatchesWithoutWaiting() throws Exception {
        source.close();
        source = open(Optional.empty(), 1);
        consul.put("a/x", "1").put("b/x", "2");
        watch("a/x", "b/x");
        awaitChanges(key("a/x"), key("b/x"));

        assertThat(value("a/x")).contains("1");
        assertThat(value("b/x")).contains("2");
    }

    @Test
    void encodesKeysWithBlanksAndOtherSigns() throws Exception {
        consul.put("a%20b%3F/%C3%A4", "1");
        watch("a b?/ä");
        awaitChanges(key("a b?/ä"));

        assertThat(consul.asked.getFirst().path()).isEqualTo("/v1/kv/a%20b%3F/%C3%A4");
        assertThat(value("a b?/ä")).contains("1");
    }

    @Test
    void namesTheNamespaceOfAQuestion() throws Exception {
        watch("other");
        awaitChanges(key("other"));
        var scoped = new Dependency.Key("a", new Scope("dc2", "team", "part", "", ""));
        source.want(Set.of(scoped));
        awaitChanges(scoped);

        var request = consul.asked.stream()
                .filter(each -> each.path().endsWith("/a"))
                .findFirst()
                .orElseThrow();
        assertThat(request.target()).startsWith("/v1/kv/a?dc=dc2&ns=team&partition=part&stale");
    }
}

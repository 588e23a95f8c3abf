package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.render.Installer.Result;
import dev.tend.render.ServiceTemplates.Missing;
import dev.tend.render.ServiceTemplates.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path spool;

    private final FakeEngine engine = new FakeEngine();
    private final FakeSource source = new FakeSource();
    private final List<String> log = new ArrayList<>();
    private FakeInstaller installer;
    private Renderer renderer;
    private Instant now = START;

    @BeforeEach
    void open() throws IOException {
        installer = new FakeInstaller(spool);
        renderer = new Renderer(
                engine,
                source,
                new Spool(spool),
                installer,
                log::add,
                "t",
                (service, result) -> renderer.ended(service, result, now));
    }

    private static ServiceTemplates service(String name, boolean ready, String... sources) {
        return service(name, ready, Missing.BLOCK, Duration.ZERO, Duration.ZERO, sources);
    }

    private static ServiceTemplates service(
            String name, boolean ready, Missing missing, Duration min, Duration max, String... sources) {
        var templates = new ArrayList<Spec>();
        for (String each : sources) {
            templates.add(new Spec(templates.size() + 1, Path.of(each), "", ""));
        }
        return new ServiceTemplates(
                name,
                missing,
                List.of("REJECTED"),
                "{{",
                "}}",
                min,
                max,
                Map.of("PLACE", "here"),
                ready,
                "",
                templates);
    }

    private void put(String key, String value) {
        source.put(key, value);
        renderer.changed(Set.of(FakeSource.key(key)));
    }

    private void end(Result result) {
        installer.ended.accept(result);
        renderer.pass(now);
    }

    @Test
    void evaluatesOnlyTheTemplatesThatUseWhatHasChanged() {
        for (int i = 0; i < 200; i++) {
            source.template("/t" + i, "key k" + i % 100);
            source.put("k" + i % 100, "1");
            renderer.put(service("s" + i, true, "/t" + i));
        }
        renderer.pass(now);
        assertThat(renderer.evaluations()).isEqualTo(200);
        assertThat(engine.parsed).isEqualTo(200);

        put("k7", "2");
        put("k7", "3");
        renderer.pass(now);

        assertThat(renderer.evaluations()).isEqualTo(202);
        assertThat(engine.parsed).isEqualTo(200);
    }

    @Test
    void waitsUntilAllTemplatesOfAServiceAreRendered() {
        source.template("/one", "key a");
        source.template("/two", "x\nkey b");
        source.put("a", "1");
        source.fail("b", "no leader");
        renderer.put(service("web", false, "/one", "/two"));

        renderer.pass(now);
        now = START.plusSeconds(60);
        renderer.changed(Set.of(FakeSource.key("b")));
        renderer.pass(now);

        assertThat(installer.installed).isEmpty();
        assertThat(installer.needs.get("web")).containsExactly(new Need(2, 2, 2, "key b", START, "no leader"));

        put("b", "2");
        renderer.pass(now);

        assertThat(installer.installed).containsExactly("web{1=1, 2=x\n2}");
        assertThat(installer.needs.get("web")).isEmpty();
    }

    @Test
    void installsOneChangeAtATimeAndOnlyWhatDiffers() {
        source.template("/one", "key a");
        source.template("/two", "key b");
        source.put("a", "1");
        source.put("b", "1");
        renderer.put(service("web", true, "/one", "/two"));
        renderer.pass(now);

        put("a", "2");
        renderer.pass(now);
        put("b", "2");
        renderer.pass(now);
        assertThat(installer.installed).containsExactly("web{1=1, 2=1}");

        end(Result.INSTALLED);
        end(Result.INSTALLED);
        assertThat(installer.installed).containsExactly("web{1=1, 2=1}", "web{1=2, 2=2}");
        assertThat(spool).isEmptyDirectory();

        put("a", "2");
        renderer.pass(now);
        assertThat(installer.installed).hasSize(2);
    }

    @Test
    void triesARefusedContentAgainOnlyWhenItChanges() {
        source.template("/one", "key a");
        source.put("a", "1");
        renderer.put(service("web", true, "/one"));
        renderer.pass(now);
        end(Result.INSTALLED);

        put("a", "bad value");
        renderer.pass(now);
        end(Result.REFUSED);
        renderer.pass(now.plusSeconds(3600));
        assertThat(installer.installed).containsExactly("web{1=1}", "web{1=bad value}");

        put("a", "3");
        renderer.pass(now);
        assertThat(installer.installed).last().isEqualTo("web{1=3}");
    }

    @Test
    void triesAgainSoonWhereTheKeeperIsBusy() {
        source.template("/one", "text");
        renderer.put(service("web", false, "/one"));
        renderer.pass(now);
        installer.ended.accept(Result.BUSY);

        assertThat(renderer.pass(now)).contains(now.plusSeconds(1));
        assertThat(installer.installed).hasSize(1);
        renderer.pass(now.plusSeconds(1));
        assertThat(installer.installed).containsExactly("web{1=text}", "web{1=text}");
    }

    @Test
    void waitsForQuietButNotForEver() {
        source.template("/one", "key a");
        source.put("a", "0");
        renderer.put(service("web", true, Missing.BLOCK, Duration.ofSeconds(5), Duration.ofSeconds(12), "/one"));

        assertThat(renderer.pass(now)).contains(START.plusSeconds(5));
        for (int i = 1; i < 4; i++) {
            now = START.plusSeconds(4L * i);
            put("a", "" + i);
            renderer.pass(now);
        }
        assertThat(installer.installed).containsExactly("web{1=3}");
    }

    @Test
    void treatsMissingKeysAsTheServiceSays() {
        source.template("/one", "value:\nkey a");
        source.remove("a");
        renderer.put(service("block", true, "/one"));
        renderer.put(service("default", true, Missing.DEFAULT, Duration.ZERO, Duration.ZERO, "/one"));
        renderer.put(service("fail", true, Missing.FAIL, Duration.ZERO, Duration.ZERO, "/one"));

        renderer.pass(now);

        assertThat(installer.needs.get("block"))
                .singleElement()
                .extracting(Need::need)
                .isEqualTo("key a");
        assertThat(installer.installed).containsExactly("default{1=value:}");
        assertThat(installer.needs.get("fail"))
                .containsExactly(new Need(1, 2, 2, "no template error", START, "/one:2:2: key a does not exist"));
    }

    @Test
    void toleratesErrorsWhileDataAreMissing() {
        source.template("/one", "key a\nfail");
        renderer.put(service("web", false, "/one"));
        renderer.pass(now);
        assertThat(installer.needs.get("web"))
                .singleElement()
                .extracting(Need::need)
                .isEqualTo("key a");

        put("a", "1");
        renderer.pass(now);
        assertThat(installer.needs.get("web"))
                .containsExactly(new Need(1, 2, 2, "no template error", START, "/one:2:2: fails"));
    }

    @Test
    void rejectsSentinelsAndReportsInvalidTemplates() {
        source.template("/one", "key a");
        source.template("/two", "bad");
        source.put("a", "a REJECTED b");
        renderer.put(service("one", false, "/one"));
        renderer.put(service("two", false, "/two"));
        renderer.put(service("three", false, "/three"));

        renderer.pass(now);

        assertThat(installer.needs.get("one"))
                .singleElement()
                .extracting(Need::need)
                .isEqualTo("an output without REJECTED");
        assertThat(installer.needs.get("two"))
                .singleElement()
                .extracting(Need::why)
                .isEqualTo("template: /two:1: bad");
        assertThat(installer.needs.get("three"))
                .singleElement()
                .extracting(Need::need)
                .isEqualTo("file /three");
        assertThat(installer.installed).isEmpty();
    }

    @Test
    void readsATemplateAgainWhenItsFileChanges() {
        source.template("/one", "env PLACE");
        renderer.put(service("web", true, "/one"));
        renderer.pass(now);
        end(Result.INSTALLED);

        source.template("/one", "key a");
        source.put("a", "1");
        renderer.changed(Set.of(FakeSource.file("/one")));
        renderer.pass(now);

        assertThat(installer.installed).containsExactly("web{1=here}", "web{1=1}");
        assertThat(source.wanted).containsExactlyInAnyOrder(FakeSource.file("/one"), FakeSource.key("a"));
    }

    @Test
    void forgetsAServiceWithoutTemplates() {
        source.template("/one", "key a");
        renderer.put(service("web", true, "/one"));
        renderer.put(service("db", true, "/one"));
        renderer.pass(now);
        renderer.put(service("web", true));
        renderer.retain(Set.of());

        put("a", "1");
        renderer.pass(now);

        assertThat(installer.installed).isEmpty();
        assertThat(source.wanted).isEmpty();
    }

    @Test
    void keepsFilesWhereTheSpoolIsGone() throws IOException {
        source.template("/one", "text");
        Files.delete(spool);
        renderer.put(service("web", true, "/one"));

        assertThat(renderer.pass(now)).contains(now.plusSeconds(1));
        assertThat(log).singleElement().asString().startsWith("web: cannot write its files to the spool");

        Files.createDirectory(spool);
        renderer.pass(now.plusSeconds(1));
        assertThat(installer.installed).containsExactly("web{1=text}");
    }
}

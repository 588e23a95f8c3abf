package dev.tend.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Scope;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.value.GoString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest {

    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<Set<Dependency<?>>> changes = new LinkedBlockingQueue<>();
    private final List<String> log = new ArrayList<>();
    private final List<DirectorySource> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(DirectorySource::close);
    }

    private Path root() {
        return folder.resolve("kv");
    }

    private void write(String name, String content) throws IOException {
        var file = root().resolve(name);
        Files.createDirectories(file.getParent());
        var part = Files.writeString(file.resolveSibling(".part"), content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private DirectorySource open() throws IOException {
        var source = new DirectorySource(root(), changes::add, log::add);
        opened.add(source);
        return source;
    }

    private static Dependency.Key key(String path) {
        return new Dependency.Key(path, Scope.DEFAULT);
    }

    private static Optional<String> value(DirectorySource source, String path) {
        return source.look(key(path)).orElse(Optional.empty()).map(pair -> pair.value()
                .utf8());
    }

    private static List<ServiceInstance> instances(DirectorySource source, String name, String tag, boolean passing) {
        return source.look(new Dependency.Instances(name, tag, passing, "", false, Scope.DEFAULT))
                .orElse(List.of());
    }

    @Test
    void takesFilesAsKeysWithoutOneFinalNewline() throws IOException {
        write("app/port", "80\n");
        write("app/text", "two\n\n");
        write("app/empty", "");
        write("with%20blank%2Fslash", "x");
        var source = open();

        assertThat(value(source, "app/port")).contains("80");
        assertThat(value(source, "app/text")).contains("two\n");
        assertThat(value(source, "app/empty")).contains("");
        assertThat(value(source, "with blank/slash")).contains("x");
        assertThat(value(source, "app")).isEmpty();
        assertThat(source.look(new Dependency.Keys("app/", Scope.DEFAULT)).orElse(List.of()))
                .extracting(KeyPair::path)
                .containsExactly("app/empty", "app/port", "app/text");
        assertThat(log).isEmpty();
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        Files.createDirectories(root());
        Files.write(root().resolve("binary"), new byte[] {(byte) 0xff, 0, 10});

        assertThat(open().look(key("binary"))
                        .orElse(Optional.empty())
                        .orElseThrow()
                        .value())
                .isEqualTo(GoString.of(new byte[] {(byte) 0xff, 0}));
    }

    @Test
    void ignoresWhatEditorsLeaveAndReportsNamesThatAreNone() throws IOException {
        write(".port.swp", "x");
        write("port~", "x");
        write("a%zz", "x");
        var source = open();

        assertThat(source.look(new Dependency.Keys("", Scope.DEFAULT)).orElse(List.of()))
                .isEmpty();
        assertThat(log).singleElement().asString().contains("a%zz: % is not followed by two hexadecimal digits");
    }

    @Test
    void followsLinksWithinTheTreeOnly() throws IOException {
        write("..data/port", "1");
        Files.createSymbolicLink(root().resolve("port"), Path.of("..data/port"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(root().resolve("leak"), folder.resolve("secret"));
        Files.createSymbolicLink(root().resolve("up"), Path.of(".."));
        Files.createSymbolicLink(root().resolve("loop"), Path.of("loop"));
        var source = open();

        assertThat(value(source, "port")).contains("1");
        assertThat(value(source, "leak")).isEmpty();
        assertThat(value(source, "up/secret")).isEmpty();
        assertThat(log).hasSize(3).anyMatch(line -> line.endsWith("leak: leads out of the tree"));
    }

    @Test
    void takesEntriesOfServices() throws IOException {
        write("services/web.json", """
                [{"Service": {"Address": "10.0.0.2", "Port": 80, "Tags": ["b", "a"]}, "Node": {"Node": "n2"}},
                 {"Service": {"ID": "w1", "Port": 81}, "Node": {"Node": "n1", "Address": "10.0.0.1"},
                  "Checks": [{"CheckID": "c", "Status": "critical"}]}]
                """);
        write("services/db.json", "{\"Service\": {\"Port\": 5432}}");
        var source = open();

        assertThat(instances(source, "web", "", false))
                .extracting(
                        ServiceInstance::id, ServiceInstance::address, ServiceInstance::port, ServiceInstance::status)
                .containsExactly(tuple("w1", "10.0.0.1", 81, "critical"), tuple("web", "10.0.0.2", 80, "passing"));
        assertThat(instances(source, "web", "", true))
                .extracting(ServiceInstance::id)
                .containsExactly("web");
        assertThat(instances(source, "web", "a", false))
                .singleElement()
                .extracting(ServiceInstance::tags)
                .isEqualTo(List.of("a", "b"));
        assertThat(instances(source, "db", "", true))
                .singleElement()
                .satisfies(one -> assertThat(one.address() + " " + one.node()).isEqualTo("127.0.0.1 localhost"));
        assertThat(source.look(new Dependency.Services(Scope.DEFAULT)).orElse(List.of()))
                .extracting("name")
                .containsExactly("db", "web");
        assertThat(source.look(new Dependency.NodeServices("n1", Scope.DEFAULT)).orElse(Optional.empty()))
                .isPresent();
    }

    @Test
    void keepsTheEntriesOfAFileThatBecomesInvalid() throws Exception {
        write("services/web.json", "{}");
        var source = open();
        source.begin();
        source.want(Set.of(key("done")));

        write("services/web.json", "{\"Service\": {\"Port\": \"eighty\"}}");
        write("done", "1");

        assertThat(changes.take()).containsExactly(key("done"));
        assertThat(instances(source, "web", "", true)).hasSize(1);
        assertThat(log).singleElement().asString().endsWith("services/web.json: Port is not a number");
    }

    @Test
    void reportsOnlyQuestionsWithOtherAnswers() throws Exception {
        write("a", "1");
        write("b/c", "1");
        var source = open();
        source.begin();
        source.want(Set.of(key("a"), key("b/c"), key("new/deep"), new Dependency.Keys("b/", Scope.DEFAULT)));

        write("a", "1\n");
        write("b/c", "2");

        assertThat(changes.take()).containsExactlyInAnyOrder(key("b/c"), new Dependency.Keys("b/", Scope.DEFAULT));
        write("new/deep", "x");
        assertThat(changes.take()).containsExactly(key("new/deep"));
        assertThat(value(source, "new/deep")).contains("x");
    }

    @Test
    void reportsQuestionsThatWereAskedButNotNamedYet() throws Exception {
        write("a", "1");
        var source = open();
        source.begin();
        assertThat(value(source, "a")).contains("1");

        write("a", "2");

        assertThat(changes.take()).containsExactly(key("a"));
    }

    @Test
    void keepsAllKeysWhileTheDirectoryIsGone() throws Exception {
        write("a", "1");
        var source = open();
        source.begin();
        source.want(Set.of(key("a")));

        Files.move(root(), folder.resolve("away"));
        Files.createDirectory(folder.resolve("beside"));
        Files.createDirectory(folder.resolve("next"));
        Files.writeString(folder.resolve("next/a"), "2");
        Files.move(folder.resolve("next"), root());

        assertThat(changes.take()).containsExactly(key("a"));
        assertThat(value(source, "a")).contains("2");
    }

    @Test
    void seesAnotherFileOfTheSameSizeAndTime() throws Exception {
        write("a", "1");
        var time = Files.getLastModifiedTime(root().resolve("a"));
        var source = open();
        source.begin();
        source.want(Set.of(key("a")));

        Files.writeString(root().resolve("a"), "2");
        Files.setLastModifiedTime(root().resolve("a"), time);

        assertThat(changes.take()).containsExactly(key("a"));
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        assertThatThrownBy(this::open).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesValuesThatConsulWouldRefuse() throws IOException {
        write("large", "x".repeat((512 << 10) + 1));
        var source = open();

        assertThat(value(source, "large")).isEmpty();
        assertThat(log).singleElement().asString().endsWith("large: is larger than 524288 bytes");
    }
}

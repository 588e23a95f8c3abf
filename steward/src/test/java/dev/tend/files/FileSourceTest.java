package dev.tend.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.data.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<Set<Dependency<?>>> changes = new LinkedBlockingQueue<>();

    private Dependency.File file(String name) {
        return new Dependency.File(folder.resolve(name).toString());
    }

    private static Optional<String> content(FileSource source, Dependency.File file) {
        return source.look(file).orElse(Optional.empty()).map(Object::toString);
    }

    @Test
    void seesAFileAppearChangeAndVanish() throws Exception {
        try (var source = new FileSource(Set.of(), changes::add)) {
            source.begin();
            assertThat(content(source, file("a"))).isEmpty();

            replace("a", "1\n");
            assertThat(changes.take()).containsExactly(file("a"));
            assertThat(content(source, file("a"))).contains("1\n");

            source.want(Set.of(file("a")));
            replace("a", "2");
            assertThat(changes.take()).containsExactly(file("a"));

            Files.delete(folder.resolve("a"));
            assertThat(changes.take()).containsExactly(file("a"));
            assertThat(content(source, file("a"))).isEmpty();
        }
    }

    private void replace(String name, String content) throws IOException {
        var part = Files.writeString(folder.resolve(".part"), content);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void seesTheFileChangeThatALinkLeadsTo() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        replace("real/a", "1");
        Files.createSymbolicLink(folder.resolve("a"), Path.of("real/a"));
        try (var source = new FileSource(Set.of(), changes::add)) {
            source.begin();
            assertThat(content(source, file("a"))).contains("1");

            replace("real/a", "2");

            assertThat(changes.take()).containsExactly(file("a"));
        }
    }

    @Test
    void readsNoFileOfTheStewardAndNothingButFiles() throws Exception {
        replace("token", "secret");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("token"));
        try (var source = new FileSource(Set.of(folder.resolve("token").toRealPath()), changes::add)) {
            assertThat(content(source, file("link"))).isEmpty();
            assertThat(source.condition(file("link")).problem())
                    .contains("cannot read it: it is a file of the steward");
            assertThat(content(source, new Dependency.File("/dev/zero"))).isEmpty();
            assertThat(content(source, new Dependency.File("relative"))).isEmpty();
        }
    }
}

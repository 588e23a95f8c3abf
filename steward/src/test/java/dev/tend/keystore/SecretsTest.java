package dev.tend.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void areOthersWhenOneIsChangedAddedRemovedOrRenamed() throws IOException {
        Files.writeString(folder.resolve("a"), "1");
        var before = Secrets.in(folder);

        Files.writeString(folder.resolve("a"), "2");
        assertThat(Secrets.in(folder)).isNotEqualTo(before);
        Files.writeString(folder.resolve("a"), "1");
        assertThat(Secrets.in(folder)).isEqualTo(before);
        Files.writeString(folder.resolve("b"), "");
        assertThat(Secrets.in(folder)).isNotEqualTo(before);
        Files.delete(folder.resolve("b"));
        Files.move(folder.resolve("a"), folder.resolve("c"));
        assertThat(Secrets.in(folder)).isNotEqualTo(before);
    }

    @Test
    void areFilesWithoutADotThatLinksMayLeadTo() throws IOException {
        var data = Files.createDirectory(folder.resolve("..2026"));
        Files.writeString(data.resolve("a"), "1");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("a"), Path.of("..data/a"));
        Files.writeString(folder.resolve(".hidden"), "x");
        Files.createDirectory(folder.resolve("folder"));

        assertThat(Secrets.in(folder).count()).isEqualTo(1);
    }

    @Test
    void cannotBeToldWithoutTheirFolder() {
        assertThatThrownBy(() -> Secrets.in(folder.resolve("gone"))).isInstanceOf(IOException.class);
    }
}

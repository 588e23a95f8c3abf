package dev.tend.manager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    private Path folder;

    @Test
    void takesTheFirstPlaceThatCanBeWrittenTo() throws IOException {
        Path made;
        try (var scratch = Scratch.open(List.of(folder.resolve("gone"), folder))) {
            made = scratch.folder();
            assertThat(made).hasParent(folder);
            Files.writeString(made.resolve("file"), "text");
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void namesAllPlacesWhereNoneCan() {
        var gone = List.of(folder.resolve("one"), folder.resolve("two"));
        assertThatThrownBy(() -> Scratch.open(gone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder to write to")
                .hasMessageContaining("one")
                .hasMessageContaining("two");
    }
}

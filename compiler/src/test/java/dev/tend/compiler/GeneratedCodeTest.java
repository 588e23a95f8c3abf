package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCodeTest {

    @Test
    void writesAndRemovesFiles(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("c"));
        Files.writeString(folder.resolve("c/A.c"), "old");
        Files.writeString(folder.resolve("calls.json"), "[]");

        var code = GeneratedCode.read(folder);
        code.put("c/A.c", "new");
        code.put("methods.c", "added");
        code.remove("calls.json");
        code.write(folder);

        assertThat(folder.resolve("c/A.c")).hasContent("new");
        assertThat(folder.resolve("methods.c")).hasContent("added");
        assertThat(folder.resolve("calls.json")).doesNotExist();
    }

    @Test
    void refusesAnotherNumberOfMatches() {
        var code = new GeneratedCode(Map.of("a.c", "one two two"));

        assertThatThrownBy(() -> code.replace("a.c", "two", "three", 1))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a.c: 1 matches, not 2");
        assertThat(code.text("a.c")).isEqualTo("one two two");
    }

    @Test
    void refusesAMissingFile() {
        var code = new GeneratedCode(Map.of());

        assertThatThrownBy(() -> code.text("stack.h"))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("stack.h");
    }
}

package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> said = new ArrayList<>();

    private Path write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private int render(String template) throws IOException {
        Files.createDirectories(folder.resolve("kv"));
        var file = write("app.tmpl", template);
        return RenderCommand.run(List.of("--kv-dir", folder.resolve("kv").toString(), file.toString()), out, said::add);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void rendersKeysServicesAndFiles() throws IOException {
        write("kv/app/port", "80\n");
        write("kv/services/db.json", "[{\"Service\": {\"Address\": \"10.0.0.1\", \"Port\": 5432}}]");
        var file = write("motto", "calm\n");

        int code =
                render("listen {{ key \"app/port\" }}\n{{ range service \"db\" }}{{ .Address }}:{{ .Port }}\n{{ end }}"
                        + "{{ keyOrDefault \"app/none\" \"default\" }} {{ file \"" + file
                        + "\" }} {{ env \"PATH\" | len | lt 0 }}\n");

        assertThat(said).isEmpty();
        assertThat(text()).isEqualTo("listen 80\n10.0.0.1:5432\ndefault calm true\n");
        assertThat(code).isZero();
    }

    @Test
    void namesKeysThatAreMissingWithTheirLines() throws IOException {
        assertThat(render("x\n  {{ key \"app/port\" }}{{ key \"app/host\" }}\n"))
                .isEqualTo(1);

        assertThat(said)
                .containsExactly(
                        folder.resolve("app.tmpl") + ":2:5: needs key app/port",
                        folder.resolve("app.tmpl") + ":2:25: needs key app/host");
        assertThat(text()).isEmpty();
    }

    @Test
    void reportsErrorsWithTheirPlace() throws IOException {
        assertThat(render("a\n{{ plugin \"ls\" }}")).isEqualTo(1);
        assertThat(render("{{ \"x\" | parseInt }}")).isEqualTo(1);

        assertThat(said.get(0)).contains("app.tmpl:2: function \"plugin\" not defined: it runs a program");
        assertThat(said.get(1)).contains("app.tmpl:1:9: executing");
    }

    @Test
    void refusesWordsThatItDoesNotKnow() {
        assertThat(RenderCommand.run(List.of("--what"), out, said::add)).isEqualTo(64);
        assertThat(RenderCommand.run(List.of("a", "b"), out, said::add)).isEqualTo(64);
        assertThat(RenderCommand.run(List.of("--kv-dir"), out, said::add)).isEqualTo(64);
        assertThat(said).allMatch(line -> line.startsWith("usage: "));
    }

    @Test
    void refusesADirectoryThatIsNotThere() throws IOException {
        var file = write("app.tmpl", "x");

        int code = RenderCommand.run(
                List.of("--kv-dir", folder.resolve("none").toString(), file.toString()), out, said::add);

        assertThat(code).isEqualTo(1);
        assertThat(said).singleElement().asString().startsWith("cannot render: " + folder.resolve("none"));
    }
}

package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.Key;
import dev.tend.format.tend.Keys;
import dev.tend.format.tend.ServiceFile;
import dev.tend.format.tend.Values;
import dev.tend.service.Limit.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual against the table of keys. */
class ManualTest {

    private static final Path PAGE = Path.of("..", "docs", "man", "tend-service.5");

    @Test
    void explainsEveryKeyAndNoOther() throws IOException {
        var explained = new ArrayList<String>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith(".It Cm ")) {
                explained.add(line.split(" ")[2]);
            }
        }

        assertThat(explained).containsExactlyInAnyOrderElementsOf(Keys.names());
    }

    @Test
    void statesEveryDefault() throws IOException {
        String page = Files.readString(PAGE);
        for (Key key : Keys.all()) {
            if (!key.initial().startsWith("(") && !key.initial().isEmpty()) {
                int from = page.indexOf(".It Cm " + key.name() + " ");
                int next = page.indexOf("\n.It ", from);
                String entry =
                        page.substring(from, next < 0 ? page.length() : next).replace("\n.Ql ", " ");
                assertThat(entry)
                        .as(key.name())
                        .containsAnyOf("Default: " + key.initial(), key.initial() + "\n(default)");
            }
        }
    }

    @Test
    void namesEveryResource() throws IOException {
        String page = Files.readString(PAGE);
        for (Resource resource : Resource.values()) {
            assertThat(page).containsPattern("(?m)^\\.Cm .*\\b" + Values.word(resource) + "\\b");
        }
    }

    @Test
    void itsExamplesAreGoodServices() throws IOException {
        var examples = examples(Files.readAllLines(PAGE));

        assertThat(examples).hasSize(7);
        for (String example : examples) {
            assertThat(ServiceFile.parse("example", "example", example).problems())
                    .isEmpty();
        }
    }

    private static List<String> examples(List<String> lines) {
        var examples = new ArrayList<String>();
        int from = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(".Bd -literal")) {
                from = i + 1;
            } else if (lines.get(i).equals(".Ed")) {
                examples.add(String.join("\n", lines.subList(from, i)));
            }
        }
        return examples;
    }
}

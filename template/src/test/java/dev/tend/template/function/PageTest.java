package dev.tend.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.data.CaRoot;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.LeafCertificate;
import dev.tend.template.data.Node;
import dev.tend.template.data.NodeWithServices;
import dev.tend.template.data.Scope;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.data.ServiceName;
import dev.tend.template.exec.Limits;
import dev.tend.template.exec.MissingKey;
import dev.tend.template.exec.Template;
import dev.tend.template.parse.Delimiters;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The manual page against the functions: each has an entry, whose example gives what the page says. */
class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "man", "tend-template.5");
    private static final List<String> BUILT_IN = List.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "len",
            "index",
            "slice",
            "print",
            "printf",
            "println",
            "html",
            "js",
            "urlquery",
            "call");

    private final TestingData data = answers();

    @Test
    void explainsEveryFunctionAndNoOther() throws IOException {
        var explained = new ArrayList<String>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith(".It Cm ")) {
                for (String word : line.substring(7).split(" ")) {
                    if (word.equals("Ar")) {
                        break;
                    }
                    if (!word.equals(",") && !word.equals("Cm")) {
                        explained.add(word);
                    }
                }
            }
        }

        var known = new ArrayList<>(Functions.all());
        known.addAll(BUILT_IN);
        Functions.refused().forEach(known::add);
        assertThat(explained).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void itsExamplesGiveWhatItSays() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int examples = 0;
        for (int i = 0; i < lines.size() - 2; i++) {
            if (lines.get(i).startsWith(".Dl {{") && lines.get(i + 1).equals("gives")) {
                String example = unescaped(lines.get(i).substring(4));
                String wanted = unescaped(lines.get(i + 2).substring(4));
                // The page shows a text of several lines in one.
                assertThat(words(evaluate(example))).as(example).isEqualTo(words(wanted));
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(200);
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String unescaped(String text) {
        return text.replace("\\&", "")
                .replace("\\(dq", "\"")
                .replace("\\(aq", "'")
                .replace("\\e", "\\");
    }

    private String evaluate(String example) {
        Map<String, GoFunction> functions =
                Functions.of(Surroundings.of(data, () -> Instant.parse("2026-11-30T10:19:05Z")));
        GoMap dot = GoMap.of(GoType.OBJECT);
        dot.put("f", GoFunction.of("f", GoType.ANY, List.of(GoType.ANY), (call, arguments) -> arguments.get(0)));
        return Template.parse("page", GoString.of(example), Delimiters.DEFAULT, functions::containsKey)
                .text(dot, functions, MissingKey.ZERO, Limits.DEFAULT)
                .utf8();
    }

    private static KeyPair pair(String path, String value) {
        return new KeyPair(path, GoString.of(value), 1, 1, 0, 0, "");
    }

    private static TestingData answers() {
        var data = new TestingData();
        Scope here = Scope.DEFAULT;
        var node = new Node("id", "n1", "10.0.0.1", "dc1", Map.of(), Map.of());
        var instance = new ServiceInstance(
                "n1",
                "id",
                "",
                "10.0.0.1",
                "dc1",
                Map.of(),
                Map.of(),
                Map.of("v", "7"),
                Map.of(),
                "10.0.0.2",
                "w",
                "web",
                80,
                ServiceInstance.Weights.DEFAULT,
                List.of("a", "b"),
                "passing",
                List.of());
        data.answers.put(new Dependency.Key("app/port", here), Optional.of(pair("app/port", "8080")));
        data.answers.put(new Dependency.Key("app/none", here), Optional.empty());
        data.answers.put(
                new Dependency.Keys("app", here),
                List.of(pair("app/db/user", "me"), pair("app/host", "h"), pair("app/port", "8080")));
        for (boolean connect : new boolean[] {false, true}) {
            data.answers.put(new Dependency.Instances("web", "", true, "", connect, here), List.of(instance));
        }
        data.answers.put(new Dependency.Services(here), List.of(new ServiceName("web", List.of("a", "b"))));
        data.answers.put(new Dependency.Nodes("", here), List.of(node));
        data.answers.put(new Dependency.NodeServices("n1", here), Optional.of(new NodeWithServices(node, List.of())));
        data.answers.put(new Dependency.Datacenters(false), List.of("dc1", "dc2"));
        data.answers.put(new Dependency.CaRoots(), List.of(new CaRoot("i", "root", "P", true, 1, 1)));
        data.answers.put(new Dependency.CaLeaf("web"), new LeafCertificate("1", "PEM", "K", "web", "", "", "", 1, 1));
        data.answers.put(new Dependency.Variable("USER"), Optional.of(GoString.of("app")));
        data.answers.put(new Dependency.Variable("NONE"), Optional.empty());
        data.answers.put(new Dependency.File("/etc/hostname"), Optional.of(GoString.of("n1\n")));
        return data;
    }
}

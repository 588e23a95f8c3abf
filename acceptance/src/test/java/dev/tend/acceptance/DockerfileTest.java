package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The container that the packaged Dockerfile describes: its files and its entry point, in namespaces and a root of its own. */
class DockerfileTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Makes a root of the machine's programs in the folder $0, with copies of what follows in pairs, and executes the rest there. */
    private static final String CONTAINER = """
            set -e
            mount -t tmpfs none "$0"; cd "$0"
            mkdir proc dev etc usr run tmp var var/log
            mount --rbind /dev dev; mount --rbind /usr usr; mount -t proc proc proc; mount -t tmpfs none usr/local/bin
            for each in bin lib lib64; do
              if test -L /$each; then cp -P /$each .; elif test -d /$each; then mkdir $each; mount --rbind /$each $each; fi
            done
            while test "$1" != --; do
              mkdir -p "$(dirname ".$2")"; case $2 in */) mkdir -p ".$2"; cp -r "$1/." ".$2";; *) cp "$1" ".$2";; esac; shift 2
            done
            shift; exec chroot . "$@"
            """;

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void needsAMountOfItsOwn() {
        Namespace.assumePossible();
    }

    private List<String> container() throws IOException {
        Path root = Files.createDirectory(tend.path("root"));
        var command = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount"));
        command.addAll(List.of("sh", "-c", CONTAINER, root.toString()));
        String entryPoint = "";
        for (String line : Files.readAllLines(PROJECT.resolve("packaging/Dockerfile"))) {
            String[] words = line.split(" ");
            if (words[0].equals("COPY")) {
                command.addAll(List.of(source(words[1]), words[2]));
            }
            entryPoint = words[0].equals("ENTRYPOINT") ? line.substring("ENTRYPOINT ".length()) : entryPoint;
        }
        command.add("--");
        for (JsonNode word : Tend.json(entryPoint)) {
            command.add(word.asString());
        }
        return command;
    }

    private static String source(String path) {
        return path.equals("keeper/target/tend")
                ? Tend.BINARY.toString()
                : PROJECT.resolve(path).toString();
    }

    @Test
    void showsWhatItsServicesWrite() throws IOException {
        tend.start("container", container());

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path("container.out")))
                .as(() -> Tend.text(tend.path("container.err")))
                .containsPattern("(?m)^greeter +\\| Hello, Ada!$")
                .containsPattern("(?m)^clock +\\| It is ")
                .containsPattern("(?m)^load +\\| load "));
    }
}

package dev.tend.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.kernel.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Memory SMALL = new Memory() {
        @Override
        public long heapSize() {
            return 32 << 20;
        }
    };

    private final List<Definition> held = new ArrayList<>();

    private static Definition definition(int number, String text) {
        String name = "s" + number;
        return new Definition(
                "/etc/tend.d/" + name,
                text,
                ServiceFile.parse(name, name, "cmd=/bin/true\n" + text).spec().orElseThrow());
    }

    private static Definition variables(int number, String version) {
        return definition(number, "env." + version + "=1\n" + "#".repeat(30_000));
    }

    private Optional<String> fill(Limits room, String version) {
        Optional<String> refusal = Optional.empty();
        for (int number = 0; refusal.isEmpty(); number++) {
            var definition = variables(number, version);
            refusal = room.refusal(Optional.empty(), definition);
            if (refusal.isEmpty()) {
                held.add(definition);
            }
        }
        return refusal;
    }

    @Test
    void saysHowMuchMemoryFilesMayTake() {
        assertThat(fill(new Limits(SMALL), "A"))
                .contains("the service files of one keeper take at most 5 MiB of its memory: start another for more");
        assertThat(held).hasSizeGreaterThan(30).hasSizeLessThan(45);
    }

    @Test
    void holdsAllFilesInTwoVersions() {
        fill(new Limits(SMALL), "A");
        var room = new Limits(SMALL, held, List.of());
        for (int number = 0; number < held.size(); number++) {
            assertThat(room.refusal(Optional.of(held.get(number)), variables(number, "B")))
                    .isEmpty();
        }
    }

    @Test
    void refusesAThirdVersionOfAllFiles() {
        fill(new Limits(SMALL), "A");
        var former = List.copyOf(held);
        var room = new Limits(SMALL, held, former);
        Optional<String> refusal = Optional.empty();
        for (int number = 0; number < held.size() && refusal.isEmpty(); number++) {
            refusal = room.refusal(Optional.of(held.get(number)), variables(number, "B"));
        }
        assertThat(refusal).get().asString().contains("former versions of their files");
    }

    @Test
    void takesNothingMoreWhereTheMemoryIsShort() {
        var room = new Limits(new Memory() {
            @Override
            public boolean hasFree(long bytes) {
                return false;
            }
        });
        assertThat(room.refusal(Optional.empty(), definition(1, "")))
                .get()
                .asString()
                .contains("no memory");
    }

    @Test
    void countsWhatInstancesTake() {
        var room = new Limits(SMALL);
        assertThat(room.refusal(Optional.empty(), definition(1, "instances=1000")))
                .isEmpty();
        assertThat(room.refusal(Optional.empty(), definition(2, "instances=1000")))
                .get()
                .asString()
                .contains("the instances of one keeper take at most 6 MiB");
        assertThat(room.refusal(Optional.empty(), definition(3, "instances=20")))
                .isEmpty();
    }

    @Test
    void holdsFiveThousandUsualServices() {
        var room = new Limits(new Memory() {});
        String text = """
                # a service like many others, with a comment or two that people write
                env.HOME_OF=/srv/app
                env.MODE=production
                restart=always
                after=s1 s2
                health=http://localhost:8080/health
                stop-timeout=5s
                """ + "# and more of them\n".repeat(20);
        for (int number = 0; number < 5_000; number++) {
            assertThat(room.refusal(Optional.empty(), definition(number, text))).isEmpty();
        }
        assertThat(room.refusal(Optional.empty(), definition(5_000, text)))
                .contains("one keeper keeps at most 5000 instances: start another for more");
    }

    @Test
    void countsWordsMoreThanVariables() {
        long variables = definition(1, "env.A=" + "a ".repeat(10_000)).cost();
        long comment = definition(1, "#" + "a ".repeat(10_000)).cost();
        long words =
                definition(1, "notify=exec:/bin/true " + "a ".repeat(10_000)).cost();
        assertThat(words).isGreaterThan(4 * variables);
        assertThat(variables).isBetween(4 * 20_000L, 5 * 20_000L);
        assertThat(comment).isBetween(4 * 20_000L, 5 * 20_000L);
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Service files that take as much of the keeper's memory as they can, for as few bytes as possible. Files that are
 * accepted never end the keeper: not when all are edited at once and a plan is requested, and not when the next keeper
 * takes over. A limit on memory makes the heap small, and with it the room for files.
 */
class LargeFilesTest {

    private static final String[] LITTLE_MEMORY = {"prlimit", "--as=60000000"};

    /** More files than there is room for. */
    private static final int FILES = 36;

    /** {@code EX_CONFIG}: some files are refused. */
    private static final int BAD_CONFIGURATION = 78;

    private static final String NO_ROOM = "start another for more";

    private static final int LONGEST_LINE = 32_000;
    private static final int LONGEST_FILE = 62_000;

    @RegisterExtension
    final Tend tend = new Tend();

    /** In what a file is rich. The text differs from version to version, so that nothing can be shared. */
    enum Shape {
        VARIABLES(version -> lines(number -> "env.A" + version + number + "=1")),
        WORDS(version -> line("notify=exec:/bin/true " + version, " ", number -> "a")
                + line("pre-start=exec /bin/true " + version, " ", number -> "b")),
        NAMES(version -> line("after=" + version, " ", number -> "n" + number)
                + line("conflicts=" + version, " ", number -> "n" + number)),
        CHECKS(version -> "health-interval=1h\nhealth-timeout=" + version.length() + "s\n"
                + line("health=", ";", number -> "file:/" + version)),
        COMMENTS(version -> lines(number -> "# " + version + "#".repeat(60))),
        LONG_LINES(version ->
                line("env.A=", "", number -> version + "x".repeat(100)) + line("env.B=", "", number -> version + "y")),
        PATTERNS(version -> line("log=file\ninstances=3\nready-timeout=1h\nready=log:", "", number -> version + "x")),
        INSTANCES(
                version -> "instances=12\non-change=next-start\n" + lines(number -> "env.A" + version + number + "=1"));

        @SuppressWarnings("ImmutableEnumChecker") // functions without a state
        private final IntFunction<String> text;

        Shape(UnaryOperator<String> text) {
            this.text = version -> "cmd=sleep 100000\n" + text.apply("v".repeat(version));
        }

        private static String line(String start, String separator, IntFunction<String> word) {
            var line = new StringBuilder(start).append(word.apply(0));
            for (int number = 1; line.length() < LONGEST_LINE - 200; number++) {
                line.append(separator).append(word.apply(number));
            }
            return line.substring(0, Math.min(line.length(), LONGEST_LINE)) + "\n";
        }

        private static String lines(IntFunction<String> line) {
            var lines = new StringBuilder();
            for (int number = 0; lines.length() < LONGEST_FILE; number++) {
                lines.append(line.apply(number)).append('\n');
            }
            return lines.toString();
        }
    }

    private void write(Shape shape, int version) {
        String text = shape.text.apply(version);
        for (int number = 10; number < 10 + FILES; number++) {
            tend.service("web-" + number, text + "# " + number);
        }
    }

    private Map<String, Integer> pids() {
        var pids = new HashMap<String, Integer>();
        for (var status : tend.status()) {
            if (status.pid() > 0) {
                pids.put(status.name(), status.pid());
            }
        }
        return pids;
    }

    /** The services that were refused for lack of room. */
    private static Set<String> refused(String lines) {
        var names = new TreeSet<String>();
        lines.lines().filter(line -> line.contains(NO_ROOM)).forEach(line -> {
            int at = line.indexOf("web-");
            names.add(line.substring(at, line.indexOf(':', at)));
        });
        return names;
    }

    private Set<String> refusedByCheck() {
        var command = new ArrayList<>(List.of(LITTLE_MEMORY));
        command.addAll(List.of(Tend.BINARY.toString(), "check", tend.services().toString()));
        return refused(tend.command(command).all());
    }

    /** The address sanitizer takes more address space than the limit. */
    @Tag("unsanitized")
    @ParameterizedTest
    @EnumSource(names = {"VARIABLES", "WORDS"})
    void neverEndTheKeeper(Shape shape) {
        assertSurvived(shape);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"VARIABLES", "WORDS"})
    void neverEndTheKeeperWhateverTheyAreRichIn(Shape shape) {
        assertSurvived(shape);
    }

    private void assertSurvived(Shape shape) {
        write(shape, 1);
        tend.under(LITTLE_MEMORY).up("--no-watch");
        Tend.awaiting().until(() -> !pids().isEmpty());
        assertThat(refused(tend.errors())).isNotEmpty().isEqualTo(refusedByCheck());

        for (int version = 2; version <= 3; version++) {
            write(shape, version);
            assertThat(tend.verb("plan").code()).isEqualTo(BAD_CONFIGURATION);
            assertThat(tend.verb("reload").code()).isEqualTo(BAD_CONFIGURATION);
            tend.done("status");
        }
        Tend.awaiting().until(() -> !pids().isEmpty());
        var running = pids();
        tend.killKeeper();
        running.values().removeIf(pid -> !Proc.alive(pid));

        tend.up("--no-watch");
        assertThat(tend.errors()).contains("a keeper before this one left").doesNotContain("\tat ");
        Tend.awaiting().until(() -> pids().keySet().containsAll(running.keySet()));
        assertThat(tend.verb("plan").code()).isIn(0, BAD_CONFIGURATION);
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same shell lines run with the commands of Debian's package runit, and with links of their names to the program under test:
 * each in an empty folder of its own, and compared by exit code, both streams and all files. Moments are taken out.
 */
final class Sides {

    /** The results that are compared. */
    record Outcome(int code, String out, String err, String files) {}

    private static final Path DEBIANS = Path.of("/usr/bin");

    /** {@code until CONDITION} for the lines: waits, and is bounded by the patience of {@link Ran}. */
    private static final String AWAIT = "await() { until eval \"$1\" 2>/dev/null; do sleep 0.02; done; }; ";

    private final Tend tend;

    Sides(Tend tend) {
        this.tend = tend;
    }

    /** The program is called by the names of links to it, wherever it comes from. */
    private Path links(String side, List<String> names, Path program) {
        try {
            Path links = Files.createDirectories(tend.path(side + "-bin"));
            for (String name : names) {
                Path link = links.resolve(name);
                if (!Files.isSymbolicLink(link)) {
                    Files.createSymbolicLink(link, program);
                }
            }
            return links;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a line on both sides, and compares them.
     *
     * @param names of the commands that the line may contain; the first is that of Debian's program
     * @return the result, which is the same on both sides
     */
    Outcome same(List<String> names, String line) {
        Outcome expected = debians("debian", names, line);
        Outcome actual = ours(names, line);
        assertThat(actual).as(line).isEqualTo(expected);
        return actual;
    }

    /** Returns Debian's program; a test that needs it is skipped if it is not installed. */
    static Path assumeDebians(String name) {
        Path debians = DEBIANS.resolve(name);
        assumeTrue(Files.isExecutable(debians), () -> debians + " is not here: install Debian's package runit");
        return debians;
    }

    /** Runs a line with Debian's program. @param side of a name of its own */
    Outcome debians(String side, List<String> names, String line) {
        return run(side, links(side, names, assumeDebians(names.getFirst())), line);
    }

    /** Runs a line with the program under test alone. */
    Outcome ours(List<String> names, String line) {
        return ours("tend", names, line);
    }

    /** The same on a side of another name. */
    Outcome ours(String side, List<String> names, String line) {
        return run(side, links(side, names, Tend.BINARY), line);
    }

    private Outcome run(String side, Path links, String line) {
        Path folder = tend.path(side);
        Ran ran = tend.command(List.of(
                "sh", "-c", "mkdir " + folder + "; cd " + folder + "; PATH=" + links + ":$PATH; " + AWAIT + line));
        return new Outcome(ran.code(), plain(ran.out(), links), plain(ran.err(), links), plain(files(folder), links));
    }

    private static String plain(String text, Path links) {
        Path folder = links.resolveSibling(links.getFileName().toString().replace("-bin", ""));
        return text.replace(links + "/", "")
                .replace(folder.toString(), "HERE")
                .replaceAll("@4[0-9a-f]{23}", "@TAI64N")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d([_T])\\d\\d:\\d\\d:\\d\\d\\.\\d{5}", "DATE$1TIME");
    }

    private static String files(Path folder) {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .sorted()
                    .map(path -> file(folder, path))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Path folder, Path path) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
            return "--- " + folder.relativize(path) + " " + mode + "\n" + text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

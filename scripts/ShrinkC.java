import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the C that TeaVM writes small: what it says at run time over and over is said once. {@code mend-c.sh} has mended its
 * faults before. What does not look as expected here ends the build, for half a change would do harm far from where it is.
 *
 * <p>What it saves, and what is lost by it, stands in {@code docs/teavm.md}.
 */
final class ShrinkC {

    private ShrinkC() {}

    public static void main(String... arguments) throws IOException {
        check(arguments.length == 2, "usage: ShrinkC FOLDER SCRIPTS");
        var folder = Path.of(arguments[0]);
        new ShrunkCalls(folder).write();
        ShrunkRoots.drop(folder);
        ShrunkLeaves.drop(folder);
        ShrunkStrings.of(folder.resolve("strings.c")).write(folder);
        new ShrunkClasses(folder).write();
        ShrunkChecks.write(folder, Path.of(arguments[1]));
        addressFromZero(folder);
        CaughtValues.check(folder);
    }

    /**
     * An object names its class by the distance from the first one, which is a variable, since classes may be anywhere. In an
     * executable at a fixed address they are below 4 GB, and the distance can be one from nothing.
     */
    private static void addressFromZero(Path folder) throws IOException {
        replace(
                folder.resolve("core.h"),
                "#define TEAVM_PACK_CLASS.*\n#define TEAVM_UNPACK_CLASS.*\n",
                """
                #ifdef __PIE__
                    #error "compile this with -fno-pie -no-pie: an object names its class by 32 bits of its address"
                #endif
                #define TEAVM_PACK_CLASS(cls) ((int32_t) ((uint32_t) (uintptr_t) (cls) >> 3))
                #define TEAVM_UNPACK_CLASS(cls) ((TeaVM_Class*) (uintptr_t) ((uint32_t) (cls) << 3))
                """,
                1);
    }

    /** All that is C. */
    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && file.toString().matches(".*\\.[ch]")).sorted().toList();
        }
    }

    /** Replaces all that a pattern finds, which must be as often as expected. */
    static void replace(Path file, String pattern, String by, int times) throws IOException {
        var text = Files.readString(file);
        var found = Pattern.compile(pattern).matcher(text);
        check(found.results().count() == times, file + ": " + times + " of " + pattern);
        Files.writeString(file, found.replaceAll(by));
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            System.err.println("tend: the C of this TeaVM could not be made small: expected: " + what);
            System.exit(1);
        }
    }
}

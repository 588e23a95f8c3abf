import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Checks for null that the processor makes: see {@code null-trap.c}. */
final class ShrunkChecks {

    private ShrunkChecks() {}

    static void write(Path folder, Path scripts) throws IOException {
        ShrinkC.replace(
                folder.resolve("exceptions.h"),
                "if \\(o == NULL\\) \\{\\s+teavm_throwNullPointerException\\(\\);\\s+TEAVM_UNREACHABLE\\s+\\}\\s+return o;",
                "__asm__ volatile (\"testb %%al, (%0)\" : : \"r\" (o) : \"cc\");\n        return o;",
                1);
        var trap = Files.readString(scripts.resolve("null-trap.c"));
        Files.writeString(folder.resolve("heaptrace.c"), "\n" + trap, StandardOpenOption.APPEND);
    }
}

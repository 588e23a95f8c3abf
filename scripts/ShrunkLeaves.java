import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * No frame for a method that calls nobody: a frame says where the references of a method are while somebody else collects, and who
 * catches what somebody else throws. What such a method throws itself is caught by the frame below, as before.
 *
 * <p>And what everything does a character at a time: one is taken before a frame is made, several are copied at once.
 */
final class ShrunkLeaves {

    private static final Pattern BEGIN = Pattern.compile("\\S.*\\) \\{");
    private static final Pattern FRAME = Pattern.compile(" {4}(TEND|TEAVM)_ALLOC_STACK\\(.*;");
    private static final Pattern ROOT = Pattern.compile(" *TEAVM_(GC_ROOT|GC_ROOT_RELEASE)\\(.*\\);| *TEAVM_RELEASE_STACK;");
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\(");

    /** Macros of memory and numbers, and checks that return or throw. */
    private static final Set<String> NOBODY = Set.of(
            "TEND_ALLOC_STACK", "TEAVM_ALLOC_STACK", "TEAVM_GC_ROOT", "TEAVM_GC_ROOT_RELEASE", "TEAVM_FIELD", "TEAVM_ARRAY_AT",
            "TEAVM_ARRAY_LENGTH", "INT32_C", "INT64_C", "teavm_nullCheck", "teavm_checkBounds", "teavm_gc_writeBarrier");

    private int dropped;

    /** Drops them in all of a folder. */
    static void drop(Path folder) throws IOException {
        var leaves = new ShrunkLeaves();
        for (var file : ShrinkC.files(folder)) {
            var lines = Files.readAllLines(file);
            var kept = leaves.kept(lines);
            if (kept.size() < lines.size()) {
                Files.write(file, kept);
            }
        }
        ShrinkC.check(leaves.dropped > 0, "methods that call nobody");
        characterAtOnce(folder.resolve("c/j/l/String.c"));
        copiesAtOnce(folder.resolve("c/j/u/Arrays.c"));
        stringAtOnce(folder.resolve("c/j/l/StringBuilder.c"));
    }

    private List<String> kept(List<String> lines) {
        List<String> kept = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (BEGIN.matcher(lines.get(i)).matches()) {
                kept.addAll(lines.subList(from, i + 1));
                from = i + 1;
            } else if (lines.get(i).equals("}")) {
                kept.addAll(body(lines.subList(from, i)));
                from = i;
            }
        }
        kept.addAll(lines.subList(from, lines.size()));
        return kept;
    }

    private List<String> body(List<String> lines) {
        boolean framed = lines.stream().anyMatch(line -> FRAME.matcher(line).matches());
        if (!framed || !lines.stream().allMatch(ShrunkLeaves::callsNobody)) {
            return lines;
        }
        dropped++;
        return lines.stream()
                .filter(line -> !FRAME.matcher(line).matches() && !ROOT.matcher(line).matches())
                .toList();
    }

    private static boolean callsNobody(String line) {
        return CALL.matcher(line).results().allMatch(call -> NOBODY.contains(call.group(1)) || isWord(call.group(1)))
                && !line.contains("TEAVM_UNREACHABLE");
    }

    /** Of C itself. */
    private static boolean isWord(String name) {
        return Set.of("if", "while", "switch", "return", "sizeof").contains(name);
    }

    private static void characterAtOnce(Path file) throws IOException {
        ShrinkC.replace(
                file,
                "(int32_t meth_jl_String_charAt\\(void\\* teavm_this_, int32_t teavm_local_1\\) \\{\n"
                        + " {4}TeaVM_Array\\* teavm_local_2;\n {4}void\\* teavm_local_3;\n)",
                """
                $1    teavm_local_2 = TEAVM_FIELD(teavm_this_, TeaVM_String, characters);
                    if ((uint32_t) teavm_local_1 < (uint32_t) TEAVM_ARRAY_LENGTH(teavm_local_2)) {
                        return TEAVM_ARRAY_AT(teavm_local_2, char16_t, teavm_local_1);
                    }
                """,
                1);
    }

    /** {@code Arrays.copyOf}, by which builders grow. */
    private static void copiesAtOnce(Path file) throws IOException {
        ShrinkC.replace(
                file,
                " {4}while \\(1\\) \\{\n"
                        + " {8}if \\(!\\(teavm_local_6 < teavm_local_5\\)\\) break;\n"
                        + " {8}teavm_local_6 = \\(teavm_checkBounds\\(teavm_local_6, teavm_local_1\\)\\);\n"
                        + " {8}teavm_local_2 = TEAVM_ARRAY_AT\\(teavm_local_1, char16_t, teavm_local_6\\);\n"
                        + " {8}teavm_local_6 = \\(teavm_checkUpperBound\\(teavm_local_6, teavm_local_4\\)\\);\n"
                        + " {8}TEAVM_ARRAY_AT\\(teavm_local_4, char16_t, teavm_local_6\\) = teavm_local_2;\n"
                        + " {8}teavm_local_6 = .*\n {4}\\}\n",
                "    memcpy(TEAVM_ARRAY_DATA(teavm_local_4, char16_t), TEAVM_ARRAY_DATA(teavm_local_1, char16_t), teavm_local_5 * sizeof(char16_t));\n",
                1);
    }

    private static void stringAtOnce(Path file) throws IOException {
        ShrinkC.replace(
                file,
                "(void\\* meth_jl_StringBuilder_insert\\(void\\* teavm_this_, int32_t teavm_local_1, void\\* teavm_local_2\\) \\{\n"
                        + "(?:(?!\n\\})[\\s\\S])*?)"
                        + " {8}teavm_local_5 = INT32_C\\(0\\);\n {8}while \\(1\\) \\{\n(?:(?!\n\\})[\\s\\S])*?\n {8}\\}\n",
                """
                $1        memcpy(TEAVM_ARRAY_DATA(TEAVM_FIELD(teavm_this_, cls_jl_AbstractStringBuilder, fld_buffer), char16_t) + teavm_local_1,
                            TEAVM_ARRAY_DATA(TEAVM_FIELD(teavm_local_2, TeaVM_String, characters), char16_t), meth_jl_String_length(teavm_local_2) * sizeof(char16_t));
                """,
                1);
    }
}

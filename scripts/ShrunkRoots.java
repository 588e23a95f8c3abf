import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fewer stores into frames. TeaVM writes a null over each reference in a frame that is not used any more. Only the first time is
 * that needed, for a frame begins with rubbish; later it would only let the collector take an object before its method returns. A
 * method that runs for ever holds one object too many for each such place.
 */
final class ShrunkRoots {

    private static final Pattern FRAME = Pattern.compile(" {4}(TEND|TEAVM)_ALLOC_STACK\\(.*;");
    private static final Pattern ROOT = Pattern.compile(" {4}TEAVM_GC_ROOT(?:_RELEASE)?\\(INT32_C\\((\\d+)\\).*;");
    private static final Pattern RELEASE = Pattern.compile(" *TEAVM_GC_ROOT_RELEASE\\(INT32_C\\((\\d+)\\)\\);");

    /** A statement of a method's beginning, which nothing jumps over. */
    private static final Pattern STRAIGHT = Pattern.compile(" {4}(?!goto|return|teavm_label_|TEAVM_(TRY|CATCH|END_TRY)).*;");

    private int dropped;

    /** Drops what is not needed, in all of a folder. */
    static void drop(Path folder) throws IOException {
        var roots = new ShrunkRoots();
        for (var file : ShrinkC.files(folder)) {
            var lines = Files.readAllLines(file);
            var kept = roots.kept(lines);
            if (kept.size() < lines.size()) {
                Files.write(file, kept);
            }
        }
        ShrinkC.check(roots.dropped > 0, "references released twice");
    }

    private List<String> kept(List<String> lines) {
        Set<String> begun = new HashSet<>();
        boolean[] straight = {false};
        return lines.stream().filter(line -> {
            if (FRAME.matcher(line).matches()) {
                begun.clear();
                straight[0] = true;
                return true;
            }
            straight[0] &= STRAIGHT.matcher(line).matches();
            var root = ROOT.matcher(line);
            var release = RELEASE.matcher(line);
            if (release.matches() && begun.contains(release.group(1))) {
                dropped++;
                return false;
            }
            if (straight[0] && root.matches()) {
                begun.add(root.group(1));
            }
            return true;
        }).toList();
    }
}

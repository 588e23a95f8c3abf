package dev.tend.compiler;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses C in which a catch block reads a copy that its try block may not have assigned yet. TeaVM writes that where a try block
 * first makes a call that may throw and then uses an object that the method was given ({@code instance.name()}), which the catch
 * block needs too: the catch block reads the copy that was checked for null, and that copy does not exist yet. The program crashes,
 * or takes another object for it.
 *
 * <p>The remedy in Java is to use the object before or after the try block, not in it.
 */
final class UnassignedCopies implements Pass {

    private static final Pattern METHOD =
            Pattern.compile("(?ms)^\\w[^\\n;{}]*\\b(meth_\\w+)\\([^\\n]*\\) \\{\\n(.*?)^\\}$");
    private static final Pattern SAVED = Pattern.compile("\\s*(teavm_spill_\\d+) = .*");
    private static final Pattern LOADED = Pattern.compile("\\s*teavm_local_\\d+ = (teavm_spill_\\d+);");

    @Override
    public void apply(GeneratedCode code) {
        for (var path : code.sources()) {
            METHOD.matcher(code.text(path)).results().forEach(method -> {
                if (method.group(2).contains("volatile")) {
                    check(method.group(1), method.group(2).lines().toList());
                }
            });
        }
    }

    private static void check(String method, List<String> lines) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).strip().equals("TEAVM_TRY")) {
                check(method, lines, line);
            }
        }
    }

    private static void check(String method, List<String> lines, int begin) {
        int handler = after(lines, begin, "TEAVM_CATCH");
        int end = after(lines, begin, "TEAVM_END_TRY");
        for (int line = handler; line < end; line++) {
            Matcher loaded = LOADED.matcher(lines.get(line));
            if (loaded.matches()) {
                String saved = loaded.group(1);
                boolean known = isAssigned(lines, begin, saved) || !isRead(lines.subList(line + 1, end), saved);
                UnexpectedCodeException.unless(
                        known, "what a catch block of " + method + " reads to be assigned in any case");
            }
        }
    }

    /** Returns the line number of the word that belongs to a try; other tries may come in between. */
    private static int after(List<String> lines, int begin, String word) {
        int depth = 0;
        for (int line = begin; line < lines.size(); line++) {
            String text = lines.get(line).strip();
            depth += text.equals("TEAVM_TRY") ? 1 : 0;
            if (depth == 1 && text.equals(word)) {
                return line;
            }
            depth -= text.equals("TEAVM_END_TRY") ? 1 : 0;
        }
        throw new UnexpectedCodeException(word + " after " + lines.get(begin).strip());
    }

    /** Tells whether a copy has a value before anything in the try block may throw. */
    private static boolean isAssigned(List<String> lines, int begin, String saved) {
        for (int line = 0; line <= begin || !mayThrow(lines.get(line)); line++) {
            Matcher assignment = SAVED.matcher(lines.get(line));
            if (assignment.matches() && assignment.group(1).equals(saved)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayThrow(String line) {
        return (line.contains("(") && !line.contains("GC_ROOT")) || line.contains("TEAVM_CATCH");
    }

    /** Tells whether the local of a copy is used before it has another value. */
    private static boolean isRead(List<String> lines, String saved) {
        String local = saved.replace("spill", "local");
        var used = Pattern.compile("\\b" + local + "\\b");
        var assignment = Pattern.compile("\\s*" + local + " = (.*)");
        for (String line : lines) {
            if (used.matcher(line).find()) {
                Matcher assigned = assignment.matcher(line);
                return !assigned.matches() || used.matcher(assigned.group(1)).find();
            }
        }
        return false;
    }
}

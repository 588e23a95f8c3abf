package dev.tend.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The C files of one program in memory, by their paths below the folder that TeaVM writes. They are written back only after every
 * pass has succeeded, so that a refusal never leaves half a change.
 */
final class GeneratedCode {

    /** Functions begin at the left margin and end with a brace there. */
    private static final Pattern FUNCTION = Pattern.compile("(?ms)^\\w[^\\n]*\\{\\n.*?^\\}$");

    private final Map<String, String> texts;
    private final Set<String> changed = new HashSet<>();

    GeneratedCode(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    static GeneratedCode read(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return new GeneratedCode(texts);
    }

    void write(Path folder) throws IOException {
        for (var path : changed) {
            if (texts.containsKey(path)) {
                Files.writeString(folder.resolve(path), texts.get(path));
            } else {
                Files.deleteIfExists(folder.resolve(path));
            }
        }
    }

    /** Returns the paths of all C files and headers, sorted. */
    List<String> sources() {
        return texts.keySet().stream()
                .filter(path -> path.endsWith(".c") || path.endsWith(".h"))
                .toList();
    }

    /**
     * Returns the text of a file.
     *
     * @throws UnexpectedCodeException if there is no such file
     */
    String text(String path) {
        UnexpectedCodeException.unless(texts.containsKey(path), "a file " + path);
        return texts.get(path);
    }

    /** Adds a file or changes its text. */
    void put(String path, String text) {
        if (!text.equals(texts.put(path, text))) {
            changed.add(path);
        }
    }

    void remove(String path) {
        texts.remove(path);
        changed.add(path);
    }

    void append(String path, String text) {
        put(path, text(path) + text);
    }

    void prepend(String path, String text) {
        put(path, text + text(path));
    }

    /**
     * Replaces what a regular expression matches in one file.
     *
     * @throws UnexpectedCodeException if the number of matches differs from the expected one
     */
    void replace(String path, String regex, String replacement, int expected) {
        var text = text(path);
        var matcher = Pattern.compile(regex).matcher(text);
        var found = matcher.results().count();
        UnexpectedCodeException.unless(
                found == expected, path + ": " + expected + " matches, not " + found + ", of " + regex);
        put(path, matcher.replaceAll(replacement));
    }

    /** Replaces what a regular expression matches in all sources whose path is selected; returns the number of matches. */
    int replaceAll(Predicate<String> selected, Pattern pattern, String replacement) {
        var count = 0;
        for (var path : sources()) {
            if (selected.test(path)) {
                var matcher = pattern.matcher(text(path));
                var found = (int) matcher.results().count();
                if (found > 0) {
                    put(path, matcher.replaceAll(replacement));
                    count += found;
                }
            }
        }
        return count;
    }

    /** Rewrites each function of one file. */
    void replaceFunctions(String path, UnaryOperator<String> rewrite) {
        put(
                path,
                FUNCTION.matcher(text(path))
                        .replaceAll(found -> Matcher.quoteReplacement(rewrite.apply(found.group()))));
    }

    /** Tells whether a regular expression matches anywhere in the sources whose path is selected. */
    boolean matches(Predicate<String> selected, Pattern pattern) {
        return sources().stream().filter(selected).anyMatch(path -> pattern.matcher(text(path))
                .find());
    }
}

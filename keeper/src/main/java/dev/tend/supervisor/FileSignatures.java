package dev.tend.supervisor;

import dev.tend.kernel.Clock;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signatures of files, as they are and as an earlier keeper stored them. */
final class FileSignatures {

    private static final int MODE = 0600;

    /** In bytes. */
    private static final int LONGEST = 1 << 20;

    /** The most entries of a folder that are looked at. */
    private static final int MOST_ENTRIES = 1000;

    private static final String MISSING = "-";
    private static final long FACTOR = 0x100000001b3L; // of FNV-1a

    private final Clock clock;
    private final Files files;
    private final String path;

    /** The signatures that an earlier keeper has stored, by service. */
    private Optional<Map<String, List<String>>> earlier = Optional.empty();

    private long latest;
    private String written = "";

    /** @param path of the file in which they are stored: a service, and a word for each of its paths, on each line */
    FileSignatures(Kernel kernel, String path) {
        this.clock = kernel.clock();
        this.files = kernel.files();
        this.path = path;
    }

    /**
     * Returns a word for each path, which is another one when the file, or an entry of the folder, is. Entries whose names begin
     * with a dot do not count: editors make such.
     */
    List<String> of(List<String> paths) {
        latest = 0;
        var words = new ArrayList<String>(paths.size());
        for (String each : paths) {
            words.add(facts(each).map(facts -> of(each, facts)).orElse(MISSING));
        }
        return words;
    }

    private Optional<Facts> facts(String each) {
        try {
            return files.facts(each);
        } catch (KernelException hidden) {
            return Optional.empty();
        }
    }

    private String of(String each, Facts facts) {
        if (facts.kind() != Kind.FOLDER) {
            return Long.toHexString(mix(facts.inode(), facts));
        }
        long sum = facts.inode();
        int left = MOST_ENTRIES;
        for (String name : files.namesIfPossible(each)) {
            if (name.charAt(0) != '.' && left-- > 0) {
                sum = sum * FACTOR + name.hashCode();
                var entry = facts(each + "/" + name);
                sum = entry.isPresent() ? mix(sum * FACTOR + entry.get().inode(), entry.get()) : sum;
            }
        }
        return Long.toHexString(sum);
    }

    private long mix(long sum, Facts facts) {
        boolean folder = facts.kind() == Kind.FOLDER; // whose entries are not looked at
        latest = folder ? latest : Math.max(latest, facts.changed());
        return folder ? sum : (sum * FACTOR + facts.size()) * FACTOR + facts.changed();
    }

    /** Tells whether a file of the paths last looked at was written within a time, in microseconds. */
    boolean isFresh(long time) {
        long age = clock.wallTime() - latest;
        return age >= 0 && age < time;
    }

    /** Returns what an earlier keeper has stored for a service that had as many paths; it is returned once. */
    Optional<List<String>> stored(String service, int count) {
        if (earlier.isEmpty()) {
            earlier = Optional.of(read());
        }
        return Optional.ofNullable(earlier.get().remove(service)).filter(words -> words.size() == count);
    }

    private Map<String, List<String>> read() {
        var stored = new HashMap<String, List<String>>();
        String text = files.readIfPossible(path, LONGEST);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            var words = new ArrayList<String>();
            for (int blank = text.indexOf(' ', from); blank >= 0 && blank < end; blank = text.indexOf(' ', from)) {
                words.add(text.substring(from, blank));
                from = blank + 1;
            }
            words.add(text.substring(from, end));
            stored.put(words.removeFirst(), words);
            from = end + 1;
        }
        return stored;
    }

    /** @throws KernelException where that is not possible */
    void store(Map<String, List<String>> all) {
        var text = new StringBuilder();
        all.forEach((service, words) ->
                text.append(service).append(' ').append(String.join(" ", words)).append('\n'));
        if (!text.toString().equals(written)) {
            written = "";
            files.replace(path, text.toString(), MODE);
            written = text.toString();
        }
    }
}

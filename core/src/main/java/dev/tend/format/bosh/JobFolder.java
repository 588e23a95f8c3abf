package dev.tend.format.bosh;

import dev.tend.format.FileException;
import dev.tend.format.Problem;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.text.Fnv1a;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the folder of a BOSH job. Files of it that root runs must be root's. */
final class JobFolder {

    private final SourceFiles files;
    private final String folder;
    private final List<Problem> problems = new ArrayList<>();
    private int ownLines;

    JobFolder(SourceFiles files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** @throws FileException where it cannot be read */
    BoshJob read() {
        if (!isGood(folder, Kind.FOLDER)) {
            throw new FileException(
                    problems.isEmpty()
                            ? "is no folder: this is no job"
                            : problems.getFirst().message());
        }
        var own = text(BoshJob.ownFile(folder));
        ownLines = own.map(JobFolder::lines).orElse(0);
        var monit = own.isPresent() ? Optional.<String>empty() : text(BoshJob.monitFile(folder));
        var job = BoshJob.of(folder, own, monit, scripts()).marked(programs());
        return problems.isEmpty()
                ? job
                : new BoshJob(job.name(), folder, Map.of(), Set.of(), List.of(), List.copyOf(problems));
    }

    /** Returns how many lines the job's own service file has. */
    int ownLines() {
        return ownLines;
    }

    private static int lines(String text) {
        int lines = 0;
        for (int i = 0; i < text.length(); i++) {
            lines += text.charAt(i) == '\n' || i == text.length() - 1 ? 1 : 0;
        }
        return lines;
    }

    private Optional<String> text(String path) {
        return isGood(path, Kind.FILE) ? Optional.of(files.read(path)) : Optional.empty();
    }

    private Set<String> scripts() {
        var scripts = new TreeSet<String>();
        for (String script : BoshJob.SCRIPTS) {
            if (isGood(folder + "/bin/" + script, Kind.FILE)) {
                scripts.add(script);
            }
        }
        return scripts;
    }

    /** A number that tells what the files in {@code bin} say from what they said before. */
    private long programs() {
        String bin = folder + "/bin";
        long sum = Fnv1a.START;
        for (String name : files.facts(bin).isPresent() ? files.names(bin) : List.<String>of()) {
            sum = Fnv1a.add(sum, name + '/' + program(bin + "/" + name) + '\n');
        }
        return sum;
    }

    /** Its text; of one that is too large for that, or not to be read, its size and date. */
    private String program(String path) {
        try {
            return files.read(path);
        } catch (FileException unread) {
            return sizeAndDate(path);
        }
    }

    private String sizeAndDate(String path) {
        try {
            return files.facts(path)
                    .map(facts -> facts.size() + " " + facts.changed())
                    .orElse("");
        } catch (FileException hidden) { // a link to itself, say
            return "";
        }
    }

    private boolean isGood(String path, Kind kind) {
        var facts = files.facts(path);
        var distrust = facts.flatMap(_ -> files.distrust(path));
        distrust.ifPresent(problem -> problems.add(new Problem(path, 0, problem)));
        return distrust.isEmpty() && facts.filter(known -> known.kind() == kind).isPresent();
    }
}

package dev.tend.source;

import dev.tend.format.FileException;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceCommand;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Facts;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.format.SourceReader;
import dev.tend.instance.Definition;
import dev.tend.instance.Limits;
import dev.tend.instance.Snapshot;
import dev.tend.loop.FaultBarrier;
import dev.tend.service.RelationsCheck;
import dev.tend.service.RelationsCheck.Circle;
import dev.tend.source.Catalogue.Interest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One pass over all sources of services. A file that cannot be read, or is wrong, keeps its former content in force; so
 * does a file that is not of interest.
 */
final class SourceScan implements SourceReader {

    private static final int MOST_PROBLEMS = 1_000;

    /** The most broken files of services that never had a good one. */
    private static final int MOST_BROKEN = 5_000;

    private final SourceFiles files;
    private final Snapshot before;
    private final Snapshot now = new Snapshot();
    private final Limits room;
    private final Interest interest;
    private final Map<SourceCommand, SourceCommand.Result> results;
    private final FaultBarrier guard;
    private int omitted;

    /** The source that is being read. */
    private Optional<ServiceSource> source = Optional.empty();

    /**
     * @param room for definitions, besides those that are known or held by processes that run
     * @param results of the commands that sources asked for
     */
    SourceScan(
            SourceFiles files,
            Snapshot before,
            Limits room,
            Interest interest,
            Map<SourceCommand, SourceCommand.Result> results,
            FaultBarrier guard) {
        this.files = files;
        this.before = before;
        this.room = room;
        this.interest = interest;
        this.results = results;
        this.guard = guard;
    }

    /** Returns the services found. */
    Snapshot found() {
        if (omitted > 0) {
            now.problems.add(new Problem("all folders", 0, omitted + " more problems: mend these first"));
        }
        return now;
    }

    void read(ServiceSource next) {
        source = Optional.of(next);
        next.read(this);
    }

    @Override
    public SourceFiles files() {
        return files;
    }

    @Override
    public boolean isWorthReading(String file, long changed) {
        return interest.isWorthReading(file, changed);
    }

    @Override
    public boolean readsAll() {
        return interest == Interest.IN_ALL;
    }

    @Override
    public Optional<SourceCommand.Result> result(SourceCommand command) {
        return Optional.ofNullable(results.get(command));
    }

    @Override
    public boolean isInForce(String name, String file) {
        var definition = before.definitions.get(name);
        return definition != null && definition.path().equals(file);
    }

    @Override
    public void file(String name, String file, boolean anew, UnaryOperator<String> completed) {
        if (!isFree(file, name)) {
            return;
        }
        try {
            var facts = files.facts(file);
            if (facts.isEmpty()) { // or removed since it was listed, which will be noticed
                refuse(name, List.of(new Problem(file, 0, "is a link to nothing: mend or remove it")));
            } else if (facts.get().kind() != Kind.FOLDER) { // folders are no services
                take(name, file, facts.get(), anew, completed);
            }
        } catch (FileException unreadable) {
            refuse(name, List.of(new Problem(file, 0, unreadable.getMessage())));
        }
    }

    private void take(String name, String file, Facts facts, boolean anew, UnaryOperator<String> completed) {
        var distrust = files.distrust(file);
        if (distrust.isPresent()) {
            refuse(name, List.of(new Problem(file, 0, distrust.get())));
        } else if (anew || interest.isWorthReading(file, facts.changed())) {
            understand(file, name, completed.apply(files.read(file)));
        } else {
            leave(name);
        }
    }

    @Override
    public void service(String name, String file, String text, int written) {
        if (isFree(file, name)) {
            understand(file, name, text);
        }
    }

    /** Tells whether a file defines the service: of two files, the one that is in force, else the first. */
    private boolean isFree(String file, String name) {
        var other = now.definitions.get(name);
        if (other == null || other.path().equals(file)) { // a source may be named twice
            return true;
        }
        boolean wins = isInForce(name, file);
        conflict(wins ? other.path() : file, wins ? file : other.path(), name);
        if (wins) {
            admit(name, before.definitions.get(name));
        }
        return wins;
    }

    private void conflict(String ignored, String used, String name) {
        var problem = new Problem(ignored, 0, used + " defines service " + name + " already: rename one of them");
        report(List.of(problem));
        boolean same = source.filter(own -> own.owns(ignored) && own.owns(used)).isPresent();
        if (!same && now.conflict.isEmpty()) {
            now.conflict = Optional.of(problem);
        }
    }

    private void understand(String file, String name, String text) {
        var known = before.definitions.get(name);
        if (known != null && known.path().equals(file) && known.text().equals(text)) {
            admit(name, known);
            return;
        }
        if (!guard.run("reading " + file, () -> parse(file, name, text))) {
            refuse(name, List.of(new Problem(file, 0, "the keeper fails to read it, by an internal error")));
        }
    }

    private void parse(String file, String name, String text) {
        var parsed = source.orElseThrow().parse(file, name, text);
        if (parsed.spec().isPresent()) {
            admit(name, new Definition(file, text, parsed.spec().get()));
        } else {
            refuse(name, parsed.problems());
        }
    }

    private void admit(String name, Definition definition) {
        var counted = now.definitions.getOrDefault(name, before.definitions.get(name));
        var refusal = isSame(counted, definition)
                ? Optional.<String>empty()
                : room.refusal(Optional.ofNullable(counted), definition);
        if (refusal.isPresent()) {
            refuse(name, List.of(new Problem(definition.path(), 0, refusal.get())));
        } else {
            now.definitions.put(name, definition);
        }
    }

    /** A definition that stays is counted already. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Definition one, Definition other) {
        return one == other;
    }

    /**
     * Services that wait for each other in a circle stay what they were, until there is no circle left that is new: one that
     * was in force goes on.
     */
    void refuseCircles() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Circle circle : RelationsCheck.circles(now.relations())) {
                changed |= refuse(circle);
            }
        }
    }

    private boolean refuse(Circle circle) {
        boolean changed = false;
        for (String name : circle.services()) {
            var definition = now.definitions.get(name);
            if (!definition.equals(before.definitions.get(name))) {
                var fault = circle.fault(name, definition.spec().relations());
                now.definitions.remove(name);
                now.circling.put(name, definition);
                refuse(name, List.of(new Problem(definition.path(), 0, fault.key() + ": " + fault.message())));
                changed = true;
            }
        }
        return changed;
    }

    /** Leaves a service as it was, whether that was good or broken. */
    private void leave(String name) {
        if (before.circling.containsKey(name)) {
            now.definitions.put(name, before.circling.get(name));
            return;
        }
        var known = before.definitions.get(name);
        if (known != null) {
            now.definitions.put(name, known);
        }
        var problem = before.broken.get(name);
        if (problem != null) {
            report(List.of(problem));
            now.broken.put(name, problem);
        }
    }

    @Override
    public boolean leave(String name, Predicate<String> theirs) {
        var definition = before.definitions.get(name);
        boolean known = definition != null && theirs.test(definition.path());
        if (known && isFree(definition.path(), name)) {
            leave(name);
        }
        return known;
    }

    @Override
    public void leaveAll(Predicate<String> theirs) {
        before.definitions.forEach((name, definition) -> {
            if (theirs.test(definition.path())) {
                now.definitions.putIfAbsent(name, definition);
            }
        });
    }

    @Override
    public void refuse(String name, List<Problem> problems) {
        report(problems);
        var known = before.definitions.get(name);
        if (known != null) {
            now.definitions.putIfAbsent(name, known);
        }
        if (known != null || now.broken.size() < MOST_BROKEN) {
            now.broken.put(name, problems.getFirst());
        }
    }

    @Override
    public void mark(String name, Problem problem) {
        report(List.of(problem));
        now.broken.putIfAbsent(name, problem);
    }

    @Override
    public void unreadable(String path, String why, Predicate<String> theirs) {
        boolean retained = retain(new Problem(path, 0, why), theirs);
        report(List.of(new Problem(path, 0, why + (retained ? "; its services stay as they are" : ""))));
    }

    @Override
    public void refuseAll(List<Problem> problems, Predicate<String> theirs) {
        report(problems);
        retain(problems.getFirst(), theirs);
    }

    /** Returns whether there are any. */
    private boolean retain(Problem problem, Predicate<String> theirs) {
        boolean any = false;
        for (var entry : before.definitions.entrySet()) {
            if (theirs.test(entry.getValue().path())) {
                any = true;
                if (now.definitions.putIfAbsent(entry.getKey(), entry.getValue()) == null) {
                    now.broken.putIfAbsent(entry.getKey(), problem);
                }
            }
        }
        return any;
    }

    /** A folder of files that are none of ours may have thousands of problems. */
    @Override
    public void report(List<Problem> problems) {
        for (Problem problem : problems) {
            if (now.problems.size() < MOST_PROBLEMS) {
                now.problems.add(problem);
            } else {
                omitted++;
            }
        }
    }

    @Override
    public void remark(List<Problem> remarks) {
        now.remarks.addAll(remarks);
    }
}

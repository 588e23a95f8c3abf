package dev.tend.source;

import dev.tend.format.Bundle;
import dev.tend.format.FileFormat;
import dev.tend.format.Problem;
import dev.tend.format.bosh.BoshJob;
import dev.tend.format.runit.RunitFolder;
import dev.tend.format.tend.Defaults;
import dev.tend.instance.Definition;
import dev.tend.instance.Limits;
import dev.tend.instance.Snapshot;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.FaultBarrier;
import dev.tend.service.RelationsCheck;
import dev.tend.service.RelationsCheck.Circle;
import dev.tend.source.Catalogue.Interest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One pass over everything that describes services. A file that cannot be read, or is wrong, keeps its former content
 * in force; so does a file that is not of interest.
 */
final class SourceScan {

    private static final int MOST_PROBLEMS = 1_000;

    /** The most broken files of services that never had a good one. */
    private static final int MOST_BROKEN = 5_000;

    /** The problem of a file that an earlier keeper took for a service, by an older rule. */
    private static final String ONCE_A_SERVICE =
            "a new file of this name would be no service: rename it, with letters, digits, - and _;"
                    + " until then it goes on, and an edit counts at the next reload";

    private final Files files;
    private final FileFormat dialect;
    private final Trust trust;
    private final Bundles bundles;
    private final ServiceFolders serviceFolders;
    private final Snapshot before;
    private final Snapshot now = new Snapshot();
    private final Limits room;
    private final Interest interest;
    private final FaultBarrier guard;
    private Defaults defaults = Defaults.NONE;
    private boolean defaultsChanged;
    private int omitted;

    /** @param former versions of services, besides those known before, from which processes were started that run */
    SourceScan(
            Kernel kernel,
            FileFormat dialect,
            Bundles bundles,
            Snapshot before,
            Collection<Definition> former,
            Interest interest,
            FaultBarrier guard) {
        this.guard = guard;
        this.files = kernel.files();
        this.dialect = dialect;
        this.trust = new Trust(kernel.files());
        this.bundles = bundles;
        this.serviceFolders = new ServiceFolders(kernel.files());
        this.before = before;
        this.room = new Limits(kernel.memory(), before.definitions.values(), former);
        this.interest = interest;
    }

    /** Returns the services found. */
    Snapshot found() {
        if (omitted > 0) {
            now.problems.add(new Problem("all folders", 0, omitted + " more problems: mend these first"));
        }
        return now;
    }

    void bundle(Bundle bundle) {
        Predicate<String> theirs = bundle.path()::equals;
        try {
            var contents = bundles.read(bundle, interest);
            if (!contents.problems().isEmpty()) {
                report(contents.problems());
                retain(contents.problems().getFirst(), theirs);
            }
            contents.services().forEach((name, text) -> {
                if (isFree(bundle.path(), name)) {
                    understand(bundle.path(), name, text);
                }
            });
        } catch (KernelException gone) {
            unreadable(bundle.path(), gone.getMessage(), theirs);
        }
    }

    void runit(RunitFolder source) {
        try {
            for (String folder : serviceFolders.list(source)) {
                serviceFolder(source, folder);
            }
        } catch (KernelException gone) {
            unreadable(source.path(), gone.getMessage(), below(source.path()));
        }
    }

    private void serviceFolder(RunitFolder source, String folder) {
        if (!interest.isWorthReading(folder, 0) && isLeft(folder)) {
            return;
        }
        try {
            for (var service : serviceFolders.read(source, folder).entrySet()) {
                String name = RunitFolder.name(service.getKey());
                if (isFree(service.getKey(), name)) {
                    understand(service.getKey(), name, service.getValue());
                }
            }
        } catch (KernelException unreadable) {
            unreadable(folder, unreadable.getMessage(), below(folder));
        }
    }

    /** Like runsv, which reads its folder once, where it is known. */
    private boolean isLeft(String folder) {
        boolean known = false;
        for (String name : List.of(RunitFolder.name(folder + "/"), RunitFolder.loggerOf(folder))) {
            var definition = before.definitions.get(name);
            if (definition != null && below(folder).test(definition.path())) {
                known = true;
                if (isFree(definition.path(), name)) {
                    leave(name);
                }
            }
        }
        return known;
    }

    private static Predicate<String> below(String folder) {
        return path -> path.startsWith(folder + "/");
    }

    void folder(String folder) {
        try {
            var facts = files.facts(folder);
            var distrust = facts.flatMap(_ -> trust.problem(folder));
            if (distrust.isPresent()) {
                unreadable(folder, distrust.get(), below(folder));
                return;
            }
            readDefaults(folder);
            for (String name : files.names(folder)) {
                String path = folder + "/" + name;
                if (dialect.isServiceFile(name)) {
                    file(path, name);
                } else if (isInForce(path, name)) {
                    file(path, name);
                    var problem = new Problem(path, 0, ONCE_A_SERVICE);
                    report(List.of(problem));
                    now.broken.putIfAbsent(name, problem);
                }
            }
        } catch (KernelException gone) {
            unreadable(folder, gone.getMessage(), below(folder));
        }
    }

    /** Reads the defaults of a folder. Where they have changed, all service files of the folder are read anew. */
    private void readDefaults(String folder) {
        String path = folder + "/" + Defaults.FILE;
        defaults = Defaults.NONE;
        defaultsChanged = dialect.hasDefaults() && interest.isWorthReading(path, 0);
        if (!dialect.hasDefaults()) {
            return;
        }
        try {
            var facts = files.facts(path);
            if (facts.isEmpty()) {
                return;
            }
            defaultsChanged = interest.isWorthReading(path, facts.get().changed());
            var distrust = trust.problem(path);
            if (distrust.isPresent()) {
                report(List.of(new Problem(path, 0, distrust.get())));
                return;
            }
            defaults = Defaults.parse(path, files.read(path, Catalogue.FILE_LIMIT));
            report(defaults.problems());
        } catch (KernelException unreadable) {
            report(List.of(new Problem(path, 0, unreadable.getMessage())));
        }
    }

    private boolean isInForce(String path, String name) {
        var definition = before.definitions.get(name);
        return definition != null && definition.path().equals(path);
    }

    /** @param theirs the files that cannot be read because of that */
    private void unreadable(String path, String why, Predicate<String> theirs) {
        boolean retained = retain(new Problem(path, 0, why), theirs);
        report(List.of(new Problem(path, 0, why + (retained ? "; its services stay as they are" : ""))));
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

    /** Jobs are not watched: what has changed of them is for a deployment, or a reload, to carry out. */
    void job(String folder) {
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        try {
            if (interest == Interest.IN_ALL) {
                take(new JobFolder(files, folder).read());
                return;
            }
        } catch (KernelException gone) {
            var problem = new Problem(folder, 0, gone.getMessage());
            report(List.of(problem));
            now.broken.put(name, problem);
        }
        keep(folder);
        var known = before.jobs.get(name);
        if (known != null) {
            now.jobs.put(name, known);
        }
    }

    private void keep(String folder) {
        before.definitions.forEach((name, definition) -> {
            if (definition.path().startsWith(folder + "/")) {
                now.definitions.putIfAbsent(name, definition);
            }
        });
    }

    private void take(BoshJob job) {
        report(job.problems());
        if (!job.problems().isEmpty()) {
            now.broken.put(job.name(), job.problems().getFirst());
            keep(job.folder());
        }
        now.jobs.put(job.name(), job);
        String path = job.file();
        job.services().forEach((name, text) -> {
            if (isFree(path, name)) {
                understand(path, name, text);
            }
        });
    }

    /** Tells whether no other file defines the service already. */
    private boolean isFree(String path, String name) {
        var other = now.definitions.get(name);
        if (other != null) {
            report(List.of(new Problem(path, 0, "ignored: " + other.path() + " defines service " + name + " already")));
        }
        return other == null;
    }

    private void file(String path, String name) {
        if (!isFree(path, name)) {
            return;
        }
        try {
            var facts = files.facts(path);
            if (facts.isEmpty()) { // or removed since it was listed, which will be noticed
                refuse(name, List.of(new Problem(path, 0, "is a link to nothing: mend or remove it")));
            } else if (facts.get().kind() != Kind.FOLDER) { // folders are no services
                take(path, name, facts.get());
            }
        } catch (KernelException unreadable) {
            refuse(name, List.of(new Problem(path, 0, unreadable.getMessage())));
        }
    }

    private void take(String path, String name, Facts facts) {
        var distrust = trust.problem(path);
        if (distrust.isPresent()) {
            refuse(name, List.of(new Problem(path, 0, distrust.get())));
            return;
        }
        if (defaultsChanged || interest.isWorthReading(path, facts.changed())) {
            understand(path, name, defaults.applied(files.read(path, Catalogue.FILE_LIMIT)));
        } else {
            leave(name);
        }
    }

    private void understand(String path, String name, String text) {
        var known = before.definitions.get(name);
        if (known != null && known.path().equals(path) && known.text().equals(text)) {
            now.definitions.put(name, known);
            return;
        }
        if (!guard.run("reading " + path, () -> parse(path, name, text))) {
            refuse(name, List.of(new Problem(path, 0, "the keeper fails to read it, by an internal error")));
        }
    }

    private void parse(String path, String name, String text) {
        var parsed = dialect.parse(path, name, text);
        if (parsed.spec().isPresent()) {
            admit(name, new Definition(path, text, parsed.spec().get()));
        } else {
            refuse(name, parsed.problems());
        }
    }

    private void admit(String name, Definition definition) {
        var refusal = room.refusal(Optional.ofNullable(before.definitions.get(name)), definition);
        if (refusal.isPresent()) {
            refuse(name, List.of(new Problem(definition.path(), 0, refusal.get())));
        } else {
            now.definitions.put(name, definition);
        }
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

    /** Keeps a service as it was, whether that was good or broken. */
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

    private void refuse(String name, List<Problem> reasons) {
        report(reasons);
        var known = before.definitions.get(name);
        if (known != null) {
            now.definitions.put(name, known);
        }
        if (known != null || now.broken.size() < MOST_BROKEN) {
            now.broken.put(name, reasons.getFirst());
        }
    }

    /** A folder of files that are none of ours may have thousands of problems. */
    private void report(List<Problem> problems) {
        for (Problem problem : problems) {
            if (now.problems.size() < MOST_PROBLEMS) {
                now.problems.add(problem);
            } else {
                omitted++;
            }
        }
    }
}

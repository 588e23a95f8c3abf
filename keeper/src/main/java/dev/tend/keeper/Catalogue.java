package dev.tend.keeper;

import dev.tend.dialect.BoshJob;
import dev.tend.dialect.Bundle;
import dev.tend.dialect.Problem;
import dev.tend.dialect.RunitFolder;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.service.Relations;
import dev.tend.service.RelationsCheck;
import dev.tend.service.RelationsCheck.Circle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the service folders say, and the files that describe several services each. Reading them again never loses a service that is known: a file that no longer parses, and a
 * folder that cannot be read, leave what they last said in force, and a problem for people to see.
 */
final class Catalogue {

    /** More than any service file needs, and little enough to hold. */
    static final int FILE_LIMIT = 64 << 10;

    /** Chooses among the files of the service folders. */
    interface Interest {

        Interest IN_ALL = (path, modified) -> true;

        /** @param modified when the file was last written to, in microseconds since 1970 */
        boolean isWorthReading(String path, long modified);
    }

    private final Kernel kernel;
    private final KeeperOptions options;
    private final Bundles bundles;
    private final ServiceFolders serviceFolders;
    private Map<String, Definition> definitions = new TreeMap<>();
    private Map<String, Problem> broken = new TreeMap<>();
    private Map<String, BoshJob> jobs = new TreeMap<>();
    private List<Problem> problems = List.of();

    /** What good files say that is not in force, for they are in a circle: somebody may mend another of it. */
    private Map<String, Definition> circling = Map.of();

    Catalogue(Kernel kernel, KeeperOptions options) {
        this.kernel = kernel;
        this.options = options;
        this.bundles = new Bundles(kernel);
        this.serviceFolders = new ServiceFolders(kernel);
    }

    /** What is known from a keeper before us. */
    void remember(Definition definition) {
        definitions.put(definition.spec().name(), definition);
    }

    /** The services that are wanted here: known, and enabled. */
    Map<String, Definition> enabled() {
        var enabled = new TreeMap<String, Definition>();
        definitions.forEach((name, definition) -> {
            if (isEnabled(definition)) {
                enabled.put(name, definition);
            }
        });
        return enabled;
    }

    /** The services whose own {@code enabled} says that they are not for here. */
    Map<String, Definition> disabled() {
        var disabled = new TreeMap<String, Definition>();
        definitions.forEach((name, definition) -> {
            if (!isEnabled(definition)) {
                disabled.put(name, definition);
            }
        });
        return disabled;
    }

    private boolean isEnabled(Definition definition) {
        return definition.spec().enabled().holds(kernel::variable);
    }

    /** Whether it is not to be started by itself: with runit, a file says so. */
    boolean isDown(Definition definition) {
        var folder = definition.spec().runit();
        return folder.isPresent() && kernel.facts(folder.get() + "/down").isPresent();
    }

    /** What is wrong with a service's file, although the service may run on. */
    Optional<Problem> problem(String service) {
        return Optional.ofNullable(broken.get(service));
    }

    /** Services whose files have never been readable, with the reason. */
    Map<String, Problem> stillborn() {
        var stillborn = new TreeMap<>(broken);
        stillborn.keySet().removeAll(definitions.keySet());
        return stillborn;
    }

    /** The jobs of BOSH that are known. */
    Collection<BoshJob> jobs() {
        return jobs.values();
    }

    Optional<BoshJob> job(String name) {
        return Optional.ofNullable(jobs.get(name));
    }

    /** What the files say of a service that is known. */
    Optional<Definition> definition(String service) {
        return Optional.ofNullable(definitions.get(service));
    }

    /** What of jobs' files could not be expressed, which is no reason not to start them. */
    List<Problem> remarks() {
        var remarks = new ArrayList<Problem>();
        jobs.values().forEach(job -> remarks.addAll(job.remarks()));
        return remarks;
    }

    /** All that was found wrong at the last reading. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * Reads all bundles and folders anew.
     *
     * @param interest which files to look into; the others are left as they were
     */
    void read(Interest interest) {
        var reading = new Reading(interest);
        for (Bundle bundle : options.bundles()) {
            reading.bundle(bundle);
        }
        for (String folder : options.folders()) {
            reading.folder(folder);
        }
        for (RunitFolder source : options.runit()) {
            reading.runit(source);
        }
        for (String folder : options.jobs()) {
            reading.job(folder);
        }
        reading.refuseCircles();
        definitions = reading.found;
        broken = reading.wrong;
        jobs = reading.jobs;
        circling = reading.circling;
        problems = List.copyOf(reading.all);
    }

    private static Map<String, Relations> relations(Map<String, Definition> definitions) {
        var relations = new TreeMap<String, Relations>();
        definitions.forEach((name, definition) -> {
            if (!definition.spec().relations().equals(Relations.NONE)) {
                relations.put(name, definition.spec().relations());
            }
        });
        return relations;
    }

    /** One pass over all of them. */
    private final class Reading {

        private final Map<String, Definition> found = new TreeMap<>();
        private final Map<String, Problem> wrong = new TreeMap<>();
        private final Map<String, Definition> circling = new TreeMap<>();
        private final List<Problem> all = new ArrayList<>();
        private final Map<String, BoshJob> jobs = new TreeMap<>();
        private final Room room = new Room(definitions.values());
        private final Interest interest;

        Reading(Interest interest) {
            this.interest = interest;
        }

        void bundle(Bundle bundle) {
            Predicate<String> theirs = bundle.path()::equals;
            try {
                var contents = bundles.read(bundle, interest);
                if (!contents.problems().isEmpty()) {
                    all.addAll(contents.problems());
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

        private static Predicate<String> below(String folder) {
            return path -> path.startsWith(folder + "/");
        }

        void folder(String folder) {
            try {
                var facts = kernel.facts(folder);
                var distrust = facts.flatMap(known -> Trust.problem(known, kernel.userId()));
                if (distrust.isPresent()) {
                    unreadable(folder, distrust.get(), below(folder));
                    return;
                }
                for (String name : kernel.names(folder)) {
                    if (options.dialect().isServiceFile(name)) {
                        file(folder + "/" + name, name);
                    }
                }
            } catch (KernelException gone) {
                unreadable(folder, gone.getMessage(), below(folder));
            }
        }

        /** @param theirs the files that cannot be read because of that */
        private void unreadable(String path, String why, Predicate<String> theirs) {
            all.add(new Problem(path, 0, why + "; its services stay as they are"));
            retain(new Problem(path, 0, why), theirs);
        }

        private void retain(Problem problem, Predicate<String> theirs) {
            definitions.forEach((name, definition) -> {
                if (theirs.test(definition.path()) && found.putIfAbsent(name, definition) == null) {
                    wrong.putIfAbsent(name, problem);
                }
            });
        }

        /** Jobs are not watched: what has changed of them is for a deployment, or a reload, to carry out. */
        void job(String folder) {
            String name = folder.substring(folder.lastIndexOf('/') + 1);
            try {
                if (interest == Interest.IN_ALL) {
                    take(new JobFolder(kernel, folder).read());
                    return;
                }
            } catch (KernelException gone) {
                all.add(new Problem(folder, 0, gone.getMessage()));
                wrong.put(name, all.getLast());
            }
            keep(folder);
            Catalogue.this.job(name).ifPresent(known -> jobs.put(name, known));
        }

        private void keep(String folder) {
            definitions.forEach((name, definition) -> {
                if (definition.path().startsWith(folder + "/")) {
                    found.putIfAbsent(name, definition);
                }
            });
        }

        private void take(BoshJob job) {
            all.addAll(job.problems());
            if (!job.problems().isEmpty()) {
                wrong.put(job.name(), job.problems().getFirst());
                keep(job.folder());
            }
            jobs.put(job.name(), job);
            String path = job.file();
            job.services().forEach((name, text) -> {
                if (isFree(path, name)) {
                    understand(path, name, text);
                }
            });
        }

        /** Whether nobody else has said what service that is. */
        private boolean isFree(String path, String name) {
            var other = found.get(name);
            if (other != null) {
                all.add(new Problem(path, 0, "ignored: " + other.path() + " defines service " + name + " already"));
            }
            return other == null;
        }

        private void file(String path, String name) {
            if (!isFree(path, name)) {
                return;
            }
            try {
                var facts = kernel.facts(path);
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
            var distrust = Trust.problem(facts, kernel.userId());
            if (distrust.isPresent()) {
                refuse(name, List.of(new Problem(path, 0, distrust.get())));
                return;
            }
            if (interest.isWorthReading(path, facts.changed())) {
                understand(path, name, kernel.read(path, FILE_LIMIT));
            } else {
                leave(name);
            }
        }

        private void understand(String path, String name, String text) {
            var known = definitions.get(name);
            if (known != null && known.path().equals(path) && known.text().equals(text)) {
                found.put(name, known);
                return;
            }
            var parsed = options.dialect().parse(path, name, text);
            if (parsed.spec().isPresent()) {
                admit(name, new Definition(path, text, parsed.spec().get()));
            } else {
                refuse(name, parsed.problems());
            }
        }

        private void admit(String name, Definition definition) {
            var refusal = room.refusal(Optional.ofNullable(definitions.get(name)), definition);
            if (refusal.isPresent()) {
                refuse(name, List.of(new Problem(definition.path(), 0, refusal.get())));
            } else {
                found.put(name, definition);
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
                for (Circle circle : RelationsCheck.circles(relations(found))) {
                    changed |= refuse(circle);
                }
            }
        }

        private boolean refuse(Circle circle) {
            boolean changed = false;
            for (String name : circle.services()) {
                var definition = found.get(name);
                if (!definition.equals(definitions.get(name))) {
                    var fault = circle.fault(name, definition.spec().relations());
                    found.remove(name);
                    circling.put(name, definition);
                    refuse(name, List.of(new Problem(definition.path(), 0, fault.key() + ": " + fault.message())));
                    changed = true;
                }
            }
            return changed;
        }

        /** As it was, be that good or bad. */
        private void leave(String name) {
            if (Catalogue.this.circling.containsKey(name)) {
                found.put(name, Catalogue.this.circling.get(name));
                return;
            }
            var known = definitions.get(name);
            if (known != null) {
                found.put(name, known);
            }
            var problem = broken.get(name);
            if (problem != null) {
                all.add(problem);
                wrong.put(name, problem);
            }
        }

        private void refuse(String name, List<Problem> reasons) {
            all.addAll(reasons);
            wrong.put(name, reasons.getFirst());
            var known = definitions.get(name);
            if (known != null) {
                found.put(name, known);
            }
        }
    }
}

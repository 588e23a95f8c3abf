package dev.tend.source;

import dev.tend.format.Bundle;
import dev.tend.format.Problem;
import dev.tend.format.bosh.BoshJob;
import dev.tend.format.runit.RunitFolder;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.instance.Snapshot;
import dev.tend.kernel.Kernel;
import dev.tend.loop.FaultBarrier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The content of the service folders, and of the files that describe several services each. Reading them again never
 * loses a known service: a file that no longer parses, and a folder that cannot be read, leave what they last said in
 * force, and a problem for people to see.
 */
public final class Catalogue {

    /** The longest service file in bytes: more than any needs, and little enough to hold. */
    public static final int FILE_LIMIT = 64 << 10;

    /** Chooses among the files of the service folders. */
    public interface Interest {

        Interest IN_ALL = (path, modified) -> true;

        /** @param modified when the file was last written to, in microseconds since 1970 */
        boolean isWorthReading(String path, long modified);
    }

    private final Kernel kernel;
    private final KeeperOptions options;
    private final Bundles bundles;
    private final Supplier<Collection<Instance>> instances;
    private final FaultBarrier guard;
    private Snapshot known = new Snapshot();

    /** @param instances all there are; each holds the version of its file that it was started from */
    public Catalogue(
            Kernel kernel, KeeperOptions options, Supplier<Collection<Instance>> instances, FaultBarrier guard) {
        this.instances = instances;
        this.guard = guard;
        this.kernel = kernel;
        this.options = options;
        this.bundles = new Bundles(kernel);
    }

    /** Adds a definition that an earlier keeper used. */
    public void remember(Definition definition) {
        known.definitions.put(definition.spec().name(), definition);
    }

    /** Tells whether no service is known, not even one whose file is wrong. */
    public boolean isEmpty() {
        return known.definitions.isEmpty() && known.broken.isEmpty() && known.jobs.isEmpty();
    }

    /** The services that are wanted here: known, and enabled. */
    public Map<String, Definition> enabled() {
        var enabled = new TreeMap<String, Definition>();
        known.definitions.forEach((name, definition) -> {
            if (isEnabled(definition)) {
                enabled.put(name, definition);
            }
        });
        return enabled;
    }

    /** The services whose own {@code enabled} says that they are not for here. */
    public Map<String, Definition> disabled() {
        var disabled = new TreeMap<String, Definition>();
        known.definitions.forEach((name, definition) -> {
            if (!isEnabled(definition)) {
                disabled.put(name, definition);
            }
        });
        return disabled;
    }

    /** Returns why a service that is not enabled is down. */
    public static String disabled(Definition definition) {
        return "not enabled: see enabled in " + definition.path();
    }

    private boolean isEnabled(Definition definition) {
        return definition.spec().enabled().holds(kernel.processes()::variable);
    }

    /** Tells whether a service is not to be started automatically: with runit, a file says so. */
    public boolean isDown(Definition definition) {
        var folder = definition.spec().runit();
        return folder.isPresent()
                && kernel.files().facts(folder.get() + "/down").isPresent();
    }

    /** Returns the problem of a service's file, although the service may run on. */
    public Optional<Problem> problem(String service) {
        return Optional.ofNullable(known.broken.get(service));
    }

    /** Services whose files have never been readable, with the reason. */
    public Map<String, Problem> stillborn() {
        var stillborn = new TreeMap<String, Problem>();
        known.broken.forEach((name, problem) -> {
            if (!known.definitions.containsKey(name)) {
                stillborn.put(name, problem);
            }
        });
        return stillborn;
    }

    /** The jobs of BOSH that are known. */
    public Collection<BoshJob> jobs() {
        return known.jobs.values();
    }

    public Optional<BoshJob> job(String name) {
        return Optional.ofNullable(known.jobs.get(name));
    }

    /** Returns the definition of a known service. */
    public Optional<Definition> definition(String service) {
        return Optional.ofNullable(known.definitions.get(service));
    }

    /** Returns the current definition of an instance's service, where it differs from the one that the instance was made from. */
    public Optional<Definition> renewal(Instance instance) {
        return definition(instance.spec().name())
                .filter(now -> !now.text().equals(instance.latest().text()));
    }

    /** Returns what could not be translated of the jobs' files, which does not keep the jobs from being started. */
    public List<Problem> remarks() {
        var remarks = new ArrayList<Problem>();
        known.jobs.values().forEach(job -> remarks.addAll(job.remarks()));
        return remarks;
    }

    /** All that was found wrong at the last reading. */
    public List<Problem> problems() {
        return known.problems;
    }

    /** The versions that instances hold, and that are not known any more; those of one service stand together. */
    private List<Definition> former() {
        var former = new ArrayList<Definition>(known.circling.values());
        for (Instance instance : instances.get()) {
            for (Definition version : List.of(instance.definition(), instance.latest())) {
                if (!isAtTheEnd(version, former)
                        && !isSame(
                                version, known.definitions.get(instance.spec().name()))) {
                    former.add(version);
                }
            }
        }
        return former;
    }

    /** Tells whether it is one of the last two: the instances of one service mostly share their versions. */
    private static boolean isAtTheEnd(Definition version, List<Definition> former) {
        int size = former.size();
        return size > 0 && isSame(version, former.get(size - 1)) || size > 1 && isSame(version, former.get(size - 2));
    }

    /** Two that are equal take twice the memory, unless they are the same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Definition one, Definition other) {
        return one == other;
    }

    /**
     * Reads all bundles and folders anew.
     *
     * @param interest which files to look into; the others are left as they were
     */
    public void read(Interest interest) {
        var survey = new SourceScan(kernel, options.dialect(), bundles, known, former(), interest, guard);
        for (Bundle bundle : options.bundles()) {
            survey.bundle(bundle);
        }
        for (String folder : options.folders()) {
            survey.folder(folder);
        }
        for (RunitFolder source : options.runit()) {
            survey.runit(source);
        }
        for (String folder : options.jobs()) {
            survey.job(folder);
        }
        survey.refuseCircles();
        known = survey.found();
    }
}

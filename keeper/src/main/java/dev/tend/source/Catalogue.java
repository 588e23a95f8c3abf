package dev.tend.source;

import dev.tend.format.FileException;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.ServiceSources;
import dev.tend.format.SourceCommand;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceInterest;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.Limits;
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
 * The content of all sources of services. Reading them again never
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
    private final ServiceSources sources;
    private final Supplier<Collection<Instance>> instances;
    private final FaultBarrier guard;
    private Snapshot known = new Snapshot();
    private Map<SourceCommand, SourceCommand.Result> results = Map.of();

    /** @param instances all there are; each holds the version of its file that it was started from */
    public Catalogue(
            Kernel kernel, ServiceSources sources, Supplier<Collection<Instance>> instances, FaultBarrier guard) {
        this.instances = instances;
        this.guard = guard;
        this.kernel = kernel;
        this.sources = sources;
    }

    /** Adds a definition that an earlier keeper used. */
    public void remember(Definition definition) {
        known.definitions.put(definition.spec().name(), definition);
    }

    /** Tells whether no service is known, not even one whose file is wrong. */
    public boolean isEmpty() {
        return known.definitions.isEmpty() && known.broken.isEmpty();
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

    /** Returns the definition of a known service. */
    public Optional<Definition> definition(String service) {
        return Optional.ofNullable(known.definitions.get(service));
    }

    /** Returns the current definition of an instance's service, where it differs from the one that the instance was made from. */
    public Optional<Definition> renewal(Instance instance) {
        return definition(instance.spec().name())
                .filter(now -> !now.text().equals(instance.latest().text()));
    }

    /** Returns what could not be translated, which does not keep services from being started. */
    public List<Problem> remarks() {
        return known.remarks;
    }

    /** Returns the first problem, found at the last reading, of two sources that define a service of the same name. */
    public Optional<Problem> conflict() {
        return known.conflict;
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

    /** Returns the commands that sources need for a reading. */
    public List<SourceCommand> commands(Interest interest) {
        var commands = new ArrayList<SourceCommand>();
        var asking = new InterestIn(new TrustedFiles(kernel.files()), interest);
        for (ServiceSource source : sources.all()) {
            try {
                commands.addAll(source.commands(asking));
            } catch (FileException unreadable) {
                // the reading reports it
            }
        }
        return commands;
    }

    private record InterestIn(SourceFiles files, Interest interest) implements SourceInterest {

        @Override
        public boolean isWorthReading(String file, long changed) {
            return interest.isWorthReading(file, changed);
        }

        @Override
        public boolean readsAll() {
            return interest == Interest.IN_ALL;
        }
    }

    /** Tells whether commands were executed for the next reading. */
    public boolean hasResults() {
        return !results.isEmpty();
    }

    /** Keeps the results of commands for the next reading. */
    public void keep(Map<SourceCommand, SourceCommand.Result> executed) {
        results = executed;
    }

    /**
     * Reads all sources anew.
     *
     * @param interest which files to look into; the others are left as they were
     */
    public void read(Interest interest) {
        var room = new Limits(kernel.memory(), known.definitions.values(), former());
        var scan = new SourceScan(new TrustedFiles(kernel.files()), known, room, interest, results, guard);
        for (ServiceSource source : sources.all()) {
            scan.read(source);
        }
        scan.refuseCircles();
        known = scan.found();
        results = Map.of();
    }
}

package dev.tend.keeper;

import dev.tend.format.ServiceSources;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.State;
import dev.tend.process.ProcessSearch;
import dev.tend.process.SearchResult;
import dev.tend.service.ServiceSpec;
import dev.tend.source.Catalogue;
import dev.tend.state.Recovery;
import dev.tend.state.StateFile;
import dev.tend.state.StateFolder;
import dev.tend.state.StateText;
import dev.tend.state.StoredDefinitions;
import dev.tend.supervisor.InstanceFactory;
import dev.tend.supervisor.InstanceRecords;
import dev.tend.supervisor.Instances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes over what an earlier keeper has left, as its state files describe it; a process that still runs is not started
 * again. Where a state cannot be trusted, the processes of its instance are looked for, once the service files are read
 * and before anything is started.
 */
final class Adoption {

    private static final String UNKNOWN = "cmd=/bin/false";

    private final Kernel kernel;
    private final ServiceSources sources;
    private final StoredDefinitions definitions;
    private final StateFolder states;
    private final Instances instances;
    private final InstanceFactory factory;
    private final InstanceRecords records;
    private final EventPublisher events;
    private final Catalogue catalogue;
    private final ProcessSearch search;
    private final String folder;

    /** Tells whether an earlier keeper did not end in order, so that processes it started may still run. */
    private final boolean succeeds;

    /** Instances whose state cannot be trusted. */
    private final Map<String, StateFile> doubtful = new TreeMap<>();

    /** @param options of the run directory, in which nothing of ours is yet */
    Adoption(
            Kernel kernel,
            KeeperOptions options,
            StateFolder states,
            Instances instances,
            InstanceFactory factory,
            InstanceRecords records,
            Catalogue catalogue,
            EventPublisher events) {
        this.kernel = kernel;
        this.sources = options.sources();
        this.definitions = new StoredDefinitions(sources, kernel.memory());
        this.states = states;
        this.events = events;
        this.instances = instances;
        this.factory = factory;
        this.records = records;
        this.catalogue = catalogue;
        folder = sources.all().getFirst().path() + "/";
        search = new ProcessSearch(kernel, options);
        succeeds = kernel.files()
                        .facts(KeeperOptions.controlSocket(options.runFolder()))
                        .isPresent()
                || !kernel.files().names(options.stateFolder()).isEmpty()
                || !search.fifos().isEmpty();
    }

    /**
     * Returns every instance that has a state file. What its state left open waits for {@link Settlement}, until the
     * service files were read.
     */
    List<Instance> adopt() {
        var adopted = new ArrayList<Instance>();
        states.read().forEach((name, file) -> {
            var state = here(file);
            var definition = state.map(definitions::of);
            definition.ifPresent(catalogue::remember);
            if (file.damage().isEmpty() && state.filter(this::isTrusted).isPresent()) {
                endQuestions(name, definition.orElseThrow().spec(), state.get());
                adopted.add(factory.adopt(name, definition.orElseThrow(), state.get()));
            } else if (file.damage().isPresent() || mayRun(file.last().get())) {
                doubtful.put(name, file);
            } else {
                states.remove(name);
            }
        });
        return adopted;
    }

    /**
     * Ends what is left of a command that an earlier keeper has executed to reload or check an instance: the command ends with its keeper,
     * but what it has started does not.
     */
    private void endQuestions(String name, ServiceSpec spec, StateText state) {
        if (spec.asksByCommand() && state.life().state().running().isPresent()) {
            search.endHooks(name, spec, state.life().state().hookProcess());
        }
    }

    /** The last state that a file tells, if pids and times mean something in it. */
    private Optional<StateText> here(StateFile file) {
        return file.last().filter(states::isOfThisBoot).filter(states::isOfThisNamespace);
    }

    /** Tells whether a state names a main process that exists, or names none. */
    private boolean isTrusted(StateText state) {
        var process = state.life().state().running();
        return process.isEmpty() || isThere(process.get());
    }

    private boolean isThere(Process process) {
        if (kernel.processes().isChild(process)) {
            return true;
        }
        var opened = kernel.processes().open(process);
        opened.ifPresent(kernel.streams()::close);
        return opened.isPresent();
    }

    /** Tells whether a state names a process that may exist, if only in another container. */
    private boolean mayRun(StateText state) {
        var life = state.life().state();
        return states.isOfThisBoot(state)
                && (life.leader().isPresent() || life.hookProcess().isPresent());
    }

    private Optional<ServiceSpec> unknown(String path, String service) {
        return sources.parse(path, service, UNKNOWN).spec();
    }

    // ---- instances whose state cannot be trusted

    /** Looks among the processes for the doubtful instances, and for those that have no state. Returns the instances that were adopted. */
    List<Instance> recover() {
        var recovered = new ArrayList<Instance>();
        doubtful.forEach((name, file) -> {
            if (file.damage().isPresent()) {
                states.setAside(name);
            }
            var found = definition(name, file).flatMap(definition -> recover(name, file, definition));
            found.ifPresent(recovered::add);
            file.damage().ifPresent(damage -> report(name, damage, found));
        });
        if (succeeds) {
            recovered.addAll(missing());
        }
        doubtful.clear();
        return recovered;
    }

    /**
     * Returns the definition of an instance; empty where no instance can have the name of the file. A file that cannot
     * be read would be in the first directory.
     */
    private Optional<Definition> definition(String name, StateFile file) {
        int at = name.lastIndexOf('@');
        String service = at < 0 ? name : name.substring(0, at);
        return here(file)
                .map(definitions::of)
                .or(() -> catalogue.definition(service))
                .or(() -> unknown(folder + service, service)
                        .map(spec -> new Definition(folder + service, UNKNOWN, spec)));
    }

    private Optional<Instance> recover(String name, StateFile file, Definition definition) {
        var former = here(file);
        var life = life(name, file, definition.spec());
        if (life.isEmpty() && former.isEmpty()) {
            states.remove(name);
            return Optional.empty();
        }
        var state = former.orElseGet(() -> states.blank(name, definition, life.orElseThrow()));
        boolean unclear =
                life.map(Life::state).filter(State.Failed.class::isInstance).isPresent();
        var instance = factory.adopt(
                name, definition, life.map(other -> state.with(other, unclear)).orElse(state));
        if (!catalogue.problems().isEmpty()
                && catalogue.definition(definition.spec().name()).isEmpty()) {
            catalogue.remember(definition); // where its file cannot be read, it stays as it is
        }
        records.write(instance);
        return Optional.of(instance);
    }

    private Optional<Life> life(String name, StateFile file, ServiceSpec spec) {
        var former = here(file).map(StateText::life);
        if (former.isPresent() && file.damage().isEmpty()) {
            return succeeded(name, spec, former);
        }
        var working = former.map(Life::state).filter(this::isAtWork);
        var found = search.look(name, spec, working.flatMap(State::hookProcess));
        return working.isPresent() ? former : Recovery.life(name, spec, former, found);
    }

    /** Whole, and its process has ended: it may be a copy from before another one was started. */
    private Optional<Life> succeeded(String name, ServiceSpec spec, Optional<Life> former) {
        return search.main(name, spec)
                .flatMap(process -> Recovery.life(name, spec, former, new SearchResult.Runs(process)));
    }

    /** Tells whether a state names a process that exists: the main process or, without one, the hook's. */
    private boolean isAtWork(State state) {
        return state.running().or(state::hookProcess).filter(this::isThere).isPresent();
    }

    /** Returns the instances that ought to have a state file, and have none: it may have been removed. */
    private List<Instance> missing() {
        var lost = StateFile.unreadable("is missing");
        var found = new ArrayList<Instance>();
        for (String name : candidates()) {
            var definition = definition(name, lost).filter(known -> search.findsAny(name, known.spec()));
            var instance = definition.flatMap(known -> recover(name, lost, known));
            instance.ifPresent(found::add);
            definition.ifPresent(_ -> report(name, "is missing", instance));
        }
        return found;
    }

    /**
     * Returns the instances to search for among the processes: those that are enabled and those that have an output
     * pipe, as far as they have no state. Where a file cannot be read or another state is lost, only the processes can
     * tell, so all instances found among them are added.
     */
    private Set<String> candidates() {
        var names = new TreeSet<>(search.fifos());
        if (!catalogue.problems().isEmpty() || !doubtful.isEmpty()) {
            names.addAll(search.instances());
        }
        catalogue
                .enabled()
                .values()
                .forEach(definition -> names.addAll(definition.spec().instanceNames()));
        names.removeIf(name -> instances.find(name).isPresent() || doubtful.containsKey(name));
        return names;
    }

    private void report(String name, String damage, Optional<Instance> found) {
        String now = found.map(instance -> instance.state().running().isPresent()
                        ? "it runs, and is taken over"
                        : instance.state().why())
                .orElse("nothing of it runs: it begins anew");
        events.trouble(name, states.path(name) + " " + damage + ": " + now);
    }
}

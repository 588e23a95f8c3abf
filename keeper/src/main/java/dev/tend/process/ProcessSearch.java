package dev.tend.process;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Processes.Survivor;
import dev.tend.kernel.Processes.Survivor.Role;
import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.path.Accounts;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the processes of instances whose state cannot be trusted: by their pid file, by the mark in the environment, and by
 * their output. The machine is looked through once at most, and only where there is such an instance.
 */
public final class ProcessSearch {

    /** A suffix that no instance has in its name, but the input FIFO of an instance has. */
    private static final String INPUT = "@in";

    /** Stands between a group of services and its script in a mark; no instance has it in its name. */
    private static final char SCRIPT = '/';

    private final Kernel kernel;
    private final KeeperOptions options;

    /** The processes that were found; empty until they were looked for. */
    private Optional<Map<String, List<Survivor>>> survivors = Optional.empty();

    public ProcessSearch(Kernel kernel, KeeperOptions options) {
        this.kernel = kernel;
        this.options = options;
    }

    /** Tells whether a process of an instance exists. */
    public boolean findsAny(String instance, ServiceSpec spec) {
        return !of(instance, spec).isEmpty() || isHeld(instance, spec);
    }

    /** Returns the main process of an instance, where it is certain that it is that. */
    public Optional<Process> main(String instance, ServiceSpec spec) {
        var mainProcesses = having(Role.MAIN, of(instance, spec));
        return mainProcesses.size() == 1 ? Optional.of(mainProcesses.getFirst().process()) : Optional.empty();
    }

    /**
     * Ends the hooks of an instance that nothing waits for, and returns what else runs of it.
     *
     * @param known the hook that is waited for
     */
    public SearchResult look(String instance, ServiceSpec spec, Optional<Process> known) {
        var found = of(instance, spec);
        var hooks = hooks(found, spec, known);
        endHooks(hooks);
        var named = named(spec);
        if (named.isPresent()) {
            return new SearchResult.Runs(named.get());
        }
        var mainProcesses = having(Role.MAIN, found);
        var candidates = mainProcesses.isEmpty() ? having(Role.LIKELY_MAIN, found) : mainProcesses;
        if (candidates.size() == 1) {
            return new SearchResult.Runs(candidates.getFirst().process());
        }
        if (candidates.size() > 1) {
            return unclear(candidates);
        }
        var others = having(Role.OTHER, found);
        for (Survivor helper : having(Role.HOOK, found)) {
            if (!hooks.contains(helper)) {
                others.add(helper);
            }
        }
        return others.isEmpty() ? unseen(instance, spec) : left(others, spec);
    }

    /**
     * Ends the hooks of an instance that nothing waits for, and what is left of those and of commands that have checked or reloaded it.
     *
     * @param known the hook that is waited for
     */
    public void endHooks(String instance, ServiceSpec spec, Optional<Process> known) {
        endHooks(hooks(of(instance, spec), spec, known));
    }

    /** The process in the pid file of an instance that something else launches. */
    private Optional<Process> named(ServiceSpec spec) {
        try {
            return spec.hooks().launches()
                    ? Optional.of(kernel.processes().named(spec.pidfile().orElse("")))
                    : Optional.empty();
        } catch (KernelException nobody) {
            return Optional.empty();
        }
    }

    /**
     * Returns the result where processes of one session are left: the session is ended as after any end of the main
     * process; or it stays, where a stop ends only the main process.
     */
    private static SearchResult left(List<Survivor> others, ServiceSpec spec) {
        if (spec.hooks().launches()) {
            return unclear(others);
        }
        if (spec.stop().scope() == Scope.PROCESS) {
            return new SearchResult.Nothing();
        }
        var first = others.getFirst().process();
        long birth = first.sessionBirth();
        for (Survivor other : others) {
            if (other.process().session() != first.session()) {
                return unclear(others);
            }
            birth = Math.min(birth, other.process().sessionBirth());
        }
        return new SearchResult.Left(new Process(first.session(), birth, first.since()));
    }

    /** Its output may be held by a process that cannot be seen from here, as in another container. */
    private SearchResult unseen(String instance, ServiceSpec spec) {
        return spec.stop().scope() == Scope.GROUP && isHeld(instance, spec)
                ? new SearchResult.Unclear("that cannot be seen and holds " + fifo(instance))
                : new SearchResult.Nothing();
    }

    private boolean isHeld(String instance, ServiceSpec spec) {
        return spec.log().captured() && kernel.streams().isHeld(fifo(instance));
    }

    /** The names of instances whose output was captured once. */
    public List<String> fifos() {
        var names = new ArrayList<String>();
        for (String name : kernel.files().names(options.outputFolder())) {
            if (!name.endsWith(INPUT) && !name.startsWith(".")) {
                names.add(name);
            }
        }
        return names;
    }

    private String fifo(String instance) {
        return options.outputFolder() + "/" + instance;
    }

    /** Returns the hooks that nothing waits for. The processes that a launcher has left in its session are what it was to start. */
    private static List<Survivor> hooks(List<Survivor> found, ServiceSpec spec, Optional<Process> known) {
        var hooks = having(Role.HOOK, found);
        hooks.removeIf(hook ->
                known.isPresent() && known.get().session() == hook.process().session()
                        || spec.hooks().launches()
                                && hook.process().pid() != hook.process().session());
        return hooks;
    }

    private void endHooks(List<Survivor> hooks) {
        var sweeps = new ArrayList<Sweep>();
        hooks.forEach(hook -> sweeps.add(new Sweep(hook.process(), false, Signals.KILL)));
        if (!sweeps.isEmpty()) {
            kernel.processes().sweep(sweeps);
        }
    }

    /** The names of instances of which there are processes. */
    public Set<String> instances() {
        var names = new HashSet<String>();
        for (String name : all().keySet()) {
            if (name.indexOf(SCRIPT) < 0) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the name in the mark of a script that is called for a group of services, and not for an instance. */
    public static String scriptName(String group, String script) {
        return group + SCRIPT + script;
    }

    /** Returns the scripts that an earlier keeper has called for groups of services and that still run, by {@link #scriptName}. */
    public Map<String, Process> scripts() {
        var scripts = new HashMap<String, Process>();
        all().forEach((name, found) -> {
            for (Survivor hook : having(Role.HOOK, found)) {
                if (name.indexOf(SCRIPT) >= 0
                        && isOurs(hook)
                        && hook.process().pid() == hook.process().session()) {
                    scripts.put(name, hook.process());
                }
            }
        });
        return scripts;
    }

    /** Returns the processes that can belong to an instance: a mark in the environment of another user's process proves nothing. */
    private List<Survivor> of(String instance, ServiceSpec spec) {
        var user = spec.credentials().user();
        int service = user.isEmpty()
                ? Survivor.PROVED
                : Accounts.ofTheSystem(kernel.files()).number(user.get()).orElse(Survivor.PROVED);
        var some = new ArrayList<Survivor>();
        for (Survivor each : all().getOrDefault(instance, List.of())) {
            if (isOurs(each) || each.user() == service) {
                some.add(each);
            }
        }
        return some;
    }

    private boolean isOurs(Survivor survivor) {
        return survivor.user() == Survivor.PROVED
                || survivor.user() == 0
                || survivor.user() == kernel.files().userId();
    }

    private Map<String, List<Survivor>> all() {
        if (survivors.isEmpty()) {
            var all = new HashMap<String, List<Survivor>>();
            for (Survivor each : kernel.processes().survivors(options.runFolder(), options.outputFolder())) {
                all.computeIfAbsent(each.instance(), _ -> new ArrayList<>()).add(each);
            }
            survivors = Optional.of(all);
        }
        return survivors.get();
    }

    private static List<Survivor> having(Role role, List<Survivor> all) {
        var some = new ArrayList<Survivor>();
        for (Survivor each : all) {
            if (each.role() == role) {
                some.add(each);
            }
        }
        return some;
    }

    private static SearchResult unclear(List<Survivor> all) {
        var pids = new ArrayList<String>();
        all.forEach(each -> pids.add(String.valueOf(each.process().pid())));
        return new SearchResult.Unclear(String.join(", ", pids));
    }
}

package dev.tend.check;

import dev.tend.command.Accounts;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.format.FileNames;
import dev.tend.format.Problem;
import dev.tend.format.tend.Defaults;
import dev.tend.format.tend.ServiceFile;
import dev.tend.instance.Definition;
import dev.tend.instance.Limits;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.selection.ServiceText;
import dev.tend.selection.ServiceTextReader;
import dev.tend.source.Trust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through service files as a keeper run by the same user would, and at what they name on this machine besides. */
final class Check {

    private final Files files;
    private final Accounts accounts;
    private final Trust trust;
    private final Limits room;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, String> contents = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private final RelationChecks relations = new RelationChecks();
    private final StartChecks starts;
    private boolean missing;

    Check(Host host) {
        room = new Limits(host.memory());
        files = host.files();
        starts = new StartChecks(host);
        accounts = Accounts.of(files, command -> host.execute(command));
        trust = new Trust(files);
    }

    /** All that was found, after everything was added. */
    List<Problem> problems() {
        var all = new ArrayList<>(problems);
        all.addAll(relations.problems());
        all.addAll(starts.problems());
        return all;
    }

    /** Returns what may keep a service from starting, or may not be meant. */
    List<Problem> warnings() {
        var all = new ArrayList<>(warnings);
        all.addAll(relations.warnings());
        all.addAll(starts.warnings());
        return all;
    }

    /** Returns what a start does besides. */
    List<Problem> notes() {
        return starts.notes();
    }

    /** Tells whether a named file or folder does not exist. */
    boolean isMissing() {
        return missing;
    }

    /** Returns how many service files were looked at. */
    int files() {
        return seen.size();
    }

    /**
     * Looks at a file, or at all service files of a folder.
     *
     * @param shown its name in messages
     */
    void add(String shown, String path) {
        try {
            var facts = files.facts(path);
            if (facts.isEmpty()) {
                missing = true;
                complain(shown, "no such file or folder");
            } else if (trusted(shown, path)) {
                look(shown, path, facts.get());
            }
        } catch (KernelException unreadable) {
            complain(shown, unreadable.getMessage());
        }
    }

    /** Looks at what runit's folders and BOSH's jobs become. */
    void add(ServiceTextReader descriptions) {
        problems.addAll(descriptions.problems());
        for (var service : descriptions.services()) {
            if (isNew(service.path(), service.name())) {
                understand(service);
            }
        }
    }

    private void look(String shown, String path, Facts facts) {
        if (facts.kind() != Kind.FOLDER) {
            file(shown, path);
            relations.know(neighbours(path));
            return;
        }
        checkDefaults(shown, path);
        for (var name : files.names(path)) {
            var problem = FileNames.problem(name);
            if (problem.isEmpty()) {
                member(Names.below(shown, name), path + "/" + name);
            } else if (!name.startsWith(".") && isRegular(path + "/" + name)) {
                warnings.add(new Problem(Names.below(shown, name), 0, "is no service: " + problem.get()));
            }
        }
    }

    private boolean isRegular(String path) {
        try {
            return files.facts(path).filter(facts -> facts.kind() == Kind.FILE).isPresent();
        } catch (KernelException hidden) { // a link to itself, say
            return false;
        }
    }

    /** A file that is looked at alone may name those beside it. */
    private List<String> neighbours(String path) {
        int slash = path.lastIndexOf('/');
        var names = new ArrayList<>(files.names(slash <= 0 ? "/" : path.substring(0, slash)));
        names.removeIf(name -> !ServiceFile.isServiceFile(name));
        return names;
    }

    /** Folders in a folder are no services. */
    private void member(String shown, String path) {
        try {
            var facts = files.facts(path);
            if (facts.isEmpty()) {
                complain(shown, "is a link to nothing: mend or remove it");
            } else if (facts.get().kind() != Kind.FOLDER) {
                relations.know(List.of(path.substring(path.lastIndexOf('/') + 1))); // be it refused
                if (trusted(shown, path)) {
                    file(shown, path);
                }
            }
        } catch (KernelException unreadable) {
            complain(shown, unreadable.getMessage());
        }
    }

    private boolean trusted(String shown, String path) {
        var problem = trust.problem(path);
        problem.ifPresent(text -> complain(shown, text));
        return problem.isEmpty();
    }

    private void file(String shown, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (isNew(shown, name)) {
            String text = files.read(path, Host.LARGEST_FILE);
            String same = contents.putIfAbsent(text, shown);
            if (same != null) {
                warnings.add(new Problem(shown, 0, "has the same content as " + same + ": is one of them a copy?"));
            }
            understand(ServiceText.file(name, shown, text, defaults(path)));
        }
    }

    /** Their problems are those of their directory. */
    private Defaults defaults(String path) {
        String file = path.substring(0, path.lastIndexOf('/') + 1) + Defaults.FILE;
        return isTrusted(file) ? ServiceText.defaults(path, files) : Defaults.NONE;
    }

    private boolean isTrusted(String file) {
        try {
            return trust.problem(file).isEmpty();
        } catch (KernelException hidden) {
            return false;
        }
    }

    private void checkDefaults(String shown, String folder) {
        String path = folder + "/" + Defaults.FILE;
        String name = Names.below(shown, Defaults.FILE);
        try {
            if (files.facts(path).isPresent() && trusted(name, path)) {
                problems.addAll(Defaults.parse(name, files.read(path, Host.LARGEST_FILE))
                        .problems());
            }
        } catch (KernelException unreadable) {
            complain(name, unreadable.getMessage());
        }
    }

    private boolean isNew(String shown, String name) {
        String first = seen.putIfAbsent(name, shown);
        if (first != null) {
            complain(shown, first + " defines service " + name + " already: rename one of them");
            return false;
        }
        relations.know(List.of(name));
        return true;
    }

    private void understand(ServiceText service) {
        String path = service.path();
        var parsed = ServiceFile.parse(path, service.name(), service.text());
        problems.addAll(parsed.problems());
        parsed.spec().ifPresent(spec -> {
            var refusal = room.refusal(Optional.empty(), new Definition(path, service.text(), spec));
            refusal.ifPresent(problem -> complain(path, problem));
            if (refusal.isEmpty()) {
                relations.add(service, spec);
            }
            starts.add(service, spec);
        });
        for (var setting : service.settings()) {
            accounts.problem(setting)
                    .ifPresent(problem -> problems.add(new Problem(path, service.line(setting), problem)));
        }
    }

    private void complain(String file, String message) {
        problems.add(new Problem(file, 0, message));
    }
}

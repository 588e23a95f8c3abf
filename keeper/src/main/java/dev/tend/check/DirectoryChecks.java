package dev.tend.check;

import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.path.Ownership;
import dev.tend.service.Credentials;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceSpec;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Checks the directories that are made for services: that there is a place for each, that only we can change which one it is, and whose they are. */
final class DirectoryChecks {

    private final Files files;
    private final UnaryOperator<String> environment;

    /** The service that was the first to name a directory. */
    private final Map<String, ServiceSpec> first = new HashMap<>();

    DirectoryChecks(Files files, UnaryOperator<String> environment) {
        this.files = files;
        this.environment = environment;
    }

    /** Returns the paths of a service's directories, where there are places for them, as one phrase. */
    String paths(ServiceSpec spec) {
        var paths = new ArrayList<String>();
        for (ServiceDirectory directory : spec.directories()) {
            if (!path(directory).isEmpty()) {
                paths.add(path(directory));
            }
        }
        return String.join(", ", paths);
    }

    private String path(ServiceDirectory directory) {
        return directory.path(files.userId() == 0, environment).orElse("");
    }

    /** Returns what is wrong with the directories of a service. */
    List<String> problems(ServiceSpec spec) {
        var problems = new ArrayList<String>();
        for (ServiceDirectory directory : spec.directories()) {
            String path = path(directory);
            if (path.isEmpty()) {
                problems.add(directory.kind().orElseThrow().placeVariable() + " is not set, so there is no place for "
                        + directory.name());
            } else {
                look(spec, path, problems);
                isolated(spec, path, problems);
                above(spec, path)
                        .ifPresent(above -> problems.add(path + " is not made, since the service's user may change "
                                + above + ", which it is in: make it in pre-start"));
            }
        }
        return problems;
    }

    /** Reports a directory that the service's own isolation takes from it. */
    private static void isolated(ServiceSpec spec, String path, List<String> problems) {
        var isolation = spec.confinement().isolation();
        for (var place : isolation.readOnly()) {
            if (PathNames.isWithin(path, place.path())) {
                problems.add("the service cannot write to " + path + ", which is below read-only=" + place.path()
                        + ": name other folders there, such as /usr and /etc");
            }
        }
        for (var place : isolation.hidden()) {
            if (PathNames.isWithin(path, place.path())) {
                problems.add("the service cannot see " + path + ", which is below hidden=" + place.path());
            }
        }
        for (String folder : isolation.empty()) {
            if (PathNames.isWithin(path, folder)) {
                problems.add("the service cannot see " + path + ", which is below private=" + folder);
            }
        }
    }

    /** Returns the directory of a service with which its user could put something in the place of another one. */
    private Optional<String> above(ServiceSpec spec, String path) {
        for (ServiceDirectory directory : spec.directories()) {
            String other = path(directory);
            if (spec.credentials().user().isPresent() && !other.isEmpty() && path.startsWith(other + "/")) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private void look(ServiceSpec spec, String path, List<String> problems) {
        try {
            lookAt(spec, path, problems);
        } catch (KernelException hidden) { // from who looks, not from the keeper
            problems.add(hidden.getMessage());
        }
    }

    private void lookAt(ServiceSpec spec, String path, List<String> problems) {
        var facts = files.facts(path);
        if (facts.isPresent() && facts.get().kind() != Kind.FOLDER) {
            problems.add(path + " is no directory: the service cannot start");
        }
        var flaws = new Ownership(files).flaws(PathNames.parent(path));
        if (!flaws.isEmpty()) {
            problems.add(path + " is not made where others can put another in its place: "
                    + flaws.getFirst().text());
        }
        var other = first.putIfAbsent(path, spec);
        if (other != null && !owner(other).equals(owner(spec))) {
            problems.add(path + " is given to the user of " + other.name() + " too, whichever starts last");
        }
    }

    private static List<Object> owner(ServiceSpec spec) {
        Credentials credentials = spec.credentials();
        return List.of(credentials.user(), credentials.group());
    }
}

package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.format.Format;
import dev.tend.format.tend.ServiceFile;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services that patterns name, as files say they are; a keeper is asked only where these are. */
public final class Selection {

    private final Host host;
    private final List<String> folders = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, ServiceText> known = new TreeMap<>();

    private Selection(Sources sources, Host host) {
        this.host = host;
        for (var folder : sources.folders()) {
            folders.add(host.absolute(folder));
        }
        folders.forEach(this::folder);
        var descriptions = new ServiceTextReader(host, sources);
        for (var problem : descriptions.problems()) {
            host.terminal().complain(problem.toString());
        }
        for (var service : descriptions.services()) {
            if (!files.containsKey(service.name())) {
                known.putIfAbsent(service.name(), service);
            }
        }
    }

    /** Adds the service files of a folder; of two files for the same service, the first counts. */
    private void folder(String folder) {
        for (var name : host.isFolder(folder) ? host.files().names(folder) : List.<String>of()) {
            if (ServiceFile.isServiceFile(name) && !host.isFolder(folder + "/" + name)) {
                files.putIfAbsent(name, folder + "/" + name);
            }
        }
    }

    /** By their names. @throws Failure where a pattern names none */
    public static Map<String, ServiceText> of(
            List<String> patterns, List<Format> formats, Arguments arguments, Host host) {
        return new Selection(Sources.of(formats, arguments, List.of(), host), host).found(patterns);
    }

    private Map<String, ServiceText> found(List<String> patterns) {
        var names = new ArrayList<>(files.keySet());
        names.addAll(known.keySet());
        var found = new TreeMap<String, ServiceText>();
        for (var pattern : Names.exactFirst(patterns, names)) {
            boolean any = pattern.equals("*");
            for (var name : names) {
                if (hasTag(name, pattern) || Names.match(List.of(pattern), name) || pattern.startsWith(name + "@")) {
                    found.put(name, described(name));
                    any = true;
                }
            }
            if (!any && pattern.startsWith(Request.TAG)) {
                throw new Failure(
                        ExitCode.FAILED, "no service has the tag " + pattern.substring(Request.TAG.length()) + where());
            }
            if (!any) {
                throw new Failure(
                        ExitCode.FAILED, "no service is called " + pattern + where() + Names.meant(pattern, names, ""));
            }
        }
        return found;
    }

    private boolean hasTag(String name, String pattern) {
        if (!pattern.startsWith(Request.TAG)) {
            return false;
        }
        var service = described(name);
        return ServiceFile.parse(service.path(), name, service.text())
                .spec()
                .filter(spec -> spec.tags().contains(pattern.substring(Request.TAG.length())))
                .isPresent();
    }

    /** Returns the places of the search, for people. */
    private String where() {
        var text = new StringBuilder();
        for (var folder : folders) {
            text.append(text.isEmpty() ? " in " : ", ").append(folder);
            text.append(host.isFolder(folder) ? "" : " (which is not there)");
        }
        return text.toString();
    }

    private ServiceText described(String name) {
        String path = files.get(name);
        return path == null
                ? known.get(name)
                : ServiceText.file(
                        name,
                        path,
                        host.files().read(path, Host.LARGEST_FILE),
                        ServiceText.defaults(path, host.files()));
    }
}

package dev.tend.format.bosh;

import dev.tend.format.Lines;
import dev.tend.format.Problem;
import dev.tend.format.monit.MonitFile;
import dev.tend.format.monit.MonitFile.Service;
import dev.tend.service.Hook;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job as BOSH lays it out: a folder with scripts in {@code bin}, and either a service file in Tend's format,
 * {@code tend}, or the {@code monit} file. It becomes services in Tend's format; the caller finds out which scripts
 * exist.
 *
 * <p>The scripts are the job's, but a hook is a service's. If the job has several services, they belong to the one that
 * none of the others depends on: it starts after all of them, and so stops first.
 *
 * @param name the name of the folder
 * @param services the texts of service files, by name; empty where there are problems
 * @param scripts the names of the scripts that the job has
 * @param remarks the parts of the monit file that could not be expressed
 */
public record BoshJob(
        String name,
        String folder,
        Map<String, String> services,
        Set<String> scripts,
        List<Problem> remarks,
        List<Problem> problems) {

    /** The scripts that a job may have in {@code bin}. */
    public static final List<String> SCRIPTS =
            List.of("pre-start", "post-start", "post-deploy", "pre-stop", "drain", "post-stop");

    /** In BOSH they may take as long as they like; this is to end them at all. */
    private static final String PATIENCE = "1h";

    private static final List<Hook> HOOKS =
            List.of(Hook.PRE_START, Hook.POST_START, Hook.PRE_STOP, Hook.DRAIN, Hook.POST_STOP);

    /** The name of the service file in a job's folder. */
    public static String ownFile(String folder) {
        return folder + "/tend";
    }

    public static String monitFile(String folder) {
        return folder + "/monit";
    }

    /** The file that its services are from. */
    public String file() {
        return services.size() == 1
                        && services.containsKey(name)
                        && !services.get(name).startsWith("# check process")
                ? ownFile(folder)
                : monitFile(folder);
    }

    /** The same, with a mark in the text of each of its services that tells its programs from others. */
    public BoshJob marked(long programs) {
        var marked = new LinkedHashMap<String, String>();
        services.forEach((service, text) -> marked.put(service, text + "# bin " + programs + "\n"));
        return new BoshJob(name, folder, marked, scripts, remarks, problems);
    }

    public String script(String script) {
        return script(folder, script);
    }

    private static String script(String folder, String script) {
        return folder + "/bin/" + script;
    }

    /**
     * @param folder its path, without a slash at its end
     * @param own the text of its service file, if it has one, which then holds
     * @param monit that of its monit file
     */
    public static BoshJob of(String folder, Optional<String> own, Optional<String> monit, Set<String> scripts) {
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        if (own.isPresent()) {
            var text = Map.of(name, completed(own.get(), hooks(name, folder, scripts)));
            return new BoshJob(name, folder, text, scripts, List.of(), List.of());
        }
        if (monit.isEmpty()) {
            var nothing = new Problem(folder, 0, "has neither a file tend nor a file monit: this is no job");
            return new BoshJob(name, folder, Map.of(), scripts, List.of(), List.of(nothing));
        }
        var translated = MonitFile.translate(monitFile(folder), monit.get());
        var services = new LinkedHashMap<String, String>();
        String lead = lead(translated.services());
        for (Service service : translated.services()) {
            var lines = new ArrayList<>(service.lines());
            if (service.name().equals(lead)) {
                lines.addAll(hooks(name, folder, scripts));
                lines.addAll(after(service, translated.services()));
            } else {
                lines.addAll(hooks(name, folder, Set.of()));
            }
            services.put(service.name(), String.join("\n", lines) + "\n");
        }
        return new BoshJob(name, folder, services, scripts, translated.remarks(), translated.problems());
    }

    /** The last that none depends on. */
    private static String lead(List<Service> services) {
        var needed = new HashSet<String>();
        services.forEach(service -> needed.addAll(service.depends()));
        String lead = "";
        for (Service service : services) {
            if (!needed.contains(service.name())) {
                lead = service.name();
            }
        }
        return lead;
    }

    private static List<String> after(Service lead, List<Service> services) {
        var others = new ArrayList<String>();
        for (Service service : services) {
            if (!service.name().equals(lead.name()) && !lead.depends().contains(service.name())) {
                others.add(service.name());
            }
        }
        return others.isEmpty() ? List.of() : List.of("after=" + String.join(" ", others));
    }

    private static List<String> hooks(String name, String folder, Set<String> scripts) {
        var lines = new ArrayList<String>();
        lines.add("job=" + name);
        lines.add("hooks=start");
        for (Hook hook : HOOKS) {
            if (scripts.contains(hook.key())) {
                lines.add(hook.key() + "=+" + command(script(folder, hook.key())));
                lines.add(hook.timeoutKey() + "=" + PATIENCE);
            }
        }
        return lines;
    }

    /** Returns a command line; a path alone is given the arguments of the call. */
    private static String command(String path) {
        String quoted = ShellWords.join(List.of(path));
        return quoted.equals(path) ? path : quoted + " \"$@\"";
    }

    /** Returns the text with the given lines added; a key that the text sets itself keeps its value. */
    private static String completed(String text, List<String> lines) {
        var said = new LinkedHashSet<String>();
        for (var line : Lines.of(text)) {
            if (!line.isBlankOrComment() && line.isPair()) {
                said.add(line.key());
            }
        }
        var all = new StringBuilder(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        for (String line : lines) {
            if (!said.contains(line.substring(0, line.indexOf('=')))) {
                all.append(line).append('\n');
            }
        }
        return all.toString();
    }
}

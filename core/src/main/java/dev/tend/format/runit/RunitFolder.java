package dev.tend.format.runit;

import dev.tend.text.ShellWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place with service folders of runit, and the translation of such a folder: into a service and, if the folder has a
 * {@code log/run}, a second one that reads the output of the first. The caller finds out which files exist; scripts
 * stay in their place and are run there.
 *
 * @param path a folder of service folders, or one of these itself; absolute
 * @param alone whether the path is a service folder itself
 * @param inherits whether services without a logger write to the keeper's output, as under runsvdir; else to log files
 */
public record RunitFolder(String path, boolean alone, boolean inherits) {

    /** The files of a service folder, by their paths below it, that say what becomes of it. */
    public static final List<String> FILES = List.of("check", "log/run");

    /** Between a service's name and what is not its own: no name that anybody would give a service folder. */
    private static final String LOGGER = ".log";

    /**
     * Returns the services of a folder, each as the text of a service file, by the paths of their scripts.
     *
     * @param service the name of the folder
     * @param folder the path without symbolic links, so that it stays valid when a link is removed
     * @param files those of {@link #FILES} that exist
     */
    public Map<String, String> services(String service, String folder, Set<String> files) {
        var services = new LinkedHashMap<String, String>();
        String log = files.contains("log/run") ? "service:" + loggerOf(service) : inherits ? "inherit" : "";
        services.put(service + "/run", text(folder, log, false, files.contains("check")));
        if (files.contains("log/run")) {
            services.put(service + "/log/run", text(folder + "/log", inherits ? "inherit" : "", true, false));
        }
        return services;
    }

    /** The name of the service that a script belongs to, as {@link #services} calls it. */
    public static String name(String script) {
        String folder = script.substring(0, script.lastIndexOf('/'));
        return folder.endsWith("/log") ? loggerOf(folder.substring(0, folder.lastIndexOf('/'))) : base(folder);
    }

    /** The name of the service that reads what one writes, where there is such. */
    public static String loggerOf(String service) {
        return base(service) + LOGGER;
    }

    private static String base(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /**
     * Returns the text of a service file. As under runsv, a process that was told to end is never killed; the format
     * only requires a finite time.
     */
    private static String text(String folder, String log, boolean logger, boolean checked) {
        var text = new StringBuilder("# Service folder of runit\n");
        line(text, "cmd", "./run");
        line(text, "cwd", folder);
        line(text, "runit", folder);
        line(text, "env-inherit", "yes");
        line(text, "backoff", "1s");
        line(text, "stable", "1s");
        line(text, "stop-timeout", "1d");
        line(text, "kill-mode", "process");
        if (logger) {
            line(text, "input", "pipe");
        } else {
            line(text, "finish", "-" + folder + "/finish");
            line(text, "finish.timeout", "1d");
        }
        if (checked) {
            line(text, "ready", "exec:" + ShellWords.join(List.of(folder + "/check")));
            line(text, "ready-timeout", "10000d");
        }
        if (!log.isEmpty()) {
            line(text, "log", log);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }
}

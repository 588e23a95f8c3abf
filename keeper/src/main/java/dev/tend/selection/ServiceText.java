package dev.tend.selection;

import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.format.Setting;
import dev.tend.format.tend.Defaults;
import dev.tend.format.tend.ServiceFile;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.List;

/**
 * A service, and the text that describes it: a service file, or the keeper's translation of another format.
 *
 * @param path the file it comes from
 * @param written how many lines of the text are in that file; those after them are generated, or come from the defaults
 * @param defaults those of its directory
 */
public record ServiceText(String name, String path, String text, int written, Defaults defaults) {

    public ServiceText(String name, String path, String text, int written) {
        this(name, path, text, written, Defaults.NONE);
    }

    /** @param text the content of the file itself */
    public static ServiceText file(String name, String path, String text, Defaults defaults) {
        String whole = defaults.applied(text);
        return new ServiceText(
                name, path, whole, whole.equals(text) ? Integer.MAX_VALUE : ServiceFile.lines(text), defaults);
    }

    /** Returns the defaults that hold for a service file; none where their file cannot be read. */
    public static Defaults defaults(String path, Files files) {
        String file = Names.below(folder(path), Defaults.FILE);
        try {
            return files.facts(file).isEmpty()
                    ? Defaults.NONE
                    : Defaults.parse(file, files.read(file, Host.LARGEST_FILE));
        } catch (KernelException unreadable) {
            return Defaults.NONE;
        }
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    public List<Setting> settings() {
        return ServiceFile.explain(text);
    }

    /** Returns the line of a setting in its file; 0 where it is not there. */
    public int line(Setting setting) {
        return setting.line() <= written ? setting.line() : 0;
    }

    /** Returns the origin of a setting, for people. */
    public String from(Setting setting) {
        if (setting.line() == 0) {
            return "default";
        }
        int line = line(setting);
        int inherited = line == 0 ? defaults.line(setting.key()) : 0;
        if (inherited > 0) {
            return Names.below(folder(path), Defaults.FILE) + ":" + inherited;
        }
        return line == 0 ? path : path + ":" + line;
    }
}

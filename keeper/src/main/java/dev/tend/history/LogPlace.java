package dev.tend.history;

import dev.tend.command.Names;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.selection.ServiceText;
import dev.tend.text.Sizes;

/** The destination of a service's output, for people. */
public final class LogPlace {

    private static final String FILE = "file";

    private LogPlace() {}

    /**
     * Returns the path of the log that is written now, or what {@code log=} says if there is none.
     *
     * @param instance whose log it is, or a word that stands for several
     */
    public static String of(ServiceText service, String instance, String folder) {
        for (var setting : service.settings()) {
            if (setting.key().equals("log") && !setting.value().equals(FILE)) {
                return "log=" + setting.value();
            }
        }
        return Names.below(Names.below(folder, instance), "current");
    }

    /** Returns how large the log of an instance is, such as {@code 1.2 MB in 3 files}; "" if it has none. */
    public static String size(String instance, String folder, Files files) {
        String own = Names.below(folder, instance);
        long bytes = 0;
        int count = 0;
        try {
            for (var name : files.names(own)) {
                var facts = files.facts(Names.below(own, name));
                if (facts.isPresent() && facts.get().kind() == Files.Kind.FILE) {
                    bytes += facts.get().size();
                    count++;
                }
            }
        } catch (KernelException none) {
            return "";
        }
        return count == 0 ? "" : Sizes.words(bytes) + " in " + count + (count == 1 ? " file" : " files");
    }
}

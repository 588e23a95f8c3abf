package dev.tend.tool;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Text;
import dev.tend.schedule.Zone;
import dev.tend.schedule.ZoneException;

/** The time zones that the system has files of. Each is read when it is asked for, and nothing is kept. */
public final class ZoneFiles {

    private static final String FOLDER = "/usr/share/zoneinfo";
    private static final String LOCAL = "/etc/localtime";

    /** In bytes; the largest has four thousand. */
    private static final int LIMIT = 64 << 10;

    private final Files files;

    public ZoneFiles(Files files) {
        this.files = files;
    }

    /**
     * A zone by its name, such as {@code Europe/Vienna}; {@code UTC} needs no file.
     *
     * @throws KernelException where there is none of this name, or its file is damaged
     */
    public Zone named(String name) {
        if (!Zone.isName(name)) {
            throw new KernelException("\"" + name + "\" is no time zone");
        }
        try {
            return name.equals("UTC") ? Zone.UTC : at(FOLDER + "/" + name);
        } catch (KernelException problem) {
            throw problem.errno() != Errno.ENOENT
                    ? problem
                    : KernelException.saying(
                            "time zone \"" + name + "\" is not in " + FOLDER + ": correct its name, or install tzdata",
                            Errno.ENOENT);
        }
    }

    /**
     * The machine's own zone; UTC where it has none.
     *
     * @param tz the variable TZ, see tzset(3): a zone's name, the path of its file, a rule, or empty for {@code /etc/localtime}
     * @throws KernelException where it leads to no zone
     */
    public Zone local(String tz) {
        String value = tz.startsWith(":") ? tz.substring(1) : tz;
        if (value.startsWith("/")) {
            return at(value);
        }
        try {
            return value.isEmpty() ? at(LOCAL) : Zone.isName(value) ? named(value) : rule(value);
        } catch (KernelException problem) {
            if (problem.errno() != Errno.ENOENT) {
                throw problem;
            }
            return value.isEmpty() ? Zone.UTC : rule(value);
        }
    }

    private static Zone rule(String text) {
        try {
            return Zone.ofRule(text);
        } catch (ZoneException noRule) {
            throw new KernelException("TZ=" + text + " is neither a time zone in " + FOLDER + " nor a rule for one");
        }
    }

    private Zone at(String path) {
        try {
            return Zone.parse(Text.encode(files.read(path, LIMIT)));
        } catch (ZoneException damage) {
            throw new KernelException(path + " " + damage.getMessage());
        }
    }
}

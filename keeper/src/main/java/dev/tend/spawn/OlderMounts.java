package dev.tend.spawn;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.path.Calls;
import dev.tend.posix.Namespaces;
import dev.tend.posix.Paths;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Mounts for kernels before 5.12, which look a path up again for each: only where no other user can change what it leads to.
 */
final class OlderMounts {

    private static final int LARGEST = 1 << 20;

    private final Files files;
    private final boolean trusted;

    OlderMounts(Files files, boolean trusted) {
        this.files = files;
        this.trusted = trusted;
    }

    /** Makes all mounts at and below a path read-only, each for itself. Returns a negated errno where that failed. */
    int makeReadOnly(String path) {
        if (!trusted) {
            return -Errno.ELOOP;
        }
        List<String> found = new ArrayList<>();
        Calls.must(Paths.realpath(path, found), "cannot find ", path);
        String real = found.getFirst();
        int result =
                real.equals("/") ? 0 : Namespaces.mount(real, real, "", Namespaces.MS_BIND | Namespaces.MS_REC, "");
        String mounts = files.read("/proc/self/mountinfo", LARGEST);
        for (int from = 0; from < mounts.length() && result >= 0; ) {
            int end = mounts.indexOf('\n', from);
            result = makeReadOnly(mounts.substring(from, end), real);
            from = end + 1;
        }
        return result;
    }

    /** @param line of {@code mountinfo}: the fifth word is the mount point, the sixth has the flags of the mount */
    private static int makeReadOnly(String line, String real) {
        int start = 0;
        for (int word = 0; word < 4; word++) {
            start = line.indexOf(' ', start) + 1;
        }
        int end = line.indexOf(' ', start);
        String point = decoded(line.substring(start, end));
        boolean below = PathNames.isWithin(point, real);
        String options = "," + line.substring(end + 1, line.indexOf(' ', end + 1)) + ",";
        int flags = Namespaces.MS_REMOUNT | Namespaces.MS_BIND | Namespaces.MS_RDONLY | flags(options);
        return below ? Namespaces.mount("", point, "", flags, "") : 0;
    }

    /** Returns the flags that stay: in a user namespace, none may be taken away. */
    static int flags(String options) {
        return flag(options, ",nosuid,", Namespaces.MS_NOSUID)
                | flag(options, ",nodev,", Namespaces.MS_NODEV)
                | flag(options, ",noexec,", Namespaces.MS_NOEXEC)
                | flag(options, ",noatime,", 0x400) // MS_NOATIME
                | flag(options, ",nodiratime,", 0x800) // MS_NODIRATIME
                | flag(options, ",relatime,", 0x200000); // MS_RELATIME
    }

    private static int flag(String options, String name, int flag) {
        return options.contains(name) ? flag : 0;
    }

    /** Blanks and the like are octal in {@code mountinfo}: {@code \040}. */
    static String decoded(String text) {
        var decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean octal = text.charAt(i) == '\\' && i + 3 < text.length();
            decoded.append(octal ? (char) Integer.parseInt(text.substring(i + 1, i + 4), 8) : text.charAt(i));
            i += octal ? 3 : 0;
        }
        return decoded.toString();
    }
}

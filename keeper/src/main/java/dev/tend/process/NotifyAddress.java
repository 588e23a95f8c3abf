package dev.tend.process;

import dev.tend.text.Fnv1a;
import java.nio.charset.StandardCharsets;

/**
 * The value of {@code $NOTIFY_SOCKET} for an instance. A service passes it to the kernel unchanged, so it must fit into the
 * address of a Unix socket, however long the names of the run directory and of the instance are:
 *
 * <ul>
 * <li>{@code RUN/notify/NAME} where that fits;
 * <li>else {@code RUN/notify/@HASH}, which is the name of no instance, and
 * <li>where the run directory alone is too long, the address {@code @tend-HASH} of the abstract namespace, which is no file. It
 * has no owner, so only the check of each sender protects it.
 * </ul>
 *
 * Each is the same under every keeper of a run directory, since processes outlive keepers.
 */
final class NotifyAddress {

    /** {@code sun_path} of {@code unix(7)}, without the NUL at its end and the dot before a socket's name until it is ready. */
    static final int LONGEST_PATH = 106;

    private NotifyAddress() {}

    static String of(String folder, String instance) {
        String path = folder + "/" + instance;
        if (fits(path)) {
            return path;
        }
        String hashed = folder + "/@" + hash(instance);
        return fits(hashed) ? hashed : "@tend-" + hash(path);
    }

    private static boolean fits(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
    }

    private static String hash(String text) {
        return Long.toHexString(Fnv1a.of(text));
    }
}

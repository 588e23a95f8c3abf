package dev.tend.face;

import dev.tend.command.Host;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.Ownership;

/**
 * The run directory of a face that is a keeper: its own, so that several can run beside each other. The ancestors need none, and run
 * for users without a home, or with that of somebody else, as chpst leaves it: for these it is below {@code /tmp}.
 */
final class FaceFolder {

    private static final int MODE = 0700;

    private FaceFolder() {}

    /**
     * @param name of the face, and what it is for
     * @throws KernelException where there can be none that is safe
     */
    static String of(String name, Host host) {
        String said = host.variable("TEND_RUN_DIR");
        if (!said.isEmpty()) {
            return host.absolute(said);
        }
        String usual = host.places().run();
        String parent = usual.substring(0, usual.lastIndexOf('/'));
        return (host.files().userId() == 0 || canBe(parent, host.files()) ? parent : refuge(host.files())) + "/" + name;
    }

    private static boolean canBe(String folder, Files files) {
        try {
            files.makeFolder(folder, MODE);
            return files.facts(folder)
                    .filter(found -> found.owner() == files.userId())
                    .isPresent();
        } catch (KernelException notHere) {
            return false;
        }
    }

    /**
     * Returns a folder below {@code /tmp}. Any user may make a folder of that name, and its owner could control the
     * keeper; so it is checked.
     */
    private static String refuge(Files files) {
        String folder = "/tmp/tend-" + Integer.toUnsignedString(files.userId());
        check(folder, files);
        files.makeFolder(folder, MODE);
        check(folder, files);
        return folder;
    }

    private static void check(String folder, Files files) {
        for (var flaw : new Ownership(files).flaws(folder)) {
            if (flaw.place().equals(folder)) {
                throw new KernelException(
                        "there is no writable home, and " + folder + " belongs to another user: set TEND_RUN_DIR",
                        Errno.EACCES);
            }
        }
    }
}

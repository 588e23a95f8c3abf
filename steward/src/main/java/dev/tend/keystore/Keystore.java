package dev.tend.keystore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of a keystore, and the folder beside it where the next one is built. It is never deleted: the new one is renamed over it
 * when it is whole and on the disk, so that at any moment there is the old or the new one.
 */
final class Keystore {

    /** The file name that the tool uses in its configuration folder. */
    private static final String NAME = "elasticsearch.keystore";

    private static final String FOLDER = "tmp";

    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    /** Elasticsearch's own. */
    private static final Set<PosixFilePermission> USUAL = PosixFilePermissions.fromString("rw-rw----");

    private final Path file;

    Keystore(Path file) {
        this.file = file;
    }

    private Path folder() {
        return file.getParent();
    }

    private Path staging() {
        return folder().resolve(FOLDER);
    }

    /** Makes the folder for the next one, and clears away what a build has left there that did not come to its end. */
    void prepare() {
        try {
            if (!Files.isDirectory(staging(), NOFOLLOW_LINKS)) {
                Files.createDirectory(staging(), PosixFilePermissions.asFileAttribute(OURS_ALONE));
            }
            Files.deleteIfExists(staging().resolve(NAME));
        } catch (IOException failed) {
            throw new KeystoreException("cannot build a keystore in " + staging() + ": " + reason(failed), failed);
        }
    }

    /** Puts the one that was built in the place of the old one, with the old one's owner and mode. */
    void install() {
        var built = staging().resolve(NAME);
        try {
            if (!Files.isRegularFile(built, NOFOLLOW_LINKS) || Files.size(built) == 0) {
                throw new KeystoreException("the keystore tool has left no keystore in " + staging());
            }
            own(built);
            flush(built);
            Files.move(built, file, ATOMIC_MOVE);
            flush(folder());
        } catch (IOException failed) {
            throw new KeystoreException("cannot replace " + file + ": " + reason(failed), failed);
        }
    }

    private void own(Path built) throws IOException {
        boolean first = !Files.exists(file);
        var former = Files.readAttributes(first ? folder() : file, PosixFileAttributes.class);
        var view = Files.getFileAttributeView(built, PosixFileAttributeView.class);
        Files.setPosixFilePermissions(built, first ? USUAL : former.permissions());
        try {
            view.setGroup(former.group());
            view.setOwner(former.owner());
        } catch (IOException notRoot) {
            return; // then it belongs to the user of Elasticsearch, and that is enough
        }
    }

    private static void flush(Path path) throws IOException {
        try (var channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
    }

    private static String reason(IOException failed) {
        return failed.getClass().getSimpleName() + " " + failed.getMessage();
    }
}

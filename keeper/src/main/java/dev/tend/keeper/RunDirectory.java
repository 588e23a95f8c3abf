package dev.tend.keeper;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The lock and the control socket in the run directory of a running keeper. Where somebody removes one of them, as
 * programs that tidy up temporary files do, it is made anew; otherwise nobody could reach the keeper, and a second one
 * would start beside it.
 */
final class RunDirectory {

    private final Kernel kernel;
    private final String lock;
    private final String socket;
    private final Runnable listenAnew;
    private final Consumer<String> trouble;
    private final Consumer<String> lost;
    private final String path;
    private OptionalInt watch = OptionalInt.empty();
    private OptionalLong socketInode = OptionalLong.empty();
    private OptionalLong lockInode = OptionalLong.empty();

    /**
     * @param listenAnew makes the control socket
     * @param trouble takes a sentence about what was missing
     * @param lost takes a sentence that another keeper has the run directory by now
     */
    RunDirectory(Kernel kernel, String path, Runnable listenAnew, Consumer<String> trouble, Consumer<String> lost) {
        this.kernel = kernel;
        this.path = path;
        this.lock = KeeperOptions.lock(path);
        this.socket = KeeperOptions.controlSocket(path);
        this.listenAnew = listenAnew;
        this.trouble = trouble;
        this.lost = lost;
    }

    /** Begins; without inotify, nothing is noticed. */
    void watch() {
        try {
            watch = OptionalInt.of(kernel.poller().watchFolder(path));
        } catch (KernelException none) {
            return;
        }
        lockInode = inode(lock);
        socketInode = inode(socket);
    }

    void fileChanged(int changed, String name) {
        boolean concerned = watch.isPresent() && watch.getAsInt() == changed;
        if (concerned && (lock.endsWith("/" + name) || socket.endsWith("/" + name))) {
            look();
        }
    }

    void folderGone(int gone) {
        if (watch.isPresent() && watch.getAsInt() == gone) {
            watch = OptionalInt.empty();
            trouble.accept(path + " was removed or renamed: a next keeper will not find what runs now");
        }
    }

    /** Makes anew what is missing. */
    void look() {
        try {
            if (watch.isPresent()) {
                lookAtLock();
                lookAtSocket();
            }
        } catch (KernelException failed) {
            trouble.accept(failed.getMessage());
        }
    }

    private void lookAtLock() {
        if (inode(lock).equals(lockInode)) {
            return;
        }
        if (kernel.locks().lock(lock)) {
            trouble.accept(lock + " was removed: it is made anew");
            lockInode = inode(lock);
        } else {
            lost.accept("another keeper has taken " + path + ", where the lock was removed");
        }
    }

    private void lookAtSocket() {
        if (!inode(socket).equals(socketInode)) {
            listenAnew.run();
            trouble.accept(socket + " was removed: it is made anew");
            socketInode = inode(socket);
        }
    }

    private OptionalLong inode(String file) {
        var facts = kernel.files().facts(file);
        return facts.isPresent() ? OptionalLong.of(facts.map(Facts::inode).get()) : OptionalLong.empty();
    }
}

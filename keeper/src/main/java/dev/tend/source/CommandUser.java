package dev.tend.source;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.Optional;

/**
 * The user of a command that a source needs: the owner of the file that the command belongs to. Root executes only what
 * nobody else could have changed, and others execute only what is theirs or root's.
 */
public final class CommandUser {

    private static final int ROOT = 0;

    private CommandUser() {}

    /**
     * Returns the user id of the owner; empty for our own.
     *
     * @throws KernelException where the command must not be executed
     */
    public static Optional<Integer> of(String file, Files files) {
        int owner = files.facts(file)
                .orElseThrow(() -> new KernelException("there is no such file"))
                .owner();
        int self = files.userId();
        if (self == ROOT && owner == ROOT) {
            new Trust(files).problem(file).ifPresent(problem -> {
                throw new KernelException(problem);
            });
        }
        if (self == owner || owner == ROOT) {
            return Optional.empty();
        }
        if (self != ROOT) {
            throw new KernelException(
                    "is executed only by its owner or by root: it belongs to user " + Integer.toUnsignedString(owner));
        }
        return Optional.of(owner);
    }
}

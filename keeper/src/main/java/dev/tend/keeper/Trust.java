package dev.tend.keeper;

import dev.tend.kernel.Files.Facts;
import java.util.Optional;

/** Whose service files a keeper that runs as root obeys: root's, and nobody else may be able to write them. */
public final class Trust {

    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;

    private Trust() {}

    /**
     * What is wrong with a service file or folder.
     *
     * @param userId who the keeper runs as; only root needs to be careful
     */
    public static Optional<String> problem(Facts facts, int userId) {
        if (userId != 0) {
            return Optional.empty();
        }
        if (facts.owner() != 0) {
            return Optional.of(
                    "refused: it belongs to user " + facts.owner() + ", but what root runs must be root's: chown root");
        }
        if ((facts.mode() & OTHERS_WRITE) != 0 || (facts.mode() & GROUP_WRITES) != 0 && facts.group() != 0) {
            return Optional.of("refused: others than root may write it: chmod go-w");
        }
        return Optional.empty();
    }
}

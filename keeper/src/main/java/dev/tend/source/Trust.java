package dev.tend.source;

import dev.tend.kernel.Files;
import dev.tend.path.Ownership;
import dev.tend.path.Ownership.Flaw;
import java.util.Optional;

/**
 * The check whether a keeper that runs as root may trust a service file: it must be root's, and no other user may be
 * able to write it, or to put another in its place. Results about directories are kept: an object is for one pass over
 * files.
 */
public final class Trust {

    private static final int ROOT = 0;

    private final Files files;
    private final Ownership ownership;

    public Trust(Files files) {
        this.files = files;
        this.ownership = new Ownership(files);
        ownership.remember();
    }

    /** Returns what is wrong with a service file or folder, or with the way to it. Only a keeper that runs as root checks this. */
    public Optional<String> problem(String path) {
        if (files.userId() != ROOT) {
            return Optional.empty();
        }
        var flaws = ownership.flaws(path);
        return flaws.isEmpty() ? Optional.empty() : Optional.of("refused: " + text(flaws.getFirst(), path));
    }

    private static String text(Flaw flaw, String path) {
        boolean here = flaw.place().equals(path);
        String it = here ? "it" : flaw.place();
        String its = here ? "" : " " + flaw.place();
        return switch (flaw.right()) {
            case OWNER ->
                it + " belongs to user " + Integer.toUnsignedString(flaw.id())
                        + ", but what root runs must be root's: chown root" + its;
            case EVERYBODY, GROUP, ADDITION -> "others than root may write " + it + ": chmod go-w" + its;
            case LINK -> it + " is a symbolic link in a folder that others may write: name what it stands for";
        };
    }
}

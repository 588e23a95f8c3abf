package dev.tend.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The permissions and limits of a process, set before it is executed. An empty value stays as the keeper inherited it.
 *
 * @param umask the file mode creation mask
 * @param nice the scheduling priority, -20 to 19
 * @param chroot the new root folder; {@code cwd} and the program are then looked up inside it
 * @param oomScoreAdj the value written to {@code /proc/self/oom_score_adj}, -1000 to 1000
 * @param capabilities the capabilities kept, by their lower-case names without {@code cap_}: the bounding and the
 * ambient set
 * @param limits in the order of the file
 * @param isolation the namespaces of its own
 */
public record Confinement(
        OptionalInt umask,
        OptionalInt nice,
        Optional<String> chroot,
        OptionalInt oomScoreAdj,
        boolean noNewPrivs,
        Optional<List<String>> capabilities,
        List<Limit> limits,
        Isolation isolation) {

    public static final Confinement NONE = new Confinement(
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            false,
            Optional.empty(),
            List.of(),
            Isolation.NONE);
}

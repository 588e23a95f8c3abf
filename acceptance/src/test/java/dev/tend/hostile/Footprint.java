package dev.tend.hostile;

import dev.tend.acceptance.Proc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resources that a process holds.
 *
 * @param descriptors the number of each kind
 * @param memory anonymous resident memory in bytes: its heap and its data, not its code
 */
record Footprint(Map<String, Integer> descriptors, long memory, int threads) {

    /** The kernel's list of children, which a keeper opens when it first has to look for leftovers, and keeps. */
    private static final String CHILDREN = "children";

    /** The kinds of descriptors of which there are more than before and than allowed in addition, and how many more. */
    Map<String, Integer> excess(Footprint before, Map<String, Integer> allowance) {
        var excess = new TreeMap<>(descriptors);
        before.descriptors.forEach((kind, count) -> excess.merge(kind, -count, Integer::sum));
        allowance.forEach((kind, count) -> excess.merge(kind, -count, Integer::sum));
        excess.values().removeIf(count -> count <= 0);
        return excess;
    }

    static Footprint of(long pid) {
        var descriptors = new TreeMap<String, Integer>();
        for (int descriptor : Proc.descriptors(pid)) {
            String kind = Proc.link(pid, "fd/" + descriptor)
                    .replaceAll("/proc/\\d+/task/\\d+/|:\\[\\d+\\]| \\(deleted\\)", "");
            if (!kind.equals(CHILDREN)) {
                descriptors.merge(kind, 1, Integer::sum);
            }
        }
        String kilobytes = Proc.status(pid, "RssAnon").replace(" kB", "");
        long memory = kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) << 10;
        return new Footprint(descriptors, memory, List.copyOf(Proc.threads(pid)).size());
    }
}

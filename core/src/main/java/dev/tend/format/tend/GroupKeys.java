package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.GroupLimit;
import dev.tend.service.OnMissing;
import java.util.List;

/** The keys for the limits of a service's control group, and for what becomes of it where the system has none. */
final class GroupKeys {

    private static final int MOST_WEIGHT = 10_000;
    private static final int MOST_PERCENT = 1_000_000;
    private static final long LEAST_MEMORY = 64 << 10;
    private static final long MOST_MEMORY = 1L << 50;
    private static final int MOST_PIDS = 4 << 20; // PID_MAX_LIMIT of <linux/threads.h>

    static final List<Key> ALL = List.of(
            limit(
                    GroupLimit.MEMORY_MAX,
                    MOST_MEMORY,
                    "a size",
                    "The memory that its processes may have together, before the kernel kills one."),
            limit(
                    GroupLimit.MEMORY_HIGH,
                    MOST_MEMORY,
                    "a size",
                    "The memory above which its processes are slowed down."),
            limit(
                    GroupLimit.CPU_WEIGHT,
                    MOST_WEIGHT,
                    "1 to 10000",
                    "Its share of the processors, where these are busy; usual is 100."),
            limit(
                    GroupLimit.CPU_MAX,
                    MOST_PERCENT,
                    "a percentage of one processor",
                    "The processor time that it may use, such as 50% or 200%."),
            limit(GroupLimit.PIDS_MAX, MOST_PIDS, "a number", "The processes and threads that it may have."),
            limit(
                    GroupLimit.IO_WEIGHT,
                    MOST_WEIGHT,
                    "1 to 10000",
                    "Its share of the disks, where these are busy; usual is 100."),
            new Key(
                    "on-missing",
                    "refuse or ignore",
                    "refuse",
                    "Whether it is started where the system cannot isolate or limit it.",
                    (draft, value) -> draft.onMissing = Values.constant(value, OnMissing.values())));

    private GroupKeys() {}

    private static Key limit(GroupLimit limit, long most, String values, String help) {
        return new Key(
                limit.key(),
                values,
                "(none)",
                help,
                (draft, value) -> draft.groupLimits.put(limit, amount(value, limit == GroupLimit.CPU_MAX, most)));
    }

    /** @param most of a size, if it is more than any other number may be */
    private static long amount(String value, boolean percent, long most) {
        if (most == MOST_MEMORY) {
            return Values.size(value, LEAST_MEMORY, most);
        }
        if (percent && !value.endsWith("%")) {
            throw BadValue.no("percentage", value, "one of a processor, such as 50%, or 200% for two");
        }
        return Values.whole(percent ? value.substring(0, value.length() - 1) : value, 1, (int) most);
    }
}

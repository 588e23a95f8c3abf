package dev.tend.service;

import dev.tend.text.Ascii;
import java.util.Map;

/** A limit of the control group of a service, which holds for all its processes together. */
public enum GroupLimit {
    /** In bytes. Where that is not enough, the kernel kills. */
    MEMORY_MAX("memory.limit_in_bytes"),
    /** In bytes. Above it, the processes are slowed down and their memory is reclaimed. */
    MEMORY_HIGH(""),
    /** From 1 to 10000; the usual one is 100. */
    CPU_WEIGHT("cpu.shares"),
    /** In percent of one processor. */
    CPU_MAX("cpu.cfs_quota_us"),
    /** The number of processes and threads. */
    PIDS_MAX("pids.max"),
    /** As {@link #CPU_WEIGHT}. */
    IO_WEIGHT("blkio.weight");

    /** The limits of a service that has none. */
    public static final Map<GroupLimit, Long> NONE = Map.of();

    private final String oldFile;

    GroupLimit(String oldFile) {
        this.oldFile = oldFile;
    }

    /** Returns its key in a service file. */
    public String key() {
        return Ascii.lower(name()).replace('_', '-');
    }

    /** Returns the name of its file; "" where version 1 has none. The word before the dot is the controller that it needs. */
    public String file(boolean unified) {
        return unified ? key().replace('-', '.') : oldFile;
    }

    /** Tells whether a key is one of a limit. */
    public static boolean isKey(String key) {
        for (GroupLimit limit : values()) {
            if (limit.key().equals(key)) {
                return true;
            }
        }
        return false;
    }
}

package dev.tend.cli;

/**
 * What a process has used so far.
 *
 * @param processor the time of all processors, in microseconds
 * @param memory that is resident, in bytes
 */
record Use(long processor, long memory) {

    /** The part of one processor it has used in its life, such as {@code 0.3%}. */
    String share(long uptime) {
        long thousandths = uptime <= 0 ? 0 : processor * 1000 / uptime;
        return thousandths / 10 + "." + thousandths % 10 + "%";
    }
}

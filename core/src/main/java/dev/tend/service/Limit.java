package dev.tend.service;

/**
 * One resource limit, see {@code setrlimit(2)}.
 *
 * @param soft the enforced value: {@link #UNLIMITED} or a number in the resource's own unit
 * @param hard the value up to which the process may raise it
 */
public record Limit(Resource resource, long soft, long hard) {

    /** {@code RLIM_INFINITY}. */
    public static final long UNLIMITED = -1;

    /** The resources of {@code <asm-generic/resource.h>}, in the order of their numbers. */
    public enum Resource {
        CPU,
        FSIZE,
        DATA,
        STACK,
        CORE,
        RSS,
        NPROC,
        NOFILE,
        MEMLOCK,
        AS,
        LOCKS,
        SIGPENDING,
        MSGQUEUE,
        NICE,
        RTPRIO,
        RTTIME;

        /** Its number in {@code setrlimit(2)}. */
        @SuppressWarnings("EnumOrdinal") // the order of the header is what the enum is made of
        public int number() {
            return ordinal();
        }
    }
}

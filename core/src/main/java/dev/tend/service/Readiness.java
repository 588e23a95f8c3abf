package dev.tend.service;

/**
 * The way to find out that a service is ready to serve, and that it still is.
 *
 * @param timeout the time until a start counts as failed, in microseconds; has no meaning without a sign
 * @param watchdog the longest time between two signs of life once it is ready, in microseconds; 0: no sign is expected
 */
public record Readiness(Sign sign, long timeout, long watchdog) {

    public static final Readiness DEFAULT = new Readiness(new Sign.None(), 60_000_000, 0);

    /** The sign of readiness. */
    public sealed interface Sign {

        /** Nothing: it counts as ready once it has been up for a second. */
        record None() implements Sign {}

        /** A newline on that descriptor; s6's notification-fd. */
        record Descriptor(int number) implements Sign {}

        /** READY=1 at {@code $NOTIFY_SOCKET}; sd_notify(3). */
        record Notify() implements Sign {}

        /** A line of its output with that text in it. */
        record LogText(String text) implements Sign {}

        /** An answer, asked for again and again. */
        record Answers(Probe probe) implements Sign {}

        /** Returns a phrase for a sign that has not come. */
        default String missing() {
            return switch (this) {
                case None() -> "";
                case Descriptor(var number) -> "no line on descriptor " + number;
                case Notify() -> "no READY=1 on $NOTIFY_SOCKET";
                case LogText(var text) -> "no line of its output with \"" + text + "\"";
                case Answers(var probe) -> probe.phrase();
            };
        }

        private boolean needsWiring() {
            return this instanceof Descriptor || this instanceof Notify;
        }
    }

    /** Tells whether the service has to signal readiness, or a check has to find it. */
    public boolean awaited() {
        return !(sign instanceof Sign.None);
    }

    /** Tells whether it speaks to the keeper over {@code $NOTIFY_SOCKET}. */
    public boolean notifies() {
        return sign instanceof Sign.Notify || watchdog > 0;
    }

    /** Tells whether a process started under {@code other} has the means to give the sign that this one waits for. */
    boolean wiredLike(Readiness other) {
        return watchdog == other.watchdog
                && (sign.equals(other.sign) || !sign.needsWiring() && !other.sign.needsWiring());
    }
}

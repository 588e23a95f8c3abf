package dev.tend.instance;

import dev.tend.kernel.Processes.Usage;
import dev.tend.lifecycle.Process;
import dev.tend.text.Durations;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The usage of an instance, and its processor time: in all, and as a share of one processor over the last seconds. A
 * sample is taken when somebody asks,
 * and two are kept, so that a share is known whenever somebody has asked within the last half minute; no timer is needed.
 */
public final class CpuMeter {

    /** The shortest time between two samples, in microseconds: in less, the clock ticks are too coarse. */
    private static final long SHORTEST = 50 * Durations.MILLISECOND;

    /** The time between two samples, in microseconds; a client that asks more often gets shares over one to two of these. */
    private static final long SPACING = Durations.SECOND;

    /** An older sample tells nothing about the last seconds. It is longer than monitoring systems usually wait between two questions. */
    private static final long LONGEST = 30 * Durations.SECOND;

    private static final int WHOLE = 1000;
    private static final Sample NONE = new Sample(Long.MIN_VALUE / 2, 0);

    private Process process = new Process(0, 0, 0);
    private Sample newest = NONE;
    private Sample older = NONE;
    private long total;
    private long permille = -1;
    private Optional<Look> latest = Optional.empty();

    private record Sample(long at, long used) {}

    private record Look(Process main, long at, Usage usage, long own, long idleSince) {}

    /**
     * Returns the latest usage if it still holds: a process that was alone, and has not run since, has forked no others
     * and taken no memory. It has not run for a while before either: what it has left to the keeper may not have arrived when it
     * has just forked it.
     *
     * @param own the processor time of the main process alone
     */
    public Optional<Usage> unchanged(Process main, long now, OptionalLong own) {
        return latest.filter(look -> look.main().equals(main) && now - look.at() <= LONGEST)
                .filter(look -> look.at() - look.idleSince() >= SPACING)
                .filter(look -> own.isPresent() && own.getAsLong() == look.own())
                .map(Look::usage);
    }

    /**
     * Keeps what was measured at a time.
     *
     * @param own the processor time of the main process alone, read before
     */
    public void keep(Process main, long now, Usage usage, OptionalLong own) {
        boolean alone = own.isPresent() && usage.alone();
        long idleSince = latest.filter(look -> alone && look.main().equals(main) && look.own() == own.getAsLong())
                .map(Look::idleSince)
                .orElse(now);
        latest = alone ? Optional.of(new Look(main, now, usage, own.getAsLong(), idleSince)) : Optional.empty();
    }

    /**
     * Takes what has been used at a time; both in microseconds.
     *
     * @param main the main process; another one begins anew, with nothing used at its start
     */
    public void read(Process main, long now, long used) {
        if (!main.equals(process)) {
            process = main;
            newest = new Sample(main.since(), 0);
            older = NONE;
            total = 0;
        }
        var base = now - older.at <= LONGEST ? older : newest;
        if (now - newest.at >= SPACING) {
            base = newest;
            older = newest;
            newest = new Sample(now, used);
        }
        long age = now - base.at;
        total = Math.max(total, used);
        permille = age < SHORTEST || age > LONGEST ? -1 : Math.max(0, used - base.used) * WHOLE / age;
    }

    /** All that was used since the start of the main process. It never falls, though an orphan takes what it has used with it. */
    public long total() {
        return total;
    }

    /** The share over the last seconds in thousandths of one processor; -1 where it is not known. */
    public long permille() {
        return permille;
    }
}

package dev.tend.schedule;

import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the jobs that are due. It runs none and reads no clock: its caller passes the time, at {@link #next} or
 * whenever the clock was set, and gets the jobs whose time has come.
 *
 * <p>It does not assume that time advances evenly. If the clock jumps ahead over a job's times, or no keeper ran, the
 * job is due once, as missed. If the clock is set back, a time that a job has run for is not its time again: it waits
 * until the clock is past its latest one. Only if that is more than a day ahead, the clock was wrong before, and its
 * times begin anew.
 */
public final class Calendar {

    /** The delay, in microseconds, up to which a run is still on time: the keeper was busy, or just restarted. */
    static final long LATE = Durations.MINUTE;

    /** The farthest that the clock may be set back, in microseconds, before the earlier time counts as a mistake. */
    static final long LONGEST_WAIT = Durations.DAY;

    private final Map<String, Entry> entries = new HashMap<>();

    /** The same in the order in which they are due. An entry is taken out while its times change. */
    private final TreeSet<Entry> agenda = new TreeSet<>();

    /** The latest wall time that this calendar was given. */
    private long latest = Long.MIN_VALUE;

    /** Without jobs. */
    public Calendar() {}

    /**
     * Adds a job, or changes it. A job with the same timetable continues; else its times count from now on.
     *
     * @param ran the scheduled time of its last run, from {@link Due#scheduled}: a run that was missed since is due at
     * once. Empty if it has never run, or by another timetable
     * @param now the wall time, in microseconds since 1970, as everywhere here
     */
    public void put(String name, Job job, OptionalLong ran, long now) {
        Entry before = entries.get(name);
        remove(name);
        if (before != null && before.job.timetable().equals(job.timetable())) {
            before.change(job);
            add(before);
        } else {
            add(new Entry(name, job, ran, now));
        }
        latest = Math.max(latest, now);
    }

    private void add(Entry entry) {
        entries.put(entry.name, entry);
        agenda.add(entry);
    }

    public void remove(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            agenda.remove(entry);
        }
    }

    /** When the first job is due; {@link Schedule#NEVER} where none will be. */
    public long next() {
        return agenda.isEmpty() ? Schedule.NEVER : agenda.first().next;
    }

    /** When a job is due next; {@link Schedule#NEVER} also where there is no such job. */
    public long next(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Schedule.NEVER : entry.next;
    }

    /** Returns the zone of a job; UTC if there is no such job. */
    public Zone zone(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Zone.UTC : entry.job.zone();
    }

    /** The jobs that are due by now, each once, in the order of their names. They are not due again for the same time. */
    public List<Due> due(long now) {
        if (now < latest) {
            noticeSetBack(now);
        }
        latest = now;
        var taken = new TreeMap<String, Entry>();
        while (!agenda.isEmpty() && next() <= now) {
            Entry first = agenda.first();
            agenda.remove(first);
            taken.put(first.name, first);
        }
        var due = new ArrayList<Due>();
        for (Entry entry : taken.values()) {
            due.add(entry.take(now));
            agenda.add(entry);
        }
        return due;
    }

    private void noticeSetBack(long now) {
        agenda.clear();
        for (Entry entry : entries.values()) {
            entry.noticeSetBack(now);
            agenda.add(entry);
        }
    }

    /** A job's times: those until {@code after} are over, {@code ran} is the latest it ran for, {@code next} the one to come. */
    private static final class Entry implements Comparable<Entry> {

        private final String name;
        private Job job;
        private long ran;
        private long after;
        private long next;

        Entry(String name, Job job, OptionalLong ran, long now) {
            this.name = name;
            this.job = job;
            this.ran = ran.orElse(Long.MIN_VALUE);
            goOn(ran.isPresent() && this.ran <= now ? this.ran : restart(now));
        }

        @Override
        public int compareTo(Entry other) {
            return next == other.next ? name.compareTo(other.name) : Long.compare(next, other.next);
        }

        void change(Job changed) {
            job = changed;
            goOn(after);
        }

        void noticeSetBack(long now) {
            if (now < after) {
                goOn(restart(now));
            }
        }

        /** Returns the time from which runs count once the clock shows an earlier time. */
        private long restart(long now) {
            boolean waits = job.goesByTheClock() && ran > now && ran - now <= LONGEST_WAIT;
            return waits ? ran : now;
        }

        Due take(long now) {
            long scheduled = next;
            boolean missed = now - scheduled > LATE;
            Due.Kind kind = !missed ? Due.Kind.ON_TIME : job.catchUp() ? Due.Kind.MADE_UP : Due.Kind.MISSED;
            if (kind != Due.Kind.MISSED) {
                ran = scheduled;
            }
            goOn(scheduled);
            if (next <= now) {
                goOn(now);
            }
            return new Due(name, scheduled, kind);
        }

        private void goOn(long time) {
            after = time;
            next = job.next(time);
        }
    }
}

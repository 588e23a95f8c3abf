package dev.tend.health;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.WallAlarm;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.Loop;
import dev.tend.schedule.Calendar;
import dev.tend.schedule.Due;
import dev.tend.schedule.Job;
import dev.tend.schedule.Schedule;
import dev.tend.schedule.Zone;
import dev.tend.service.Appointment;
import dev.tend.service.Appointment.Overlap;
import dev.tend.tool.ZoneFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Tasks on a timer: starts each at its scheduled time. Where no service has a schedule, no timer is set either. */
public final class ScheduledRuns implements InstanceListener {

    /** The reason why a task does not run that only waits for its time. */
    public static final Reason WAITS = new Reason.WaitsFor("its time");

    private final Kernel kernel;
    private final Loop loop;
    private final TimerListener listener;
    private final Calendar calendar = new Calendar();
    private final Set<Instance> noted = new HashSet<>();
    private final Map<Instance, String> problems = new HashMap<>();

    /** The words about runs that are left out, for each instance whose last run lasts. */
    private final Map<Instance, String> leftOut = new HashMap<>();

    private final ZoneFiles zones;
    private Optional<WallAlarm> alarm = Optional.empty();

    /** Starts instances, and reports what failed. */
    public interface TimerListener {

        Optional<Instance> instance(String name);

        void start(Instance instance, Event event);

        /** Stops the run under way, if there is one, and starts another. */
        void replace(Instance instance, Reason cause);

        /** A next keeper has to know its runs. */
        void noted(Instance instance);

        /** It waits for a time, and its file names none any more. */
        void freed(Instance instance);

        void trouble(Instance instance, String problem);
    }

    public ScheduledRuns(Kernel kernel, Loop loop, TimerListener listener) {
        this.kernel = kernel;
        this.loop = loop;
        this.listener = listener;
        zones = new ZoneFiles(kernel.files());
    }

    @Override
    public void defined(Instance instance) {
        var appointment = instance.latest().spec().appointment();
        if (appointment.isPresent()) {
            var ran = noted.contains(instance)
                    ? OptionalLong.empty() // the last run was by another timetable
                    : instance.runs().last();
            calendar.put(
                    instance.name(),
                    job(instance, appointment.get()),
                    ran,
                    kernel.clock().wallTime());
            noted.add(instance);
            setAlarm();
        } else {
            gone(instance);
        }
    }

    private Job job(Instance instance, Appointment appointment) {
        var timetable = appointment.timetable();
        problems.remove(instance);
        try {
            Zone zone = timetable
                    .zone()
                    .map(zones::named)
                    .orElseGet(() -> zones.local(kernel.processes().variable("TZ")));
            return new Job(timetable, zone, appointment.catchUp());
        } catch (KernelException problem) {
            String text = problem.getMessage() + ": its schedule goes by UTC until then";
            problems.put(instance, text);
            listener.trouble(instance, text);
            return new Job(timetable, Zone.UTC, appointment.catchUp());
        }
    }

    /** Frees an instance that waits for its time where its file, changed meanwhile, has no schedule any more. */
    @Override
    public void changed(Instance instance) {
        if (!isUnderWay(instance)) {
            leftOut.remove(instance);
        }
        if (isTimed(instance) && !noted.contains(instance)) {
            defined(instance); // which was abandoned
        }
        boolean waits = instance.state() instanceof State.Waiting(var until, var _)
                && until == State.NEVER
                && instance.spec().appointment().isPresent();
        if (waits && instance.latest().spec().appointment().isEmpty()) {
            listener.freed(instance);
        }
        instance.runs().queued().ifPresent(scheduled -> runQueued(instance, scheduled));
    }

    /** Starts the run that waited for the end of another one. A stop by hand leaves it out. */
    private void runQueued(Instance instance, long scheduled) {
        boolean stopped = instance.life().wanted() == Wanted.DOWN;
        boolean waits = instance.state() instanceof State.Waiting(var until, var _) && until == State.NEVER;
        if (stopped || waits || instance.state().atRest()) {
            instance.runs(instance.runs().queued(OptionalLong.empty()));
        }
        if (waits && !stopped && isTimed(instance)) {
            String when = text(instance, scheduled);
            listener.start(instance, new Event.Start(new Reason.Other("its time was " + when)));
        }
    }

    private static boolean isTimed(Instance instance) {
        return instance.latest().spec().appointment().isPresent();
    }

    @Override
    public void gone(Instance instance) {
        problems.remove(instance);
        leftOut.remove(instance);
        if (noted.remove(instance)) {
            calendar.remove(instance.name());
            setAlarm();
        }
    }

    /** Returns when an instance is started next, as a phrase; empty where it has no schedule, or none that ever comes. */
    public Optional<String> next(Instance instance) {
        long next = calendar.next(instance.name());
        return next == Schedule.NEVER ? Optional.empty() : Optional.of("next run " + text(instance, next));
    }

    /** Returns a time as the clocks show it by which the schedule goes. */
    private String text(Instance instance, long micros) {
        return calendar.zone(instance.name()).text(micros);
    }

    /** Returns what is wrong with the schedule of an instance, for people; or "". */
    public String problem(Instance instance) {
        return leftOut.getOrDefault(instance, problems.getOrDefault(instance, ""));
    }

    private void setAlarm() {
        long next = calendar.next();
        if (next != Schedule.NEVER) {
            alarm().set(next);
        } else {
            alarm.ifPresent(WallAlarm::clear);
        }
    }

    private WallAlarm alarm() {
        if (alarm.isEmpty()) {
            var made = kernel.clock().wallAlarm();
            alarm = Optional.of(made);
            loop.listen(made.descriptor(), "", new Bell());
        }
        return alarm.get();
    }

    /** A time has come, or the clock was set, which may come to the same. */
    private final class Bell implements Loop.Source {

        @Override
        public void readable() {
            alarm().ring();
            for (Due due : calendar.due(kernel.clock().wallTime())) {
                listener.instance(due.name())
                        .ifPresent(instance -> loop.guard().run(due.name(), "its time", () -> come(instance, due)));
            }
            setAlarm();
        }

        @Override
        public boolean abandoned() {
            setAlarm();
            return false;
        }
    }

    private void come(Instance instance, Due due) {
        String when = text(instance, due.scheduled());
        instance.runs(instance.runs().ran(due.scheduled()));
        if (instance.life().wanted() == Wanted.DOWN && !instance.untouched()) {
            return; // it is stopped
        }
        switch (due.kind()) {
            case ON_TIME -> run(instance, due.scheduled(), new Reason.Other("its time: " + when));
            case MADE_UP -> run(instance, due.scheduled(), new Reason.Other("makes up the run of " + when));
            case MISSED -> listener.trouble(instance, "missed the run of " + when);
        }
    }

    private void run(Instance instance, long scheduled, Reason cause) {
        switch (overlap(instance)) {
            case SKIP -> {
                leaveOut(instance, scheduled);
                listener.start(instance, new Event.Start(cause));
            }
            case QUEUE -> queue(instance, scheduled);
            case KILL -> listener.replace(instance, cause);
        }
    }

    /** Returns how a run goes together with the one under way; where there is none, nothing has to be queued or stopped. */
    private static Overlap overlap(Instance instance) {
        var appointment = instance.latest().spec().appointment();
        return isUnderWay(instance) && appointment.isPresent()
                ? appointment.get().overlap()
                : Overlap.SKIP;
    }

    private static boolean isUnderWay(Instance instance) {
        return !instance.state().atRest() && !(instance.state() instanceof State.Waiting);
    }

    /** Reports that runs are left out while one lasts, once for each that lasts. */
    private void leaveOut(Instance instance, long scheduled) {
        if (isUnderWay(instance) && !leftOut.containsKey(instance)) {
            String text = "runs are left out since " + text(instance, scheduled) + ": the one before still lasts";
            leftOut.put(instance, text);
            listener.trouble(instance, text);
        }
    }

    private void queue(Instance instance, long scheduled) {
        if (instance.runs().queued().isEmpty()) {
            instance.runs(instance.runs().queued(OptionalLong.of(scheduled)));
            listener.noted(instance);
        }
    }
}

package dev.tend.service;

import dev.tend.service.Readiness.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a service: all settings of its file, with the defaults filled in. Immutable; two specs are equal
 * exactly when nothing about the service changed.
 *
 * <p>Every duration in Tend is a {@code long} of microseconds, every size a {@code long} of bytes.
 *
 * @param name the name of its file, the service's only identity
 * @param command if it is launched by a hook, that hook's
 * @param pidfile the file to which its process id is written, or, if it is launched by a hook, from which it is read
 * @param directories those that are made for it before it starts, in the order of the file
 * @param listen the sockets that the keeper opens for it, in the order of their descriptors
 * @param notifyCommand the command that receives its events
 * @param appointment the schedule of a task
 * @param instances the number of copies: one is called {@code NAME}, several are called {@code NAME@1} and so on
 * @param labels the names of the copies, which are called {@code NAME@LABEL} then; empty if they are numbered
 * @param input whether its standard input is the output of the services whose logs go to it; else it has none
 * @param runit the service folder of runit that decides whether it starts by itself, and through which it is controlled
 * @param enabled the test on the keeper's environment that decides whether it is wanted at all
 * @param critical whether the keeper ends with it
 * @param tags words that stand for all services that have them, in requests
 */
public record ServiceSpec(
        String name,
        Command command,
        String cwd,
        Environment environment,
        Credentials credentials,
        Confinement confinement,
        OnMissing onMissing,
        List<ServiceDirectory> directories,
        Map<GroupLimit, Long> groupLimits,
        RestartPolicy restart,
        StopPolicy stop,
        LogPolicy log,
        Kind kind,
        Readiness readiness,
        List<Address> listen,
        RunPolicy run,
        Relations relations,
        Hooks hooks,
        Health health,
        Optional<Command> notifyCommand,
        Optional<Appointment> appointment,
        Optional<String> pidfile,
        boolean input,
        Optional<String> runit,
        Condition enabled,
        Reloading reloading,
        boolean critical,
        List<String> tags,
        int instances,
        List<String> labels) {

    /** Tells whether a command checks or reloads it. */
    public boolean asksByCommand() {
        boolean checked = readiness.sign() instanceof Sign.Answers(Probe.Exec _)
                || reloading.method().orElse(null) instanceof Reloading.Method.Ask(Probe.Exec _);
        for (Health.Check check : health.checks()) {
            checked |= check instanceof Health.Check.Answers(Probe.Exec _);
        }
        return checked;
    }

    /** Returns the effect of an edit that affects its process. */
    public OnChange onChange() {
        return reloading.onChange();
    }

    /**
     * Tells whether the edit that led from {@code other} to this spec reloads the service, rather than restarts it: its environment
     * alone is another.
     */
    public boolean reloadsAfter(ServiceSpec other) {
        return onChange() == OnChange.RELOAD && !environment.equals(other.environment) && startsTheSameProgramAs(other);
    }

    /** The names of its instances, in order. */
    public List<String> instanceNames() {
        if (!isTemplate()) {
            return List.of(name);
        }
        var names = new ArrayList<String>(instances);
        for (int number = 1; number <= instances; number++) {
            names.add(name + "@" + (labels.isEmpty() ? String.valueOf(number) : labels.get(number - 1)));
        }
        return names;
    }

    /** Tells whether its instances have names of their own. */
    public boolean isTemplate() {
        return instances > 1 || !labels.isEmpty();
    }

    /**
     * Tells whether a process started from {@code other} is just what this spec would start: if so, no restart is
     * needed.
     */
    public boolean startsTheSameProcessAs(ServiceSpec other) {
        return environment.equals(other.environment) && startsTheSameProgramAs(other);
    }

    /** Tells the same of processes whose environments may differ. */
    boolean startsTheSameProgramAs(ServiceSpec other) {
        return command.equals(other.command)
                && hooks.launches() == other.hooks.launches()
                && (!hooks.launches() || pidfile.equals(other.pidfile))
                && cwd.equals(other.cwd)
                && credentials.equals(other.credentials)
                && confinement.equals(other.confinement)
                && directories.equals(other.directories)
                && isInGroupsOf(other)
                && input == other.input
                && log.wiredLike(other.log)
                && readiness.wiredLike(other.readiness)
                && listen.equals(other.listen);
    }

    /** Tells whether a process with the limits of another spec is in all control groups that those of this one need. */
    private boolean isInGroupsOf(ServiceSpec other) {
        for (GroupLimit limit : GroupLimit.values()) {
            if (groupLimits.containsKey(limit) && !other.groupLimits.containsKey(limit)) {
                return false;
            }
        }
        return true;
    }
}

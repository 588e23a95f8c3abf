package dev.tend.format.systemd;

import dev.tend.exchange.Subject;
import dev.tend.format.runit.RunitExport;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.GroupLimit;
import dev.tend.service.Isolation.Place;
import dev.tend.service.Limit;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceDirectory.Kind;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The process settings of a unit: environment, credentials and permissions. */
final class SystemdProcess {

    /** The settings for the limits of a control group, in the order of {@link GroupLimit}. */
    private static final List<String> LIMITS =
            List.of("MemoryMax", "MemoryHigh", "CPUWeight", "CPUQuota", "TasksMax", "IOWeight");

    private final Subject subject;
    private final ServiceSpec spec;
    private final Unit unit;

    SystemdProcess(Subject subject, Unit unit) {
        this.subject = subject;
        this.spec = subject.spec();
        this.unit = unit;
    }

    void write() {
        environment();
        person();
        directories();
        confinement();
        isolation();
        limits();
    }

    private void environment() {
        subject.says("env.", "env-file");
        for (EnvFile file : spec.environment().files()) {
            unit.path(subject, "EnvironmentFile", (file.optional() ? "-" : "") + file.path());
        }
        spec.environment().variables().forEach(unit::variable);
        if (spec.isTemplate()) {
            unit.set("Environment", "INSTANCE=%i");
            subject.says("instances");
            var names = spec.instanceNames();
            String copies =
                    spec.labels().isEmpty() ? names.getFirst() + " to " + names.getLast() : String.join(", ", names);
            subject.tell("it is a template: enable " + copies);
        }
    }

    private void person() {
        subject.says("user", "group", "groups");
        var credentials = spec.credentials();
        credentials.user().ifPresent(user -> unit.whole("User", user));
        credentials.group().ifPresent(group -> unit.whole("Group", group));
        credentials.groups().ifPresent(groups -> unit.whole("SupplementaryGroups", String.join(" ", groups)));
    }

    private void directories() {
        subject.says("directories");
        for (Kind kind : Kind.values()) {
            var names = new ArrayList<String>();
            var modes = new TreeSet<String>();
            for (ServiceDirectory directory : spec.directories()) {
                if (directory.kind().equals(Optional.of(kind))) {
                    names.add(directory.name());
                    modes.add(RunitExport.octal(directory.mode()));
                }
            }
            if (!names.isEmpty()) {
                String key = kind == Kind.LOG ? "LogsDirectory" : word(kind) + "Directory";
                unit.set(key, String.join(" ", names)).set(key + "Mode", modes.first());
                if (modes.size() > 1) {
                    subject.tell("directories: systemd gives those of " + key + " one mode, " + modes.first());
                }
            }
        }
        for (ServiceDirectory directory : spec.directories()) {
            if (directory.kind().isEmpty()) {
                subject.tell("directories: a unit makes no " + directory.name());
            }
        }
    }

    private static String word(Kind kind) {
        return kind.name().charAt(0) + Ascii.lower(kind.name().substring(1));
    }

    private void confinement() {
        subject.says("umask", "nice", "oom-score-adj", "no-new-privs", "chroot", "capabilities", "limit.");
        var confinement = spec.confinement();
        confinement.umask().ifPresent(mask -> unit.set("UMask", RunitExport.octal(mask)));
        confinement.nice().ifPresent(nice -> unit.set("Nice", String.valueOf(nice)));
        confinement.oomScoreAdj().ifPresent(score -> unit.set("OOMScoreAdjust", String.valueOf(score)));
        confinement.chroot().ifPresent(root -> unit.path(subject, "RootDirectory", root));
        yes("NoNewPrivileges", confinement.noNewPrivs());
        confinement.capabilities().ifPresent(this::capabilities);
        for (Limit limit : confinement.limits()) {
            unit.set("Limit" + limit.resource().name(), amount(limit.soft()) + ":" + amount(limit.hard()));
        }
    }

    private void isolation() {
        subject.says("private", "read-only", "hidden");
        var isolation = spec.confinement().isolation();
        yes("PrivateNetwork", isolation.net());
        yes("PrivateMounts", isolation.mount());
        yes("PrivatePIDs", isolation.pid());
        for (String folder : isolation.empty()) {
            unit.path(subject, "TemporaryFileSystem", folder);
        }
        places("ReadOnlyPaths", isolation.readOnly());
        places("InaccessiblePaths", isolation.hidden());
    }

    private void limits() {
        var limits = GroupLimit.values();
        for (int i = 0; i < limits.length; i++) {
            Long amount = spec.groupLimits().get(limits[i]);
            if (amount != null) {
                subject.says(limits[i].key());
                unit.set(LIMITS.get(i), amount + (limits[i] == GroupLimit.CPU_MAX ? "%" : ""));
            }
        }
    }

    private void yes(String key, boolean set) {
        if (set) {
            unit.set(key, "yes");
        }
    }

    private void places(String key, List<Place> places) {
        for (Place place : places) {
            unit.path(subject, key, (place.optional() ? "-" : "") + place.path());
        }
    }

    private void capabilities(List<String> names) {
        var words = new ArrayList<String>();
        for (String name : names) {
            words.add("CAP_" + Ascii.upper(name));
        }
        unit.set("CapabilityBoundingSet", String.join(" ", words));
        unit.set("AmbientCapabilities", String.join(" ", words));
    }

    private static String amount(long limit) {
        return limit == Limit.UNLIMITED ? "infinity" : String.valueOf(limit);
    }
}

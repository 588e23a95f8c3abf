package dev.tend.format;

import dev.tend.schedule.Timetable;
import dev.tend.service.Address;
import dev.tend.service.Appointment;
import dev.tend.service.Appointment.Overlap;
import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Confinement;
import dev.tend.service.Credentials;
import dev.tend.service.Environment;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.EnvironmentBlock;
import dev.tend.service.GroupLimit;
import dev.tend.service.Health;
import dev.tend.service.Health.Check;
import dev.tend.service.Hook;
import dev.tend.service.Hooks;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.Isolation;
import dev.tend.service.Isolation.Place;
import dev.tend.service.Kind;
import dev.tend.service.Limit;
import dev.tend.service.LogPolicy;
import dev.tend.service.OnChange;
import dev.tend.service.OnMissing;
import dev.tend.service.Readiness;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.Relations;
import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.RunPolicy;
import dev.tend.service.RunPolicy.StartOn;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.service.SuccessExit;
import dev.tend.service.SyslogLabel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A service while its file is being read: the defaults, and what has been read over them. If all values of a part are
 * defaults, the spec shares the one constant for it: a thousand services have little of their own.
 */
public final class Draft {

    /** The time limit of a hook, in microseconds, unless the file sets another. */
    public static final long HOOK_TIMEOUT = Hooks.DEFAULT_TIMEOUT;

    public Optional<Command> command = Optional.empty();
    public String cwd = "/";

    public final Map<String, String> variables = new LinkedHashMap<>();
    public List<EnvFile> envFiles = List.of();
    public boolean envInherit;

    public Optional<String> user = Optional.empty();
    public Optional<String> group = Optional.empty();
    public Optional<List<String>> groups = Optional.empty();

    public OptionalInt umask = OptionalInt.empty();
    public OptionalInt nice = OptionalInt.empty();
    public Optional<String> chroot = Optional.empty();
    public OptionalInt oomScoreAdj = OptionalInt.empty();
    public boolean noNewPrivs;
    public Optional<List<String>> capabilities = Optional.empty();
    public final List<Limit> limits = new ArrayList<>();
    public List<ServiceDirectory> directories = List.of();

    public boolean ownNet;
    public boolean ownMounts;
    public boolean ownPids;
    public List<String> empty = List.of();
    public List<Place> readOnly = List.of();
    public List<Place> hidden = List.of();
    public OnMissing onMissing = OnMissing.REFUSE;
    public final Map<GroupLimit, Long> groupLimits = new EnumMap<>(GroupLimit.class);

    public Optional<RestartPolicy.Mode> restart = Optional.empty();
    public long firstBackoff = RestartPolicy.DEFAULT.firstBackoff();
    public long maxBackoff = RestartPolicy.DEFAULT.maxBackoff();
    public long stable = RestartPolicy.DEFAULT.stable();
    public Optional<GiveUp> giveUp = RestartPolicy.DEFAULT.giveUp();
    public SuccessExit success = RestartPolicy.DEFAULT.success();
    public boolean critical;

    public int stopSignal = StopPolicy.DEFAULT.signal();
    public long stopTimeout = StopPolicy.DEFAULT.timeout();
    public boolean showStacks = StopPolicy.DEFAULT.showStacks();
    public StopPolicy.Scope scope = StopPolicy.DEFAULT.scope();

    public Kind kind = Kind.SERVICE;
    public long runTimeout = RunPolicy.UNLIMITED.timeout();
    public StartOn startOn = StartOn.NOW;
    public long idleTimeout = RunPolicy.UNLIMITED.idleTimeout();
    public Sign sign = Readiness.DEFAULT.sign();
    public long readyTimeout = Readiness.DEFAULT.timeout();
    public long watchdog = Readiness.DEFAULT.watchdog();
    public List<Address> listen = List.of();
    public List<String> after = List.of();
    public List<String> requires = List.of();
    public List<String> bindsTo = List.of();
    public List<String> wants = List.of();
    public List<String> conflicts = List.of();

    public final Map<Hook, Action> hooks = new EnumMap<>(Hook.class);
    public final Map<Hook, Long> hookTimeouts = new EnumMap<>(Hook.class);
    public Set<Occasion> occasions = Hooks.NONE.occasions();
    public boolean lenientDrain;
    public Optional<String> job = Optional.empty();

    public List<Check> checks = Health.NONE.checks();
    public long healthInterval = Health.NONE.interval();
    public long healthTimeout = Health.NONE.timeout();
    public int healthFailures = Health.NONE.failures();
    public long healthGrace = Health.NONE.grace();
    public Health.Action healthAction = Health.NONE.action();
    public Optional<Command> notify = Optional.empty();

    public Optional<Timetable> timetable = Optional.empty();
    public boolean catchUp;
    public Overlap overlap = Overlap.SKIP;

    public LogPolicy.Target logTarget = LogPolicy.DEFAULT.target();
    public long logSize = LogPolicy.DEFAULT.size();
    public int logKeep = LogPolicy.DEFAULT.keep();
    public boolean logTimestamps = LogPolicy.DEFAULT.timestamps();
    public long logBuffer = LogPolicy.DEFAULT.buffer();
    public LogPolicy.Full logFull = LogPolicy.DEFAULT.full();

    public boolean steward;
    public final StringBuilder settings = new StringBuilder();
    public Optional<String> logReader = Optional.empty();
    public Optional<SyslogLabel> logSyslog = Optional.empty();
    public boolean input;
    public Optional<String> runit = Optional.empty();

    public Optional<String> pidfile = Optional.empty();
    public Condition enabled = Condition.ALWAYS;
    public Optional<Reloading.Method> reload = Optional.empty();
    public long reloadTimeout = Reloading.DEFAULT_TIMEOUT;
    public List<String> reloadOn = List.of();
    public List<String> restartOn = List.of();
    public Optional<OnChange> onChange = Optional.empty();
    public int instances = 1;
    public List<String> labels = List.of();
    public List<String> tags = List.of();

    /** A service of which nothing is known yet. */
    public Draft() {}
    /** The service, once it has a command. */
    public Optional<ServiceSpec> spec(String name) {
        return command.or(this::launch)
                .map(what -> new ServiceSpec(
                        name,
                        what,
                        cwd,
                        shared(
                                new Environment(EnvironmentBlock.of(variables), envFiles, envInherit),
                                Environment.FRESH),
                        shared(new Credentials(user, group, groups), Credentials.OF_THE_KEEPER),
                        shared(confinement(), Confinement.NONE),
                        onMissing,
                        directories,
                        groupLimits.isEmpty() ? GroupLimit.NONE : groupLimits,
                        restartPolicy(),
                        shared(new StopPolicy(stopSignal, stopTimeout, showStacks, scope), StopPolicy.DEFAULT),
                        shared(
                                new LogPolicy(
                                        logTarget,
                                        logSize,
                                        logKeep,
                                        logTimestamps,
                                        logBuffer,
                                        logReader,
                                        logFull,
                                        logSyslog),
                                LogPolicy.DEFAULT),
                        kind,
                        shared(new Readiness(sign, readyTimeout, watchdog), Readiness.DEFAULT),
                        listen,
                        shared(
                                new RunPolicy(runTimeout, startOn == StartOn.CONNECTION, idleTimeout),
                                RunPolicy.UNLIMITED),
                        shared(new Relations(after, requires, bindsTo, wants, conflicts), Relations.NONE),
                        shared(new Hooks(hooks, occasions, lenientDrain, job), Hooks.NONE),
                        shared(health(), Health.NONE),
                        notify,
                        timetable.map(when -> new Appointment(when, catchUp, overlap)),
                        pidfile,
                        input,
                        runit,
                        enabled,
                        shared(reloading(), Reloading.NONE),
                        critical,
                        tags,
                        instances,
                        labels));
    }

    /** Returns the command that launches the service, if the service does not execute its own program. */
    private Optional<Command> launch() {
        return Optional.ofNullable(hooks.get(Hook.LAUNCH)).map(Action::command);
    }

    public RestartPolicy restartPolicy() {
        var mode = restart.orElse(kind == Kind.TASK ? RestartPolicy.Mode.NEVER : RestartPolicy.DEFAULT.mode());
        var policy = new RestartPolicy(mode, firstBackoff, maxBackoff, stable, giveUp, success);
        return shared(policy, RestartPolicy.DEFAULT);
    }

    private Reloading reloading() {
        var otherwise = timetable.isPresent() ? OnChange.NEXT_START : OnChange.RESTART;
        return new Reloading(reload, reloadTimeout, onChange.orElse(otherwise), reloadOn, restartOn);
    }

    private Health health() {
        return new Health(checks, healthInterval, healthTimeout, healthFailures, healthGrace, healthAction);
    }

    private Confinement confinement() {
        var isolation = new Isolation(ownNet, ownMounts, ownPids, empty, readOnly, hidden);
        return new Confinement(
                umask,
                nice,
                chroot,
                oomScoreAdj,
                noNewPrivs,
                capabilities,
                List.copyOf(limits),
                shared(isolation, Isolation.NONE));
    }

    private static <T> T shared(T part, T constant) {
        return part.equals(constant) ? constant : part;
    }
}

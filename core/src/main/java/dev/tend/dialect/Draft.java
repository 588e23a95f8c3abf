package dev.tend.dialect;

import dev.tend.schedule.Timetable;
import dev.tend.service.Address;
import dev.tend.service.Appointment;
import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Confinement;
import dev.tend.service.Credentials;
import dev.tend.service.Environment;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.EnvironmentBlock;
import dev.tend.service.Health;
import dev.tend.service.Health.Check;
import dev.tend.service.Hook;
import dev.tend.service.Hooks;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.Kind;
import dev.tend.service.Limit;
import dev.tend.service.LogPolicy;
import dev.tend.service.OnChange;
import dev.tend.service.Readiness;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.Relations;
import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.service.SuccessExit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A service while its file is being read: the defaults, and what has been read over them. Where a part turns out to be all
 * default, the spec shares the one constant for it: a thousand services have little of their own.
 */
final class Draft {

    /** How long a hook may take where nothing else is said. */
    static final long HOOK_TIMEOUT = Hooks.DEFAULT_TIMEOUT;

    Optional<Command> command = Optional.empty();
    String cwd = "/";

    final Map<String, String> variables = new LinkedHashMap<>();
    List<EnvFile> envFiles = List.of();
    boolean envInherit;

    Optional<String> user = Optional.empty();
    Optional<String> group = Optional.empty();
    Optional<List<String>> groups = Optional.empty();

    OptionalInt umask = OptionalInt.empty();
    OptionalInt nice = OptionalInt.empty();
    Optional<String> chroot = Optional.empty();
    OptionalInt oomScoreAdj = OptionalInt.empty();
    boolean noNewPrivs;
    Optional<List<String>> capabilities = Optional.empty();
    final List<Limit> limits = new ArrayList<>();

    Optional<RestartPolicy.Mode> restart = Optional.empty();
    long firstBackoff = RestartPolicy.DEFAULT.firstBackoff();
    long maxBackoff = RestartPolicy.DEFAULT.maxBackoff();
    long stable = RestartPolicy.DEFAULT.stable();
    Optional<GiveUp> giveUp = RestartPolicy.DEFAULT.giveUp();
    SuccessExit success = RestartPolicy.DEFAULT.success();
    boolean critical;

    int stopSignal = StopPolicy.DEFAULT.signal();
    long stopTimeout = StopPolicy.DEFAULT.timeout();
    boolean showStacks = StopPolicy.DEFAULT.showStacks();
    StopPolicy.Scope scope = StopPolicy.DEFAULT.scope();

    Kind kind = Kind.SERVICE;
    Sign sign = Readiness.DEFAULT.sign();
    long readyTimeout = Readiness.DEFAULT.timeout();
    long watchdog = Readiness.DEFAULT.watchdog();
    List<Address> listen = List.of();
    List<String> after = List.of();
    List<String> requires = List.of();
    List<String> bindsTo = List.of();
    List<String> wants = List.of();
    List<String> conflicts = List.of();

    final Map<Hook, Action> hooks = new EnumMap<>(Hook.class);
    final Map<Hook, Long> hookTimeouts = new EnumMap<>(Hook.class);
    Set<Occasion> occasions = Hooks.NONE.occasions();
    boolean lenientDrain;
    Optional<String> job = Optional.empty();

    List<Check> checks = Health.NONE.checks();
    long healthInterval = Health.NONE.interval();
    long healthTimeout = Health.NONE.timeout();
    int healthFailures = Health.NONE.failures();
    long healthGrace = Health.NONE.grace();
    Health.Action healthAction = Health.NONE.action();
    Optional<Command> notify = Optional.empty();

    Optional<Timetable> timetable = Optional.empty();
    boolean catchUp;

    LogPolicy.Target logTarget = LogPolicy.DEFAULT.target();
    long logSize = LogPolicy.DEFAULT.size();
    int logKeep = LogPolicy.DEFAULT.keep();
    boolean logTimestamps = LogPolicy.DEFAULT.timestamps();
    long logBuffer = LogPolicy.DEFAULT.buffer();
    LogPolicy.Full logFull = LogPolicy.DEFAULT.full();

    boolean steward;
    final StringBuilder settings = new StringBuilder();
    Optional<String> logReader = Optional.empty();
    boolean input;
    Optional<String> runit = Optional.empty();

    Optional<String> pidfile = Optional.empty();
    Condition enabled = Condition.ALWAYS;
    Optional<OnChange> onChange = Optional.empty();
    int instances = 1;

    /** The service, once it has a command. */
    Optional<ServiceSpec> spec(String name) {
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
                        restartPolicy(),
                        shared(new StopPolicy(stopSignal, stopTimeout, showStacks, scope), StopPolicy.DEFAULT),
                        shared(
                                new LogPolicy(
                                        logTarget, logSize, logKeep, logTimestamps, logBuffer, logReader, logFull),
                                LogPolicy.DEFAULT),
                        kind,
                        shared(new Readiness(sign, readyTimeout, watchdog), Readiness.DEFAULT),
                        listen,
                        shared(new Relations(after, requires, bindsTo, wants, conflicts), Relations.NONE),
                        shared(new Hooks(hooks, occasions, lenientDrain, job), Hooks.NONE),
                        shared(health(), Health.NONE),
                        notify,
                        timetable.map(when -> new Appointment(when, catchUp)),
                        pidfile,
                        input,
                        runit,
                        enabled,
                        onChange.orElse(timetable.isPresent() ? OnChange.NEXT_START : OnChange.RESTART),
                        critical,
                        instances));
    }

    /** What starts it, where that is not its own program. */
    private Optional<Command> launch() {
        return Optional.ofNullable(hooks.get(Hook.LAUNCH)).map(Action::command);
    }

    RestartPolicy restartPolicy() {
        var mode = restart.orElse(kind == Kind.TASK ? RestartPolicy.Mode.NEVER : RestartPolicy.DEFAULT.mode());
        var policy = new RestartPolicy(mode, firstBackoff, maxBackoff, stable, giveUp, success);
        return shared(policy, RestartPolicy.DEFAULT);
    }

    private Health health() {
        return new Health(checks, healthInterval, healthTimeout, healthFailures, healthGrace, healthAction);
    }

    private Confinement confinement() {
        return new Confinement(umask, nice, chroot, oomScoreAdj, noNewPrivs, capabilities, List.copyOf(limits));
    }

    private static <T> T shared(T part, T constant) {
        return part.equals(constant) ? constant : part;
    }
}

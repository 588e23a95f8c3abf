package dev.tend.lifecycle;

import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Confinement;
import dev.tend.service.Credentials;
import dev.tend.service.Environment;
import dev.tend.service.GroupLimit;
import dev.tend.service.Health;
import dev.tend.service.Hooks;
import dev.tend.service.Kind;
import dev.tend.service.LogPolicy;
import dev.tend.service.OnMissing;
import dev.tend.service.Readiness;
import dev.tend.service.Relations;
import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.RestartPolicy.Mode;
import dev.tend.service.RunPolicy;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.service.StopPolicy.Scope;
import java.util.List;
import java.util.Optional;

/** Specs for tests: the defaults, except for the settings that a test is about. */
final class Specs {

    static final ServiceSpec PLAIN = with(RestartPolicy.DEFAULT, StopPolicy.DEFAULT, false);

    private Specs() {}

    static ServiceSpec with(RestartPolicy restart, StopPolicy stop, boolean critical) {
        return new ServiceSpec(
                "web",
                new Command.Words(List.of("web")),
                "/",
                Environment.FRESH,
                Credentials.OF_THE_KEEPER,
                Confinement.NONE,
                OnMissing.REFUSE,
                List.of(),
                GroupLimit.NONE,
                restart,
                stop,
                LogPolicy.DEFAULT,
                Kind.SERVICE,
                Readiness.DEFAULT,
                List.of(),
                RunPolicy.UNLIMITED,
                Relations.NONE,
                Hooks.NONE,
                Health.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Condition.ALWAYS,
                Reloading.NONE,
                critical,
                List.of(),
                1,
                List.of());
    }

    static ServiceSpec restarting(Mode mode) {
        return with(restart(mode, Optional.empty()), StopPolicy.DEFAULT, false);
    }

    static ServiceSpec givingUp(int ends, long window) {
        return with(restart(Mode.ALWAYS, Optional.of(new GiveUp(ends, window))), StopPolicy.DEFAULT, false);
    }

    static ServiceSpec critical(Mode mode) {
        return with(restart(mode, Optional.empty()), StopPolicy.DEFAULT, true);
    }

    static ServiceSpec stopping(boolean showStacks, Scope scope) {
        return with(RestartPolicy.DEFAULT, new StopPolicy(Signals.TERM, 20_000_000, showStacks, scope), false);
    }

    private static RestartPolicy restart(Mode mode, Optional<GiveUp> giveUp) {
        var usual = RestartPolicy.DEFAULT;
        return new RestartPolicy(
                mode, usual.firstBackoff(), usual.maxBackoff(), usual.stable(), giveUp, usual.success());
    }
}

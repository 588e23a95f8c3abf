package dev.tend.service;

import dev.tend.service.Appointment.Overlap;
import dev.tend.service.Hooks.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the keys of its file in which two versions of a service differ. */
final class Differences {

    /** More are counted, not listed. */
    private static final int NAMED = 4;

    /** In characters; of a longer name of a variable, the beginning is shown. */
    private static final int LONGEST_NAME = 60;

    private static final List<Part> PARTS = List.of(
            new Part("cwd", ServiceSpec::cwd),
            new Part("env-file", spec -> spec.environment().files()),
            new Part("env-inherit", spec -> spec.environment().inherit()),
            new Part("user", spec -> spec.credentials().user()),
            new Part("group", spec -> spec.credentials().group()),
            new Part("groups", spec -> spec.credentials().groups()),
            new Part("umask", spec -> spec.confinement().umask()),
            new Part("nice", spec -> spec.confinement().nice()),
            new Part("chroot", spec -> spec.confinement().chroot()),
            new Part("oom-score-adj", spec -> spec.confinement().oomScoreAdj()),
            new Part("no-new-privs", spec -> spec.confinement().noNewPrivs()),
            new Part("capabilities", spec -> spec.confinement().capabilities()),
            new Part("limit", spec -> spec.confinement().limits()),
            new Part(
                    "private",
                    spec -> List.of(
                            isolation(spec).net(),
                            isolation(spec).mount(),
                            isolation(spec).pid(),
                            isolation(spec).empty())),
            new Part("read-only", spec -> isolation(spec).readOnly()),
            new Part("hidden", spec -> isolation(spec).hidden()),
            new Part("on-missing", ServiceSpec::onMissing),
            new Part("directories", ServiceSpec::directories),
            new Part("restart", spec -> spec.restart().mode()),
            new Part(
                    "backoff",
                    spec -> List.of(
                            spec.restart().firstBackoff(), spec.restart().maxBackoff())),
            new Part("stable", spec -> spec.restart().stable()),
            new Part("give-up", spec -> spec.restart().giveUp()),
            new Part("critical", ServiceSpec::critical),
            new Part("tags", ServiceSpec::tags),
            new Part("success-exit", spec -> spec.restart().success()),
            new Part("stop-signal", spec -> spec.stop().signal()),
            new Part("stop-timeout", spec -> spec.stop().timeout()),
            new Part("show-stacks", spec -> spec.stop().showStacks()),
            new Part("kill-mode", spec -> spec.stop().scope()),
            new Part("type", ServiceSpec::kind),
            new Part("run-timeout", spec -> spec.run().timeout()),
            new Part("ready", spec -> spec.readiness().sign()),
            new Part("ready-timeout", spec -> spec.readiness().timeout()),
            new Part("watchdog", spec -> spec.readiness().watchdog()),
            new Part("listen", ServiceSpec::listen),
            new Part("start-on", spec -> spec.run().onConnection()),
            new Part("idle-timeout", spec -> spec.run().idleTimeout()),
            new Part("after", spec -> spec.relations().after()),
            new Part("requires", spec -> spec.relations().requires()),
            new Part("binds-to", spec -> spec.relations().bindsTo()),
            new Part("wants", spec -> spec.relations().wants()),
            new Part("conflicts", spec -> spec.relations().conflicts()),
            new Part("health", spec -> spec.health().checks()),
            new Part("health-interval", spec -> spec.health().interval()),
            new Part("health-timeout", spec -> spec.health().timeout()),
            new Part("health-failures", spec -> spec.health().failures()),
            new Part("health-grace", spec -> spec.health().grace()),
            new Part("health-action", spec -> spec.health().action()),
            new Part("notify", ServiceSpec::notifyCommand),
            new Part("schedule", spec -> spec.appointment().map(Appointment::timetable)),
            new Part(
                    "catch-up",
                    spec -> spec.appointment().map(Appointment::catchUp).orElse(false)),
            new Part(
                    "schedule-overlap",
                    spec -> spec.appointment().map(Appointment::overlap).orElse(Overlap.SKIP)),
            new Part("hooks", spec -> spec.hooks().occasions()),
            new Part("drain-exit", spec -> spec.hooks().lenient()),
            new Part("job", spec -> spec.hooks().group()),
            new Part("pidfile", ServiceSpec::pidfile),
            new Part("input", ServiceSpec::input),
            new Part("runit", ServiceSpec::runit),
            new Part("enabled", ServiceSpec::enabled),
            new Part("reload", spec -> spec.reloading().method()),
            new Part("reload-timeout", spec -> spec.reloading().timeout()),
            new Part("reload-on", spec -> spec.reloading().reloadOn()),
            new Part("restart-on", spec -> spec.reloading().restartOn()),
            new Part("on-change", ServiceSpec::onChange),
            new Part(
                    "log",
                    spec -> List.of(
                            spec.log().target(), spec.log().reader(), spec.log().syslog())),
            new Part("log-size", spec -> spec.log().size()),
            new Part("log-keep", spec -> spec.log().keep()),
            new Part("log-timestamps", spec -> spec.log().timestamps()),
            new Part("log-buffer", spec -> spec.log().buffer()),
            new Part("log-full", spec -> spec.log().full()));

    private Differences() {}

    private static Isolation isolation(ServiceSpec spec) {
        return spec.confinement().isolation();
    }

    private record Part(String key, Function<ServiceSpec, Object> value) {

        boolean differs(ServiceSpec old, ServiceSpec now) {
            return !value.apply(old).equals(value.apply(now));
        }
    }

    /** {@code cmd, cwd and env.PORT changed, instances from 2 to 4}. */
    static String phrase(ServiceSpec old, ServiceSpec now) {
        var keys = keys(old, now);
        String instances = "instances changed from " + copies(old) + " to " + copies(now);
        if (copies(old).equals(copies(now))) {
            return listed(keys) + " changed";
        }
        return keys.isEmpty() ? instances : listed(keys) + " changed, " + instances;
    }

    private static String copies(ServiceSpec spec) {
        return spec.labels().isEmpty() ? String.valueOf(spec.instances()) : String.join(",", spec.labels());
    }

    private static List<String> hooks(Hooks old, Hooks now) {
        var keys = new ArrayList<String>();
        for (Hook hook : Hook.values()) {
            var before = old.action(hook);
            var after = now.action(hook);
            if (!before.map(Action::what).equals(after.map(Action::what))) {
                keys.add(hook.key());
            } else if (!before.equals(after)) {
                keys.add(hook.timeoutKey());
            }
        }
        return keys;
    }

    private static List<String> keys(ServiceSpec old, ServiceSpec now) {
        var keys = new ArrayList<String>();
        if (!old.command().equals(now.command()) && !now.hooks().launches()) {
            keys.add(now.command() instanceof Command.Shell ? "shell" : "cmd");
        }
        for (Part part : PARTS) {
            if (part.differs(old, now)) {
                keys.add(part.key());
            }
        }
        for (GroupLimit limit : GroupLimit.values()) {
            if (!Objects.equals(old.groupLimits().get(limit), now.groupLimits().get(limit))) {
                keys.add(limit.key());
            }
        }
        keys.addAll(hooks(old.hooks(), now.hooks()));
        keys.addAll(variables(old.environment(), now.environment()));
        return keys;
    }

    private static List<String> variables(Environment old, Environment now) {
        if (old.variables().equals(now.variables())) {
            return List.of();
        }
        var before = old.variables().toMap();
        var after = now.variables().toMap();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var keys = new ArrayList<String>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                keys.add(name.equals(Environment.SETTINGS) ? "what the steward is told" : "env." + shown(name));
            }
        }
        return keys;
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    }

    private static String listed(List<String> keys) {
        if (keys.size() > NAMED) {
            return String.join(", ", keys.subList(0, NAMED)) + " and " + (keys.size() - NAMED) + " more";
        }
        int last = keys.size() - 1;
        return last < 1 ? String.join("", keys) : String.join(", ", keys.subList(0, last)) + " and " + keys.get(last);
    }
}

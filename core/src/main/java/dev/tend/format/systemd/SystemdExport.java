package dev.tend.format.systemd;

import dev.tend.exchange.Subject;
import dev.tend.format.Exported;
import dev.tend.format.OutFile;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Condition;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Kind;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.Reloading.Method;
import dev.tend.service.RestartPolicy.Mode;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.service.SyslogLabel;
import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A service as units of systemd, for version 244 and later: itself, and what opens its sockets or starts it on time. */
public final class SystemdExport {

    /** The comment at the beginning of each unit. */
    static final String AUTHOR = "Written by \"tend export systemd\".";

    private static final String FORMAT = "a unit";

    private final Subject subject;
    private final ServiceSpec spec;
    private final SystemdSockets sockets;
    private final Unit unit = new Unit();

    /** The service that gets its output, or "". */
    private final String reader;

    /** True if the service is to be started, so not with {@code enabled=no}. */
    private final boolean wanted;

    private SystemdExport(Subject subject) {
        this.subject = subject;
        this.spec = subject.spec();
        this.sockets = new SystemdSockets(subject);
        this.reader = spec.log().reader().orElse("");
        this.wanted = !spec.enabled().equals(new Condition.Constant(false));
    }

    /** @param text of its service file */
    public static Exported of(ServiceSpec spec, String text) {
        if (!Unit.isName(spec.name())) {
            return refused(spec, "the name is none for a unit: use letters, digits, and : - _ .");
        }
        if (!Unit.isProgram(spec.command().argv().getFirst())) {
            return refused(spec, "cmd begins with a character that has a meaning there: name the program by its path");
        }
        var export = new SystemdExport(new Subject(spec, text));
        String name = spec.name() + (spec.isTemplate() ? "@." : ".");
        var files = new ArrayList<OutFile>();
        files.add(new OutFile(name + "service", export.write(), false));
        files.addAll(export.sockets.units());
        if (spec.appointment().isPresent()) {
            String timer = SystemdTimer.of(export.subject, spec.appointment().get(), export.wanted);
            files.add(new OutFile(name + "timer", timer, false));
        }
        return new Exported(files, export.subject.untold(FORMAT));
    }

    private static Exported refused(ServiceSpec spec, String why) {
        return new Exported(List.of(), List.of(spec.name() + ": " + why));
    }

    private String write() {
        unit.comment(AUTHOR);
        unit.section("Unit").set("Description", "Service " + spec.name());
        relations();
        limitOfStarts();
        unit.section("Service");
        readiness();
        commands();
        new SystemdProcess(subject, unit).write();
        restart();
        stop();
        output();
        install();
        return unit.toString();
    }

    // ---- [Unit]

    private void relations() {
        subject.says("after", "requires", "binds-to", "wants", "conflicts");
        var relations = spec.relations();
        units("Requires", relations.requires());
        units("BindsTo", relations.bindsTo());
        units("Wants", relations.wants());
        units("Conflicts", relations.conflicts());
        var after = new TreeSet<>(relations.after());
        after.addAll(relations.required());
        units("After", after);
        for (OutFile socket : sockets.units()) {
            unit.set("Requires", socket.path());
        }
        if (Unit.isName(reader)) {
            String pipe = SystemdSockets.pipeUnit(reader);
            unit.set("Requires", pipe).set("After", pipe);
        }
    }

    private void units(String key, Collection<String> services) {
        var names = new ArrayList<String>();
        for (String service : services) {
            if (Unit.isName(service)) {
                names.add(service + ".service");
            } else {
                subject.tell(Ascii.lower(key) + ": no unit can be called " + service);
            }
        }
        if (!names.isEmpty()) {
            unit.set(key, String.join(" ", names));
        }
    }

    /** Sets the start limit. Tend retries for ever unless the file limits it. */
    private void limitOfStarts() {
        subject.says("give-up");
        var giveUp = spec.restart().giveUp();
        if (giveUp.isEmpty()) {
            unit.set("StartLimitIntervalSec", "0");
        } else {
            unit.set("StartLimitIntervalSec", Durations.format(giveUp.get().window()));
            unit.set("StartLimitBurst", String.valueOf(giveUp.get().ends()));
        }
    }

    // ---- [Service]

    private void readiness() {
        subject.says("type");
        boolean launched = spec.hooks().launches();
        boolean notify = spec.readiness().sign() instanceof Sign.Notify && spec.kind() == Kind.SERVICE && !launched;
        if (notify) {
            subject.says("ready", "ready-timeout");
        }
        if (spec.kind() == Kind.TASK) {
            unit.set("Type", "oneshot");
            if (spec.appointment().isEmpty()) {
                unit.set("RemainAfterExit", "yes");
            }
        } else {
            unit.set("Type", launched ? "forking" : notify ? "notify" : "exec");
        }
        if (launched) {
            subject.says("pidfile");
            unit.path(subject, "PIDFile", spec.pidfile().orElseThrow());
        }
        watchdog();
        subject.says("run-timeout");
        if (spec.run().timeout() > 0) { // for oneshot, the whole run is the start
            String key = spec.kind() == Kind.TASK ? "TimeoutStartSec" : "RuntimeMaxSec";
            unit.set(key, Durations.format(spec.run().timeout()));
        }
        long timeout = hookTimeout(Hook.PRE_START) + hookTimeout(Hook.LAUNCH) + hookTimeout(Hook.POST_START);
        timeout += notify ? spec.readiness().timeout() : 0;
        if (timeout > 0 && spec.kind() == Kind.SERVICE) {
            unit.set("TimeoutStartSec", Durations.format(timeout));
        }
    }

    private void watchdog() {
        subject.says("watchdog");
        if (spec.readiness().watchdog() > 0) {
            unit.set("WatchdogSec", Durations.format(spec.readiness().watchdog()));
            unit.set("WatchdogSignal", signal(spec.stop().signal()));
        }
        if (spec.readiness().notifies()) {
            unit.set("NotifyAccess", "all");
        }
    }

    private long hookTimeout(Hook hook) {
        return spec.hooks().action(hook).map(Action::timeout).orElse(0L);
    }

    private void commands() {
        if (!hook(Hook.LAUNCH, "ExecStart")) {
            var words = new ArrayList<>(spec.command().argv());
            words.set(0, fromRoot(words.getFirst()));
            unit.command("ExecStart", "", words);
        }
        hook(Hook.PRE_START, "ExecStartPre");
        hook(Hook.POST_START, "ExecStartPost");
        reload();
        hook(Hook.PRE_STOP, "ExecStop");
        hook(Hook.HALT, "ExecStop");
        if (hook(Hook.POST_STOP, "ExecStopPost")) {
            subject.tell("post-stop: systemd runs it after every end, not only after those that were asked for");
        }
        if (hook(Hook.FINISH, "ExecStopPost")) {
            subject.tell("finish: systemd gives it no arguments, but EXIT_CODE and EXIT_STATUS");
        }
        subject.says("cwd");
        unit.path(subject, "WorkingDirectory", spec.cwd());
    }

    private void reload() {
        var method = spec.reloading().method().orElse(null);
        if (method instanceof Method.Signal(var number)) {
            unit.set("ExecReload", "/bin/kill -s " + Signals.name(number) + " $MAINPID");
        } else if (method instanceof Method.Ask ask && ask.command().isPresent()) {
            unit.command("ExecReload", "", ask.command().get());
        } else {
            return;
        }
        subject.says("reload");
    }

    /** systemd looks a program up by its name or by its path from the root, by nothing between. */
    private String fromRoot(String program) {
        boolean relative = program.indexOf('/') >= 0 && !program.startsWith("/");
        String path = program.startsWith("./") ? program.substring(2) : program;
        return relative ? (spec.cwd().endsWith("/") ? spec.cwd() : spec.cwd() + "/") + path : program;
    }

    private boolean hook(Hook hook, String key) {
        subject.says(hook.key(), Hook.PRE_START.timeoutKey(), Hook.LAUNCH.timeoutKey(), Hook.POST_START.timeoutKey());
        var action = spec.hooks().action(hook);
        action.ifPresent(what -> unit.command(
                key,
                (what.optional() ? "-" : "") + (what.privileged() ? "+" : ""),
                what.command().argv()));
        return action.isPresent();
    }

    private void restart() {
        subject.says("restart", "success-exit");
        var restart = spec.restart();
        unit.set(
                "Restart",
                spec.kind() == Kind.TASK && restart.mode() == Mode.ALWAYS ? "on-failure" : word(restart.mode()));
        unit.set("RestartSec", Durations.format(restart.firstBackoff()));
        if (restart.firstBackoff() == restart.maxBackoff()) {
            subject.says("backoff");
        }
        var successes = new ArrayList<String>();
        new TreeSet<>(restart.success().codes()).forEach(code -> successes.add(String.valueOf(code)));
        new TreeSet<>(restart.success().signals()).forEach(signal -> successes.add(signal(signal)));
        if (!successes.equals(List.of("0"))) {
            unit.set("SuccessExitStatus", String.join(" ", successes));
        }
    }

    private static String word(Mode mode) {
        return switch (mode) {
            case ALWAYS -> "always";
            case ON_FAILURE -> "on-failure";
            case NEVER -> "no";
        };
    }

    private static String signal(int number) {
        String name = Signals.name(number);
        return name.equals(String.valueOf(number)) ? name : "SIG" + name;
    }

    private void stop() {
        subject.says("stop-signal", "stop-timeout", "kill-mode");
        var stop = spec.stop();
        unit.set("KillSignal", signal(stop.signal()));
        unit.set("TimeoutStopSec", stop.timeout() == 0 ? "1ms" : Durations.format(stop.timeout())); // 0 is for ever
        unit.set("KillMode", stop.scope() == Scope.GROUP ? "control-group" : "process");
    }

    private void output() {
        subject.says("log");
        if (sockets.reads()) {
            unit.set("StandardInput", "fd:input");
        }
        spec.log().syslog().ifPresent(label -> {
            unit.set("SyslogFacility", SyslogLabel.FACILITIES.get(label.facility()))
                    .set("SyslogLevel", SyslogLabel.SEVERITIES.get(label.severity()));
            if (!label.tag().isEmpty()) {
                unit.set("SyslogIdentifier", label.tag());
            }
        });
        if (spec.log().target() == Target.NULL) {
            unit.set("StandardOutput", "null").set("StandardError", "null");
        }
        if (spec.log().target() == Target.SERVICE) {
            piped();
        }
    }

    private void piped() {
        if (Unit.isName(reader)) {
            unit.set("StandardOutput", "file:" + SystemdSockets.pipe(reader)).set("StandardError", "journal");
        } else {
            subject.tell("log: no unit can be called " + reader);
        }
    }

    private void install() {
        if (!wanted || spec.enabled().equals(Condition.ALWAYS)) {
            subject.says("enabled");
        }
        if (!spec.listen().isEmpty()) {
            subject.says("start-on");
        }
        if (wanted && spec.appointment().isEmpty() && !spec.run().onConnection()) {
            unit.section("Install").set("WantedBy", "multi-user.target");
        }
    }
}

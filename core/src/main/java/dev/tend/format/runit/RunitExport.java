package dev.tend.format.runit;

import dev.tend.exchange.Shell;
import dev.tend.exchange.Subject;
import dev.tend.format.Exported;
import dev.tend.format.OutFile;
import dev.tend.format.procfile.Procfile;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Kind;
import dev.tend.service.Limit;
import dev.tend.service.LogPolicy;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.Probe;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.Reloading.Method;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service as a folder for runit. Its script runs under {@code sh} and has util-linux's {@code prlimit} and {@code setpriv} do
 * what {@code chpst} does less exactly.
 */
public final class RunitExport {

    static final String MARK = "#= ";

    private static final String FORMAT = "runit";
    private static final String HEAD = "#!/bin/sh\n";
    private static final String OR_FAIL = " || exit 111\n";

    /** runsv lets so much time pass after a start at least. */
    private static final long PAUSE = Durations.SECOND;

    private final Subject subject;
    private final ServiceSpec spec;
    private final List<OutFile> files = new ArrayList<>();

    private RunitExport(Subject subject) {
        this.subject = subject;
        this.spec = subject.spec();
    }

    /** @param text of its service file */
    public static Exported of(ServiceSpec spec, String text) {
        if (spec.name().startsWith(".")) {
            return new Exported(List.of(), List.of(spec.name() + ": runsvdir does not look at such a name: rename it"));
        }
        var export = new RunitExport(new Subject(spec, text));
        export.write();
        return new Exported(List.copyOf(export.files), export.subject.untold(FORMAT));
    }

    private void write() {
        script("run", run());
        finish();
        log();
        subject.says("enabled");
        if (spec.enabled().equals(new Condition.Constant(false))) {
            file("down", "", false);
        } else if (!spec.enabled().equals(Condition.ALWAYS)) {
            subject.tell("enabled: runit knows only a file named down: it is not written");
        }
        signal("control/t", spec.stop().signal(), Signals.TERM);
        reload();
        subject.says("stop-signal");
        if (spec.readiness().sign() instanceof Sign.Answers(Probe.Exec(var words))) {
            subject.says("ready");
            script("check", "exec " + ShellWords.join(words) + "\n");
        }
        var restart = spec.restart();
        if (restart.firstBackoff() == PAUSE && restart.maxBackoff() == PAUSE) {
            subject.says("backoff");
        }
        if (restart.stable() == PAUSE) {
            subject.says("stable");
        }
    }

    /** Has sv send another signal in place of its own. */
    private void signal(String name, int number, int own) {
        if (number != own) {
            script(name, "exec kill -s " + Signals.name(number) + " \"$(cat supervise/pid)\"\n");
        }
    }

    /** A reload of sv is HUP, unless a script takes its place. */
    private void reload() {
        switch (spec.reloading().method().orElse(null)) {
            case null -> {}
            case Method.Signal(var number) -> {
                subject.says("reload");
                signal("control/h", number, Signals.HUP);
            }
            case Method.Ask ask -> ask.command().ifPresent(this::reload);
        }
    }

    private void reload(List<String> words) {
        subject.says("reload");
        var script = new StringBuilder("MAINPID=$(cat supervise/pid); export MAINPID\n");
        script.append("cd ").append(Shell.word(spec.cwd())).append(OR_FAIL);
        environment(script);
        script(
                "control/h",
                script.append("exec ")
                        .append(as())
                        .append(ShellWords.join(words))
                        .append('\n')
                        .toString());
    }

    private void script(String name, String lines) {
        file(name, HEAD + lines, true);
    }

    private void file(String name, String text, boolean executable) {
        files.add(new OutFile(spec.name() + "/" + name, text, executable));
    }

    // ---- run

    private String run() {
        var script = new StringBuilder("# Written by \"tend export runit\", from:\n").append(subject.origin(MARK));
        subject.says(
                "cwd",
                "env.",
                "env-inherit",
                "limit.",
                "umask",
                "nice",
                "oom-score-adj",
                "requires",
                "binds-to",
                "pre-start");
        script.append(spec.log().target() == Target.NULL ? "exec >/dev/null 2>&1\n" : "exec 2>&1\n");
        script.append("cd ").append(Shell.word(spec.cwd())).append(OR_FAIL);
        confinement(script);
        environment(script);
        for (String service : spec.relations().required()) {
            script.append("sv start ").append(Shell.word(service)).append(" >/dev/null || exit 1\n");
        }
        spec.hooks().action(Hook.PRE_START).ifPresent(action -> script.append(hook(action))
                .append(OR_FAIL));
        return script.append("exec ")
                .append(as())
                .append(Shell.words(spec.command()))
                .append('\n')
                .toString();
    }

    private void confinement(StringBuilder script) {
        var confinement = spec.confinement();
        confinement
                .umask()
                .ifPresent(mask -> script.append("umask ").append(octal(mask)).append(OR_FAIL));
        for (Limit limit : confinement.limits()) {
            script.append("prlimit --pid $$ --")
                    .append(Ascii.lower(limit.resource().name()))
                    .append('=')
                    .append(amount(limit.soft()))
                    .append(':')
                    .append(amount(limit.hard()))
                    .append(OR_FAIL);
        }
        confinement.nice().ifPresent(nice -> script.append("renice -n ")
                .append(nice)
                .append(" -p $$ >/dev/null")
                .append(OR_FAIL));
        confinement.oomScoreAdj().ifPresent(score -> script.append("echo ")
                .append(score)
                .append(" >/proc/$$/oom_score_adj")
                .append(OR_FAIL));
    }

    public static String octal(int mask) {
        return "0" + (mask >> 6 & 7) + (mask >> 3 & 7) + (mask & 7);
    }

    static String amount(long limit) {
        return limit == Limit.UNLIMITED ? "unlimited" : String.valueOf(limit);
    }

    private void environment(StringBuilder script) {
        spec.credentials().user().filter(RunitExport::hasHome).ifPresent(user -> script.append("HOME=~")
                .append(user)
                .append(" USER=")
                .append(user)
                .append(" LOGNAME=")
                .append(user)
                .append("; export HOME USER LOGNAME\n"));
        for (Map.Entry<String, String> variable :
                spec.environment().variables().toMap().entrySet()) {
            if (Shell.isName(variable.getKey())) {
                script.append("export ")
                        .append(Shell.assignment(variable.getKey(), variable.getValue()))
                        .append('\n');
            } else {
                subject.tell("env." + variable.getKey() + ": a shell has no variable of that name");
            }
        }
    }

    /** Tells whether a shell expands a {@code ~} before the name. */
    private static boolean hasHome(String user) {
        return Procfile.isType(user) && !Ascii.isDigit(user.charAt(0));
    }

    /** Returns the command that runs another command as the service's user; "" if that is the keeper's user. */
    private String as() {
        subject.says("user", "group", "groups", "no-new-privs");
        var credentials = spec.credentials();
        var words = new StringBuilder();
        credentials.user().ifPresent(user -> words.append(" --reuid=").append(Shell.word(user)));
        if (credentials.group().isPresent()) {
            words.append(" --regid=").append(Shell.word(credentials.group().get()));
        } else {
            credentials.user().ifPresent(user -> words.append(" --regid=\"$(id -g ")
                    .append(Shell.word(user))
                    .append(")\""));
        }
        if (credentials.groups().isPresent()) {
            var groups = credentials.groups().get();
            words.append(groups.isEmpty() ? " --clear-groups" : " --groups=" + Shell.word(String.join(",", groups)));
        } else if (!words.isEmpty()) {
            words.append(credentials.user().isPresent() ? " --init-groups" : " --keep-groups");
        }
        words.append(spec.confinement().noNewPrivs() ? " --no-new-privs" : "");
        return words.isEmpty() ? "" : "setpriv" + words + " ";
    }

    private String hook(Action action) {
        return (action.privileged() ? "" : as()) + Shell.words(action.command());
    }

    // ---- what comes after it

    private void finish() {
        var script = new StringBuilder();
        subject.says("restart", "success-exit", "type", "finish");
        switch (spec.restart().mode()) {
            case ALWAYS -> {}
            case NEVER -> script.append("sv down .\n");
            case ON_FAILURE ->
                script.append("case $1/$2 in ").append(successes()).append(") sv down . ;; esac\n");
        }
        if (spec.kind() == Kind.TASK) {
            subject.tell("type=task: for runit it is down when it is done");
        }
        spec.hooks().action(Hook.FINISH).ifPresent(action -> finish(script, action));
        if (!script.isEmpty()) {
            script("finish", script.toString());
        }
    }

    private void finish(StringBuilder script, Action action) {
        script.append("cd ").append(Shell.word(spec.cwd())).append(OR_FAIL);
        environment(script);
        script.append("exec ")
                .append(hook(action))
                .append(action.command() instanceof Command.Shell ? " " + Shell.word(spec.name()) : "")
                .append(" \"$@\"\n");
    }

    /** As patterns on the arguments of finish: the exit code, and the signal. */
    private String successes() {
        var patterns = new ArrayList<String>();
        spec.restart().success().codes().forEach(code -> patterns.add(code + "/*"));
        spec.restart().success().signals().forEach(signal -> patterns.add("-1/" + signal));
        patterns.sort(String::compareTo);
        return patterns.isEmpty() ? "none" : String.join("|", patterns);
    }

    private void log() {
        subject.says("log", "log-size", "log-keep", "log-timestamps", "log-full");
        LogPolicy log = spec.log();
        log.syslog().ifPresent(label -> {
            String tag = label.tag().isEmpty() ? subject.name() : label.tag();
            script("log/run", "exec logger -p " + label.level() + " -t " + tag + "\n");
        });
        if (log.target() == Target.FILE) {
            script("log/run", "exec svlogd " + (log.timestamps() ? "-ttt " : "") + "main\n");
            file("log/main/config", "s" + log.size() + "\nn" + Math.max(1, log.keep()) + "\n", false);
            if (log.keep() == 0) {
                subject.tell("log-keep=0: svlogd keeps one old file at least");
            }
        }
    }
}

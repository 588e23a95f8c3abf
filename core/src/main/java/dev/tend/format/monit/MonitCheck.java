package dev.tend.format.monit;

import dev.tend.format.tend.ServiceFile;
import dev.tend.text.Durations;
import dev.tend.text.QuotingException;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A {@code check process} of monit's while its file is read, and the service that becomes of it. */
final class MonitCheck {

    /** The most that {@code health-failures} takes. */
    private static final long MOST_FAILURES = 1000;

    private final String file;
    private final int line;
    private final String name;
    String pidfile = "";
    Program start = Program.NONE;
    Program stop = Program.NONE;
    final Set<String> groups = new LinkedHashSet<>();
    final Set<String> depends = new LinkedHashSet<>();
    final List<MonitRule> rules = new ArrayList<>();

    /** @param timeout in seconds, 0 where none is said */
    record Program(String line, String user, String group, long timeout) {

        static final Program NONE = new Program("", "", "", 0);

        /** The default timeout of monit, in seconds. */
        private static final long TIMEOUT = 30;

        boolean isThere() {
            return !line.isEmpty();
        }

        /** As a hook, {@code +} before it where it runs as the keeper's user although the service does not. */
        String hook(boolean privileged) {
            return (privileged ? "+" : "") + ShellWords.join(ShellWords.split(line));
        }

        String patience() {
            return Durations.format((timeout > 0 ? timeout : TIMEOUT) * Durations.SECOND);
        }
    }

    /** Receives remarks on what is not translated exactly. */
    interface Teller {
        void tell(int line, String what);
    }

    MonitCheck(String file, int line, String name) {
        this.file = file;
        this.line = line;
        this.name = name;
    }

    /** @param cycle in microseconds */
    MonitFile.Service service(long cycle, Teller remarks, Teller problems) {
        ServiceFile.nameProblem(name).ifPresent(problem -> problems.tell(line, problem));
        if (!start.isThere()) {
            problems.tell(line, "check process " + name + ": no start program: nothing says how it is started");
        }
        if (pidfile.isEmpty()) {
            problems.tell(line, "check process " + name + ": no pidfile: nothing says which process it is");
        }
        var lines = new ArrayList<String>();
        lines.add("# check process " + name + ", " + file + ":" + line);
        groups.forEach(group -> lines.add("# group " + group));
        try {
            programs(lines, problems);
        } catch (QuotingException unbalanced) {
            problems.tell(line, "check process " + name + ": " + unbalanced.getMessage());
        }
        if (!depends.isEmpty()) {
            lines.add("requires=" + String.join(" ", depends));
        }
        giveUp(lines, cycle, remarks);
        health(lines, cycle, remarks);
        return new MonitFile.Service(name, List.copyOf(lines), List.copyOf(depends));
    }

    private void programs(List<String> lines, Teller problems) {
        String user = start.user();
        if (!user.isEmpty()) {
            lines.add("user=" + user);
        }
        if (!start.group().isEmpty()) {
            lines.add("group=" + start.group());
        }
        lines.add("pidfile=" + pidfile);
        lines.add("launch=" + start.hook(false));
        lines.add("launch.timeout=" + start.patience());
        if (stop.isThere()) {
            boolean differs = !stop.user().isEmpty() && !stop.user().equals(user);
            if (differs) {
                problems.tell(
                        line,
                        "check process " + name + ": its stop program has uid " + stop.user()
                                + ", and would run as another user here: give both the same, or leave it out");
            }
            lines.add("halt=" + stop.hook(stop.user().isEmpty() && !user.isEmpty()));
            lines.add("halt.timeout=" + stop.patience());
        }
    }

    private void giveUp(List<String> lines, long cycle, Teller remarks) {
        for (MonitRule rule : rules) {
            if (rule.isAboutRestarts()) {
                String written = "give-up=" + rule.count() + " in " + Durations.format(rule.cycles() * cycle);
                boolean alone = !String.join("\n", lines).contains("give-up=");
                boolean good = ServiceFile.parse(file, "x", "cmd=x\n" + written)
                        .problems()
                        .isEmpty();
                if (alone && good) {
                    lines.add(written);
                } else {
                    remarks.tell(
                            rule.line(),
                            "if " + rule.count() + " restarts within " + rule.cycles()
                                    + " cycles, which cannot come about");
                }
            }
        }
    }

    /** All checks have one action and one patience here: where they differ, those that restart it hold. */
    private void health(List<String> lines, long cycle, Teller remarks) {
        var kept = kept(remarks);
        if (kept.isEmpty()) {
            return;
        }
        long failures = 1;
        long timeout = 0;
        var checks = new ArrayList<String>();
        for (MonitRule rule : kept) {
            boolean windowed = rule.isProcessor();
            checks.add(
                    windowed && rule.cycles() > 1
                            ? rule.check() + " for " + Durations.format(rule.cycles() * cycle)
                            : rule.check());
            failures = Math.clamp(rule.cycles(), failures, windowed ? failures : MOST_FAILURES);
            timeout = Math.max(timeout, rule.timeout());
        }
        for (MonitRule rule : kept) {
            if (!rule.isProcessor() && rule.cycles() != failures) {
                remarks.tell(rule.line(), rule.cycles() + " cycles, where another test has " + failures);
            }
        }
        lines.add("health=" + String.join("; ", checks));
        lines.add("health-interval=" + Durations.format(cycle));
        lines.add("health-failures=" + failures);
        if (timeout > 0) {
            lines.add("health-timeout=" + Durations.format(timeout * Durations.SECOND));
        }
        lines.add("health-action=" + (kept.getFirst().action().equals("restart") ? "restart" : "none"));
    }

    private List<MonitRule> kept(Teller remarks) {
        boolean restarts = false;
        for (MonitRule rule : rules) {
            restarts |= !rule.isAboutRestarts() && isGood(rule) && rule.action().equals("restart");
        }
        String action = restarts ? "restart" : "alert";
        var kept = new ArrayList<MonitRule>();
        for (MonitRule rule : rules) {
            if (rule.isAboutRestarts()) {
                continue;
            }
            if (!isGood(rule) || !rule.action().equals(action)) {
                remarks.tell(rule.line(), "if " + rule.check() + " then " + rule.action());
                continue;
            }
            if (!rule.loss().isEmpty()) {
                remarks.tell(rule.line(), rule.loss());
            }
            kept.add(rule);
        }
        return kept;
    }

    private boolean isGood(MonitRule rule) {
        return ServiceFile.parse(file, "x", "cmd=x\nhealth=" + rule.check())
                .problems()
                .isEmpty();
    }
}

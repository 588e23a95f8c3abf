package dev.tend.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The plan of a reload from two sets of services. */
class PlanTest {

    private static final List<Change> EDIT_OF_DB = List.of(
            new Change("db", Action.RESTART, "cmd changed"),
            new Change("mail", Action.KEEP, "nothing changed"),
            new Change("page", Action.KEEP, "nothing changed"),
            new Change("web", Action.APPLY, "nice changed"));

    private static Map<String, Relations> requiring() {
        var relations = new TreeMap<String, Relations>();
        relations.put("db", Relations.NONE);
        relations.put("mail", new Relations(List.of("db"), List.of(), List.of(), List.of()));
        relations.put("page", new Relations(List.of(), List.of(), List.of("web"), List.of(), List.of()));
        relations.put("web", new Relations(List.of(), List.of("db"), List.of(), List.of()));
        return relations;
    }

    @Test
    void whoRequiresWhatIsRestartedIsRestartedTooAndWhoRequiresThat() {
        assertThat(Plan.withDependents(EDIT_OF_DB, requiring(), Set.of("db", "mail", "page", "web")))
                .containsExactly(
                        EDIT_OF_DB.get(0),
                        EDIT_OF_DB.get(1),
                        new Change("page", Action.RESTART, "requires web, which is restarted"),
                        new Change("web", Action.RESTART, "nice changed; requires db, which is restarted"));
    }

    @Test
    void whoRequiresWhatIsStoppedIsHeld() {
        var changes = List.of(
                new Change("db", Action.STOP, "its file is gone"),
                EDIT_OF_DB.get(2),
                new Change("web", Action.KEEP, "nothing changed"));
        assertThat(Plan.withDependents(changes, requiring(), Set.of("db", "page", "web")))
                .containsExactly(
                        changes.get(0),
                        new Change("page", Action.HOLD, "requires web, which is stopped"),
                        new Change("web", Action.HOLD, "requires db, which is stopped"));
    }

    @Test
    void nothingFollowsForWhatDoesNotRun() {
        assertThat(Plan.withDependents(EDIT_OF_DB, requiring(), Set.of("db"))).isEqualTo(EDIT_OF_DB);
        assertThat(Plan.withDependents(EDIT_OF_DB, requiring(), Set.of("web"))).isEqualTo(EDIT_OF_DB);
    }

    @Test
    void namesEveryServiceInOrder() {
        var running = Map.of("b", spec("b", "cmd=x"), "a", spec("a", "cmd=x"), "d", spec("d", "cmd=x"));
        var wanted = Map.of("c", spec("c", "cmd=x"), "a", spec("a", "cmd=x"), "d", spec("d", "cmd=y"));

        assertThat(Plan.between(running, wanted, Set.of()).changes())
                .containsExactly(
                        new Change("a", Action.KEEP, "nothing changed"),
                        new Change("b", Action.STOP, "its file is gone"),
                        new Change("c", Action.START, "its file is new"),
                        new Change("d", Action.RESTART, "cmd changed"));
    }

    @Test
    void restartsOnlyWhereTheProcessIsAffected() {
        assertChange("cmd=x", "cmd=x\nlog-size=1M\nbackoff=1s", Action.APPLY, "backoff and log-size changed");
        assertChange("cmd=x", "cmd=x\nstop-timeout=1s", Action.APPLY, "stop-timeout changed");
        assertChange("cmd=x", "cmd=x\npidfile=/run/x", Action.APPLY, "pidfile changed");
        assertChange("cmd=x", "cmd=x\nlog=console", Action.APPLY, "log changed");
        assertChange("cmd=x", "cmd=x\nlog=null", Action.RESTART, "log changed");
        assertChange("cmd=x", "cmd=x\numask=077", Action.RESTART, "umask changed");
    }

    @Test
    void saysThatWhatHasFailedIsTriedAnewWhateverOfItsFileChanges() {
        String anew = "; the failed service is started again";
        assertThat(changed("cmd=x", "cmd=x\nbackoff=1s", Set.of("a")))
                .isEqualTo(new Change("a", Action.APPLY, "backoff changed" + anew));
        assertThat(changed("cmd=x", "cmd=y", Set.of("a")))
                .isEqualTo(new Change("a", Action.RESTART, "cmd changed" + anew));
        assertThat(changed("cmd=x", "cmd=y\non-change=next-start", Set.of("a")).reason())
                .endsWith("; takes effect at the next start" + anew);
        assertThat(changed("cmd=x", "# new\ncmd=x", Set.of("a")).action()).isEqualTo(Action.KEEP);
    }

    @Test
    void ignoresWhatOnlyLooksDifferent() {
        assertChange("cmd=x y", "# new\ncmd = 'x'  y\nrestart=always", Action.KEEP, "nothing changed");
        assertChange("cmd=x\nenv.A=1\nenv.B=2", "cmd=x\nenv.B=2\nenv.A=1", Action.KEEP, "nothing changed");
    }

    @Test
    void namesVariablesAndAllOtherKeys() {
        assertChange(
                "cmd=x\nenv.A=1\nenv.B=1", "cmd=x\nenv.A=2\nenv.C=1", Action.RESTART, "env.A, env.B and env.C changed");
        assertChange("cmd=x", "shell=x", Action.RESTART, "shell changed");
        assertChange(
                "cmd=x",
                "cmd=x\nuser=a\ngroup=b\ngroups=c\nnice=1\nlimit.core=0\nenv-inherit=yes",
                Action.RESTART,
                "env-inherit, user, group, groups and 2 more changed");
    }

    @Test
    void reloadsWhereTheEnvironmentAloneIsAnother() {
        String reloads = "\nreload=signal:HUP\non-change=reload";
        String later = "; its process gets that at the next start";
        assertChange("cmd=x" + reloads, "cmd=x\nenv.A=1" + reloads, Action.RELOAD, "env.A changed" + later);
        assertChange(
                "cmd=x" + reloads,
                "cmd=x\nenv-file=/a\nbackoff=1s" + reloads,
                Action.RELOAD,
                "env-file and backoff changed" + later);
        assertChange("cmd=x" + reloads, "cmd=y\nenv.A=1" + reloads, Action.RESTART, "cmd and env.A changed");
        assertChange("cmd=x" + reloads, "cmd=x\nbackoff=1s" + reloads, Action.APPLY, "backoff changed");
        assertChange(
                "cmd=x",
                "cmd=x\nreload=exec:/bin/r\nreload-timeout=1s",
                Action.APPLY,
                "reload and reload-timeout changed");
    }

    @Test
    void leavesWhatWantsToBeLeft() {
        assertChange(
                "cmd=x",
                "cmd=y\non-change=next-start",
                Action.APPLY,
                "cmd and on-change changed; takes effect at the next start");
        assertChange("cmd=x\non-change=next-start", "cmd=y", Action.RESTART, "cmd and on-change changed");
    }

    @Test
    void countsInstances() {
        assertChange("cmd=x\ninstances=2", "cmd=x\ninstances=4", Action.APPLY, "instances changed from 2 to 4");
        assertChange(
                "cmd=x\ninstances=2",
                "cmd=y\ninstances=4",
                Action.RESTART,
                "cmd changed, instances changed from 2 to 4");
        assertChange(
                "cmd=x",
                "cmd=x\ninstances=3",
                Action.RESTART,
                "instances changed from 1 to 3; its instances get other names");
    }

    @Test
    void namedInstancesComeAndGoOneByOne() {
        assertChange(
                "cmd=x\ninstances=eu,us",
                "cmd=x\ninstances=eu asia",
                Action.APPLY,
                "instances changed from eu,us to eu,asia");
        assertChange(
                "cmd=x\ninstances=2",
                "cmd=x\ninstances=eu,us",
                Action.RESTART,
                "instances changed from 2 to eu,us; its instances get other names");
        assertChange("cmd=x\ninstances=eu,us", "cmd=x\ninstances=eu, us", Action.KEEP, "nothing changed");
        assertChange("cmd=x", "cmd=x\ntags=a", Action.APPLY, "tags changed");
    }

    @Test
    void theStewardIsRestartedForItsSettings() {
        assertChange("steward=yes", "steward=yes\nhttp.listen=80", Action.RESTART, "what the steward is told changed");
    }

    private static boolean isForTheSteward(String key) {
        boolean plain = key.startsWith("env.") || key.startsWith("limit.") || key.endsWith(".timeout");
        return key.equals("steward") || key.indexOf('.') >= 0 && !plain;
    }

    @Test
    void everyPartThatDiffersHasAName() {
        for (var key : dev.tend.format.tend.Keys.all()) {
            if (isForTheSteward(key.name())) {
                continue;
            }
            String value = other(key.name());
            String name = key.name().equals("env.NAME")
                    ? "env.A"
                    : key.name().equals("limit.RESOURCE") ? "limit.core" : key.name();
            String before = name.equals("reload-on")
                    ? "cmd=x\nreload=signal:HUP"
                    : name.equals("schedule")
                            ? "cmd=x\ntype=task\non-change=next-start"
                            : name.equals("start-on")
                                    ? "cmd=x\nlisten=tcp:9"
                                    : name.equals("idle-timeout")
                                            ? "cmd=x\nlisten=tcp:9\nstart-on=connection"
                                            : name.equals("catch-up") || name.equals("schedule-overlap")
                                                    ? "cmd=x\ntype=task\nschedule=@daily"
                                                    : name.equals("launch.timeout")
                                                            ? "launch=z\npidfile=/y"
                                                            : hooked(name)
                                                                    ? "cmd=x\n" + name.substring(0, name.length() - 8)
                                                                            + "=z"
                                                                    : "cmd=x";
            String text =
                    switch (name) {
                        case "cmd", "shell" -> name + "=" + value;
                        case "launch" -> "launch=y\npidfile=/y";
                        case "launch.timeout" -> "launch=z\npidfile=/y\nlaunch.timeout=7s";
                        default -> before + "\n" + name + "=" + value;
                    };
            before = name.equals("launch") ? "launch=z\npidfile=/y" : before;
            var change = changed(before, text, Set.of());
            assertThat(change.reason())
                    .as(name)
                    .startsWith(
                            name.startsWith("limit")
                                    ? "limit changed"
                                    : name.equals("type") ? "restart" : name + " changed");
        }
    }

    /** Tells whether a key sets the time limit of a hook: without the hook it has no effect. */
    private static boolean hooked(String key) {
        return key.endsWith(".timeout") || key.equals("drain-timeout");
    }

    private static String other(String key) {
        if (hooked(key)) {
            return "7s";
        }
        return switch (key) {
            case "cmd", "shell", "user", "group", "groups", "env.NAME" -> "y";
            case "after", "requires", "wants", "conflicts" -> "y";
            case "pre-start", "post-start", "pre-stop", "post-stop", "finish", "drain", "halt", "job" -> "y";
            case "launch" -> "y";
            case "drain-exit" -> "lenient";
            case "input" -> "pipe";
            case "runit" -> "/y";
            case "type" -> "task";
            case "health" -> "memory:1M";
            case "health-interval", "health-timeout", "health-grace" -> "7s";
            case "health-failures" -> "7";
            case "health-action" -> "none";
            case "notify" -> "exec:y";
            case "schedule" -> "@daily";
            case "schedule-overlap" -> "kill";
            case "ready" -> "notify";
            case "hooks" -> "boot";
            case "cwd", "chroot", "pidfile", "env-file", "reload-on", "directories", "private", "read-only", "hidden" ->
                "/y";
            case "on-missing" -> "ignore";
            case "memory-max", "memory-high" -> "1M";
            case "cpu-max" -> "50%";
            case "cpu-weight", "pids-max", "io-weight" -> "7";
            case "umask", "nice", "oom-score-adj", "limit.RESOURCE", "log-keep", "success-exit" -> "7";
            case "capabilities" -> "kill";
            case "restart" -> "never";
            case "backoff",
                    "stable",
                    "stop-timeout",
                    "ready-timeout",
                    "run-timeout",
                    "idle-timeout",
                    "reload-timeout",
                    "watchdog" -> "7s";
            case "listen" -> "tcp:7";
            case "start-on" -> "connection";
            case "give-up" -> "7 in 1h";
            case "reload" -> "signal:HUP";
            case "restart-on" -> "/y";
            case "tags" -> "y";
            case "stop-signal" -> "HUP";
            case "kill-mode" -> "process";
            case "enabled" -> "$A = b";
            case "on-change" -> "next-start";
            case "instances" -> "2";
            case "log" -> "null";
            case "log-size", "log-buffer" -> "1M";
            case "log-timestamps" -> "iso";
            case "log-full" -> "drop-old";
            default -> "yes";
        };
    }

    private static void assertChange(String running, String wanted, Action action, String reason) {
        assertThat(changed(running, wanted, Set.of())).isEqualTo(new Change("a", action, reason));
    }

    private static Change changed(String running, String wanted, Set<String> failed) {
        return Plan.between(Map.of("a", spec("a", running)), Map.of("a", spec("a", wanted)), failed)
                .changes()
                .getFirst();
    }

    private static ServiceSpec spec(String name, String text) {
        return ServiceFile.parse("d/" + name, name, text).spec().orElseThrow();
    }
}

package dev.tend.simulation;

import java.util.List;

/** Service files as a user might write them, called {@code s0} and so on; none waits for one with a higher number. */
final class ServiceTexts {

    private static final List<String> HOOKS = List.of("pre-start", "post-start", "pre-stop", "post-stop", "finish");

    private final SeededRandom chance;
    private final int loner;

    /** @param loner the number of the service whose leftovers are not ended */
    ServiceTexts(SeededRandom chance, int loner) {
        this.chance = chance;
        this.loner = loner;
    }

    /** Returns a random text for the file of that service. */
    String text(int number) {
        boolean launched = number > 0 && chance.onceIn(5);
        var text = new StringBuilder(launched ? launch(number) : "cmd=web " + chance.below(3) + "\n");
        option(text, "restart=on-failure", 4);
        option(text, "restart=never", 6);
        option(text, "give-up=4 in 1m", 4);
        option(text, "success-exit=TERM", 6);
        option(text, "stable=1s", 3);
        option(text, "stop-timeout=5s", 3);
        option(text, "show-stacks=yes", 3);
        option(
                text,
                launched ? "halt=" + FakeLaunches.HALT + "\nhalt.timeout=3s" : "instances=" + (1 + chance.below(3)),
                3);
        option(text, Invariants.RUN_TIMEOUT, 6);
        option(text, "env.A=" + chance.below(3), 3);
        option(text, "enabled=no", 12);
        option(text, "log=null", 5);
        option(text, readiness(launched), 2);
        if (!launched) {
            option(text, "watchdog=9s", 6);
            option(text, "listen=tcp:" + (8000 + number) + (chance.onceIn(2) ? "" : " udp:" + (8000 + number)), 4);
        }
        if (!launched && chance.onceIn(6)) {
            text.append("type=task\n").append(chance.onceIn(2) ? "" : schedule() + "\n");
            option(text, "on-change=next-start", 4);
        } else {
            text.append(reload());
        }
        boolean one = text.indexOf("instances=") < 0 && text.indexOf("type=task") < 0;
        if (one && text.indexOf("listen=") >= 0) {
            option(text, "start-on=connection\nidle-timeout=20s", 2);
        }
        option(text, "directories=runtime:r" + chance.below(3), 6);
        option(
                text,
                "health=" + (chance.onceIn(2) ? "http://here/ok; files:100" : "cpu:50%") + "\nhealth-interval=1s",
                4);
        option(text, "health-action=signal:HUP", 4);
        option(text, "notify=exec:tell somebody", 5);
        option(text, "hooks=" + (chance.onceIn(2) ? "start,restart,boot" : "start"), 6);
        for (String hook : HOOKS) {
            option(text, hook + "=run it\n" + hook + ".timeout=4s", 6);
        }
        option(text, "drain=ask it\ndrain-timeout=6s", 6);
        if (number > 0) { // never the other way round, so that there is no circle
            option(text, "after=s" + chance.below(number), 5);
            option(text, "requires=s" + chance.below(number), 6);
            option(text, "conflicts=s" + chance.below(number), 20);
        }
        return text.append(number == loner ? "kill-mode=process\n" : "")
                .toString()
                .replace("restart=on-failure\nrestart=never\n", "restart=never\n");
    }

    private static String launch(int number) {
        return "launch=" + FakeLaunches.LAUNCH + "\nlaunch.timeout=4s\npidfile=/pids/s" + number + "\n";
    }

    private String readiness(boolean launched) {
        return switch (launched ? 1 + chance.below(2) : chance.below(4)) {
            case 0 -> "ready=fd:5\nready-timeout=20s";
            case 1 -> "ready=tcp:here:1\nready-timeout=9s";
            case 2 -> "ready=log:line of\nready-timeout=9s";
            default -> "ready=notify\nready-timeout=20s";
        };
    }

    private String reload() {
        var text = new StringBuilder();
        option(text, "restart-on=" + World.WATCHED + chance.below(2), 4);
        if (chance.onceIn(2)) {
            option(text, "on-change=next-start", 3);
            return text.toString();
        }
        text.append(
                chance.onceIn(2)
                        ? "reload=signal:HUP\n"
                        : "reload=exec:" + FakeLaunches.RELOAD + "\nreload-timeout=3s\n");
        option(text, "on-change=reload", 2);
        option(text, "reload-on=" + World.WATCHED + chance.below(2), 2);
        return text.toString();
    }

    private String schedule() {
        return "schedule=" + (chance.onceIn(2) ? "@every 90s" : "*/5 * * * *") + "\ncatch-up="
                + (chance.onceIn(2) ? "yes" : "no") + "\nschedule-overlap="
                + List.of("skip", "queue", "kill").get(chance.below(3));
    }

    private void option(StringBuilder text, String line, int often) {
        if (chance.onceIn(often)) {
            text.append(line).append('\n');
        }
    }
}

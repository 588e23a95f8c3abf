package dev.tend.hostile;

import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;

/** A run of one attack on a keeper of its own: actions until the time is over, and checks in between and afterwards. */
final class Session {

    /** So many actions come between two checks, which take longer than most actions. */
    private static final long ACTIONS_PER_CHECK = 8;

    /** So much of the keeper's messages is shown with a failure. */
    private static final int LONGEST_REPORT = 8_000;

    private final Attacks kind;
    private final Limits limits;
    private final Trace trace = new Trace();
    private long number;

    Session(Attacks kind, Limits limits) {
        this.kind = kind;
        this.limits = limits;
        this.number = limits.first();
    }

    /**
     * Runs the attack and returns how many actions it took.
     *
     * @throws AssertionError with the seed and the last actions where something does not hold
     */
    long run() throws IOException {
        try (var tend = new Tend().open()) {
            outside(tend);
            try (Attack attack = kind.on(tend)) {
                run(tend, attack);
            } catch (AssertionError | RuntimeException | IOException failure) {
                throw new AssertionError(
                        kind.title() + ": failed with seed " + limits.seed() + " at action " + number + ": "
                                + failure.getMessage() + "\nthe keeper " + fate(tend.keeper())
                                + "\n--- the last actions\n" + trace + "\n"
                                + end(tend.streams()),
                        failure);
            }
        }
        return number - limits.first();
    }

    private static String fate(Process keeper) {
        if (keeper == null) {
            return "was not started";
        }
        return keeper.isAlive() ? "lives" : "ended with " + keeper.exitValue();
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - LONGEST_REPORT));
    }

    /** Files that no attack has a right to see or to change. */
    private static void outside(Tend tend) throws IOException {
        tend.file("outside/secret", Secret.LINE + "\n");
        Files.setPosixFilePermissions(tend.path("outside/secret"), PosixFilePermissions.fromString("rw-------"));
    }

    private void run(Tend tend, Attack attack) throws IOException {
        attack.begin();
        var invariants = new Invariants(tend, attack.bystanders(), List.of(tend.services(), tend.path("outside")));
        attack.startLoad();
        act(attack, invariants);
        trace.action(number, "end");
        attack.verify();
        attack.end();
        invariants.checkRecovery(attack.allowance());
        invariants.checkShutdown();
    }

    private void act(Attack attack, Invariants invariants) throws IOException {
        List<Action> actions = attack.actions().stream()
                .filter(action -> action.name().contains(limits.only()))
                .toList();
        long end = System.nanoTime() + limits.time().toNanos();
        while (number - limits.first() < limits.actions() && System.nanoTime() < end) {
            Random random = random(limits.seed(), number);
            Action action = actions.get(random.nextInt(actions.size()));
            trace.action(number, action.name());
            action.step().run(random, trace);
            invariants.keeperLives();
            if (number % ACTIONS_PER_CHECK == 0) {
                invariants.check();
                attack.verify();
            }
            number++;
        }
    }

    /** A generator for each action, so that each can be repeated without those before it. */
    private static Random random(long seed, long number) {
        return new Random(new Random(seed + number * 0x9E3779B97F4A7C15L).nextLong());
    }
}

package dev.tend.simulation;

import dev.tend.command.PosixHost;
import dev.tend.format.tiny.TinyTend;
import dev.tend.posix.Tasks;
import java.util.List;

/**
 * The simulator's command: {@code simulation --events N --seed N}. Runs worlds, one after the other, until so many events have
 * happened ({@code --tell} prints them), and prints a digest of all that did. The same seed gives the same digest on
 * the JVM and in the native program; an
 * invariant that breaks ends it with the seed of its world.
 */
public final class Simulation {

    /** The first word of a command that is executed as Tend does, on the real system, and with a format of these tests. */
    private static final String TEND = "tend";

    private static final int STEPS_IN_A_WORLD = 2_000;

    private Simulation() {}

    public static void main(String[] arguments) {
        if (arguments.length > 1 && arguments[0].equals(TEND)) {
            Tasks.exit(TinyTend.run(List.of(arguments).subList(1, arguments.length), new PosixHost()));
        }
        long most = number(arguments, "--events", 1_000_000);
        long seed = number(arguments, "--seed", 1);
        var trace = new Trace(List.of(arguments).contains("--tell"));
        long events = 0;
        long deaths = 0;
        long worlds = 0;
        while (events < most) {
            var world = run(seed + worlds, trace, (seed + worlds) % 3 == 0);
            events += world.events();
            deaths += world.deaths();
            worlds++;
        }
        System.out.println("events " + events + " worlds " + worlds + " deaths " + deaths + " seed " + seed + " digest "
                + hexadecimal(trace.digest()));
    }

    /** @param planted whether faults are planted in the keeper itself */
    private static World run(long seed, Trace trace, boolean planted) {
        World world;
        try {
            world = new World(new SeededRandom(seed), trace, planted);
            for (int step = 0; step < STEPS_IN_A_WORLD; step++) {
                world.step();
            }
            world.end();
        } catch (RuntimeException | Error broken) {
            System.out.println("seed " + seed + ": " + broken);
            throw broken;
        }
        return world;
    }

    private static long number(String[] arguments, String option, long otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(option)) {
                return Long.parseLong(arguments[i + 1]);
            }
        }
        return otherwise;
    }

    private static String hexadecimal(long number) {
        var text = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append("0123456789abcdef".charAt((int) (number >>> shift) & 15));
        }
        return text.toString();
    }
}

package dev.tend.cli;

import dev.tend.kernel.KernelException;
import dev.tend.kernel.Takeover;
import dev.tend.pidfile.Claim;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.Pidfiles;
import dev.tend.pidfile.Sighting;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it was told to do, and does nothing. */
final class FakePidfiles implements Pidfiles {

    final List<Object> orders = new ArrayList<>();
    Sighting sighting = new Sighting(Sighting.State.MISSING, 0, "", 0, "no such file or directory");
    Kill.Outcome outcome = new Kill.Outcome.Ended(7, false);
    boolean running = true;

    @Override
    public void claim(Claim claim) {
        orders.add(claim);
    }

    @Override
    public Kill.Outcome kill(String path, Kill kill) {
        orders.add(path);
        orders.add(kill);
        return outcome;
    }

    @Override
    public boolean signal(String path, int signal) {
        orders.add(path + " " + signal);
        return running;
    }

    @Override
    public int killAll(String program, Kill kill) {
        orders.add(program);
        return 0;
    }

    @Override
    public int signalAll(String program, int signal) {
        orders.add(program + " " + signal);
        return 0;
    }

    @Override
    public Sighting look(String path) {
        return sighting;
    }

    @Override
    public KernelException start(String path, Takeover takeover) {
        throw new AssertionError("no test becomes another program");
    }

    @Override
    public void startInBackground(String path, Takeover takeover) {
        throw new AssertionError("no test starts another program");
    }

    @Override
    public void release(String path, int pid) {
        orders.add("release " + path);
    }
}

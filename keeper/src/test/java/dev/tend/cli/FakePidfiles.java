package dev.tend.cli;

import dev.tend.kernel.KernelException;
import dev.tend.pidfile.Claim;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.PidfileReport;
import dev.tend.pidfile.Pidfiles;
import dev.tend.tool.Takeover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what it was told to do, and does nothing. */
public final class FakePidfiles implements Pidfiles {

    public final List<Object> orders = new ArrayList<>();
    PidfileReport sighting = new PidfileReport(PidfileReport.State.MISSING, 0, "", 0, "there is no such file");
    public Optional<String> stale = Optional.empty();
    public int found;

    @Override
    public void claim(Claim claim) {
        orders.add(claim);
    }

    @Override
    public Optional<String> kill(String path, Kill kill) {
        orders.add(path);
        orders.add(kill);
        return stale;
    }

    @Override
    public int killAll(String program, Kill kill) {
        orders.add(program);
        return found;
    }

    @Override
    public PidfileReport look(String path) {
        return sighting;
    }

    @Override
    public KernelException start(String path, Takeover takeover) {
        throw new AssertionError("no test becomes another program");
    }

    @Override
    public Optional<KernelException> startInBackground(String path, Takeover takeover) {
        throw new AssertionError("no test starts another program");
    }

    @Override
    public void release(String path, int pid) {
        orders.add("release " + path);
    }
}

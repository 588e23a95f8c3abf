package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Gauge;
import dev.tend.lifecycle.Process;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the keeper and the processes of instances take of the machine. Each is measured when its row is taken. */
final class Measurements {

    /** What a row takes in memory while it is still to be made. */
    private static final int ROW = 64;

    private final Kernel kernel;
    private final Supervisor supervisor;

    Measurements(Kernel kernel, Supervisor supervisor) {
        this.kernel = kernel;
        this.supervisor = supervisor;
    }

    /** The keeper's own comes first. */
    Answer of(List<Instance> chosen, Conversation asker) {
        var rows = new ArrayList<Supplier<Reply>>(chosen.size() + 1);
        rows.add(() -> row("", new Process(kernel.processId(), 0, 0), -1, -1));
        for (Instance instance : chosen) {
            instance.state().running().ifPresent(process -> rows.add(() -> row(instance, process)));
        }
        return Listing.of(
                asker, new Mapped<>(rows.iterator(), Supplier::get), () -> new Reply.End(0, ""), ROW * rows.size());
    }

    private Reply row(Instance instance, Process process) {
        var checkup = supervisor.checkup(instance);
        long latency = supervisor.latency(instance);
        int healthy = latency < 0 ? -1 : checkup.isPresent() && checkup.get().failures() > 0 ? 0 : 1;
        return row(instance.name(), process, healthy, latency);
    }

    private Reply row(String name, Process process, int healthy, long latency) {
        return new Reply.Usage(
                name,
                kernel.measure(process, Gauge.PROCESSOR_TIME).orElse(-1),
                kernel.measure(process, Gauge.MEMORY).orElse(-1),
                kernel.measure(process, Gauge.FILES).orElse(-1),
                healthy,
                latency);
    }
}

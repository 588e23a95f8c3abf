package dev.tend.control;

import dev.tend.instance.CpuMeter;
import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Usage;
import dev.tend.lifecycle.Process;
import dev.tend.supervisor.InstanceStatus;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The resources that the keeper and the processes of instances use. Each is measured when its row is taken. */
final class Measurements {

    /** The memory that a row takes while it is still to be made, in bytes. */
    private static final int ROW = 64;

    /** The effort of a row, in bytes sent: after 64 rows, which take about two milliseconds, other clients have a turn. */
    private static final int EFFORT = 4 << 10;

    private final Kernel kernel;
    private final InstanceStatus status;
    private final CpuMeter own = new CpuMeter();

    Measurements(Kernel kernel, InstanceStatus status) {
        this.kernel = kernel;
        this.status = status;
    }

    /** The keeper's own comes first. */
    Answer of(List<Instance> chosen, boolean files, ClientConnection asker) {
        var rows = new ArrayList<Supplier<Reply>>(chosen.size() + 1);
        rows.add(() -> ofKeeper(files));
        for (Instance instance : chosen) {
            instance.state().running().ifPresent(process -> rows.add(() -> row(instance, process, files)));
        }
        var measured = new MappedIterator<>(rows.iterator(), (Supplier<Reply> row) -> {
            asker.charge(EFFORT);
            return row.get();
        });
        return StreamedAnswer.of(asker, measured, () -> new Reply.End(0, ""), ROW * rows.size());
    }

    private Reply ofKeeper(boolean files) {
        var process = new Process(kernel.processes().processId(), 0, 0);
        return row("", process, kernel.processes().usage(process, Optional.empty()), files, own, -1, -1);
    }

    private Reply row(Instance instance, Process process, boolean files) {
        var meter = instance.cpuMeter();
        var ownTime = kernel.processes().ownTime(process);
        var usage = meter.unchanged(process, kernel.clock().now(), ownTime);
        if (usage.isEmpty()) {
            usage = kernel.processes().usage(process, Optional.of(instance.mark()));
            usage.ifPresent(measured -> meter.keep(process, kernel.clock().now(), measured, ownTime));
        }
        if (!files) {
            return row(instance.name(), process, usage, false, meter, -1, -1);
        }
        var checkup = status.checkup(instance);
        long latency = status.latency(instance);
        int healthy = latency < 0 ? -1 : checkup.isPresent() && checkup.get().failures() > 0 ? 0 : 1;
        return row(instance.name(), process, usage, true, meter, healthy, latency);
    }

    private Reply row(
            String name,
            Process process,
            Optional<Usage> usage,
            boolean files,
            CpuMeter meter,
            int healthy,
            long latency) {
        if (usage.isEmpty()) {
            return new Reply.Usage(name, -1, -1, -1, -1, healthy, latency);
        }
        meter.read(process, kernel.clock().now(), usage.get().processorTime());
        return new Reply.Usage(
                name,
                meter.total(),
                meter.permille(),
                usage.get().memory(),
                files ? kernel.processes().openFiles(process).orElse(-1) : -1,
                healthy,
                latency);
    }
}

package dev.tend.api;

import dev.tend.lifecycle.ResourceUse;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Reply.Usage;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The replies of the keeper at one moment, as metrics: its own, and those of each instance. Unknown values are left
 * out.
 */
final class Metrics {

    private static final double MICROS = 1e6;
    private static final List<String> STATES = List.of(
            "down",
            "waiting",
            "starting",
            "up",
            "ready",
            "stopping",
            "finishing",
            "failed",
            "done",
            "unhealthy",
            "output-waits");

    private final Reply.Keeper keeper;
    private final List<Status> rows;
    private final List<Usage> usages;
    private final Map<String, Labels> labels;
    private final List<MetricSnapshot> all = new ArrayList<>();

    Metrics(Reply.Keeper keeper, List<Status> rows, List<Usage> usages) {
        this.keeper = keeper;
        this.rows = rows;
        this.usages = usages;
        labels = rows.stream().collect(Collectors.toMap(Status::name, Metrics::labels, (first, _) -> first));
    }

    /** Returns the metrics if no keeper answers. */
    static MetricSnapshots ofNoKeeper() {
        return MetricSnapshots.of(gauge("tend_keeper_up", "Whether the keeper answers.", 0));
    }

    MetricSnapshots snapshots() {
        ofKeeper();
        ofLives();
        ofUse();
        ofLastRuns();
        return new MetricSnapshots(all);
    }

    private void ofKeeper() {
        all.add(gauge("tend_keeper_up", "Whether the keeper answers.", 1));
        all.add(gauge("tend_keeper_uptime_seconds", "The uptime of the keeper in seconds.", keeper.uptime() / MICROS));
        all.add(gauge("tend_keeper_services", "The number of instances.", keeper.services()));
        all.add(InfoSnapshot.builder()
                .name("tend_keeper")
                .help("Version of the keeper.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", keeper.version()))
                        .build())
                .build());
        usages.stream().filter(usage -> usage.name().isEmpty()).forEach(own -> {
            all.add(CounterSnapshot.builder()
                    .name("tend_keeper_cpu_seconds")
                    .help("Its processor time.")
                    .dataPoint(CounterDataPointSnapshot.builder()
                            .value(own.cpu() / MICROS)
                            .build())
                    .build());
            all.add(gauge("tend_keeper_memory_bytes", "Its resident memory.", (double) own.memory()));
            all.add(gauge("tend_keeper_open_files", "Its open descriptors.", (double) own.files()));
        });
    }

    private void ofLives() {
        var states = StateSetSnapshot.builder().name("tend_service_state").help("Which state it is in.");
        for (Status row : rows) {
            var point = StateSetDataPointSnapshot.builder().labels(labels(row));
            STATES.forEach(state -> point.state(state, state.equals(row.word())));
            states.dataPoint(point.build());
        }
        all.add(states.build());
        gauges(
                "tend_service_wanted",
                "Whether the instance should be up.",
                rows,
                Metrics::labels,
                row -> row.wanted().equals("up") ? 1 : 0);
        gauges(
                "tend_service_uptime_seconds",
                "The uptime of its process in seconds.",
                rows,
                Metrics::labels,
                row -> row.uptime() / MICROS);
        counters("tend_service_restarts", "The number of automatic restarts.", rows, Metrics::labels, Status::restarts);
        gauges(
                "tend_service_problem",
                "Whether its file has an error, or one of its files cannot be written.",
                rows,
                Metrics::labels,
                row -> row.problem().isEmpty() ? 0 : 1);
        gauges(
                "tend_service_output_waits",
                "Whether its output waits because it cannot be written.",
                rows,
                Metrics::labels,
                row -> row.outputWaits() ? 1 : 0);
        counters(
                "tend_service_output_dropped_bytes",
                "Dropped output in bytes.",
                rows,
                Metrics::labels,
                Status::dropped);
    }

    private void ofUse() {
        var of = usages.stream()
                .filter(usage -> labels.containsKey(usage.name()))
                .toList();
        Function<Usage, Labels> whose = usage -> labels.get(usage.name());
        counters(
                "tend_service_cpu_seconds",
                "The processor time of its processes.",
                of,
                whose,
                usage -> seconds(usage.cpu()));
        gauges("tend_service_memory_bytes", "The resident memory of its processes.", of, whose, Usage::memory);
        gauges("tend_service_open_files", "The open descriptors of its main process.", of, whose, Usage::files);
        gauges("tend_service_healthy", "Whether its last health check succeeded.", of, whose, Usage::healthy);
        gauges(
                "tend_service_health_latency_seconds",
                "The duration of its last health check in seconds.",
                of,
                whose,
                usage -> seconds(usage.latency()));
    }

    private void ofLastRuns() {
        var of = rows.stream().filter(row -> row.used().isPresent()).toList();
        lastRun("user_seconds", "Processor time in user mode of its last run.", of, use -> seconds(use.user()));
        lastRun("system_seconds", "Processor time in the kernel of its last run.", of, use -> seconds(use.system()));
        lastRun("peak_memory_bytes", "The largest resident memory of its last run.", of, ResourceUse::peak);
        lastRun("minor_faults", "Page faults without input of its last run.", of, ResourceUse::minorFaults);
        lastRun("major_faults", "Page faults with input of its last run.", of, ResourceUse::majorFaults);
        lastRun("read_bytes", "Bytes that devices were read for in its last run.", of, ResourceUse::read);
        lastRun("written_bytes", "Bytes for devices that its last run wrote.", of, ResourceUse::written);
    }

    private void lastRun(String name, String help, List<Status> of, ToDoubleFunction<ResourceUse> figure) {
        gauges(
                "tend_service_last_run_" + name,
                help,
                of,
                Metrics::labels,
                row -> figure.applyAsDouble(row.used().orElseThrow()));
    }

    private static double seconds(long micros) {
        return micros < 0 ? -1 : micros / MICROS;
    }

    private static Labels labels(Status row) {
        return Labels.of("service", row.service(), "instance_name", row.name());
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private <T> void gauges(
            String name, String help, List<T> of, Function<T, Labels> labels, ToDoubleFunction<T> figure) {
        var builder = GaugeSnapshot.builder().name(name).help(help);
        of.stream()
                .filter(each -> figure.applyAsDouble(each) >= 0)
                .forEach(each -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels.apply(each))
                        .value(figure.applyAsDouble(each))
                        .build()));
        all.add(builder.build());
    }

    private <T> void counters(
            String name, String help, List<T> of, Function<T, Labels> labels, ToDoubleFunction<T> figure) {
        var builder = CounterSnapshot.builder().name(name).help(help);
        of.stream()
                .filter(each -> figure.applyAsDouble(each) >= 0)
                .forEach(each -> builder.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels.apply(each))
                        .value(figure.applyAsDouble(each))
                        .build()));
        all.add(builder.build());
    }
}

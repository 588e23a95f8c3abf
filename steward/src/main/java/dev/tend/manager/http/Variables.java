package dev.tend.manager.http;

import dev.tend.text.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * {@code /debug/vars}: how the steward itself is, under the names that Go's {@code expvar} has, as far as there is something of the
 * kind in a JVM.
 */
final class Variables implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        Replies.get(rules, "/debug/vars", (_, response) -> Replies.json(response, Status.OK_200, variables()));
    }

    private static Json variables() {
        return Json.object()
                .with("cmdline", Json.of(commandLine()))
                .with("memstats", memory())
                .build();
    }

    private static String commandLine() {
        return ProcessHandle.current().info().command().orElse("");
    }

    private static Json memory() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        long collections = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        long pauses = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return Json.object()
                .with("HeapAlloc", heap.getUsed())
                .with("HeapSys", heap.getCommitted())
                .with("Sys", heap.getCommitted() + other.getCommitted())
                .with("NumGC", collections)
                .with("PauseTotalNs", TimeUnit.MILLISECONDS.toNanos(pauses))
                .build();
    }
}

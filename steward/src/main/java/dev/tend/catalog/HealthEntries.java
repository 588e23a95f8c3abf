package dev.tend.catalog;

import dev.tend.template.data.HealthCheck;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.data.ServiceInstance.TaggedAddress;
import dev.tend.template.data.ServiceInstance.Weights;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The entries of {@code /v1/health/service}: instances of services, each with its node and its checks. */
public final class HealthEntries {

    private static final String NODE_MAINTENANCE = "_node_maintenance";
    private static final String SERVICE_MAINTENANCE = "_service_maintenance:";

    /** The order of instances that are not sorted by distance. */
    public static final Comparator<ServiceInstance> ORDER =
            Comparator.comparing(ServiceInstance::node).thenComparing(ServiceInstance::id);

    private HealthEntries() {}

    /**
     * Returns the instances.
     *
     * @param ordered whether they are in the right order already
     * @throws MalformedException where they are no entries
     */
    public static List<ServiceInstance> instances(Json json, boolean ordered) {
        var all = new ArrayList<>(JsonObject.list(json, "the answer", entry -> instance(entry, Defaults.NONE)));
        if (!ordered) {
            all.sort(ORDER);
        }
        return List.copyOf(all);
    }

    /**
     * Returns the instances in a file, where all fields may be missing: the service is then that of the file's name, its id that
     * name with a number after the first, and its node {@code localhost}. One entry need not be in a list.
     *
     * @throws MalformedException where they are no entries
     */
    public static List<ServiceInstance> ofFile(Json json, String service) {
        var entries = json instanceof Json.Array array ? array.values() : List.of(json);
        var all = new ArrayList<ServiceInstance>();
        for (Json entry : entries) {
            String id = all.isEmpty() ? service : service + "-" + (all.size() + 1);
            all.add(instance(JsonObject.of(entry, "an entry"), new Defaults(service, id, "localhost", "127.0.0.1")));
        }
        all.sort(ORDER);
        return List.copyOf(all);
    }

    /** The values of fields that are missing. */
    private record Defaults(String service, String id, String node, String address) {

        private static final Defaults NONE = new Defaults("", "", "", "");
    }

    private static ServiceInstance instance(JsonObject entry, Defaults defaults) {
        var host = entry.object("Node");
        var node = ConsulJson.node(host);
        String address = host.text("Address", defaults.address());
        var service = entry.object("Service");
        var weights = service.object("Weights");
        var checks = entry.list("Checks", HealthEntries::check);
        return new ServiceInstance(
                host.text("Node", defaults.node()),
                node.id(),
                service.text("Kind"),
                address,
                node.datacenter(),
                node.taggedAddresses(),
                node.meta(),
                service.map("Meta"),
                addresses(service.object("TaggedAddresses")),
                service.text("Address", address),
                service.text("ID", defaults.id()),
                service.text("Service", defaults.service()),
                service.port("Port"),
                new Weights((int) weights.number("Passing", 1), (int) weights.number("Warning", 1)),
                service.texts("Tags"),
                status(checks),
                checks);
    }

    private static Map<String, TaggedAddress> addresses(JsonObject tagged) {
        var all = new TreeMap<String, TaggedAddress>();
        tagged.fields().forEach((tag, value) -> {
            var address = JsonObject.of(value, tag);
            all.put(tag, new TaggedAddress(address.text("Address"), address.port("Port")));
        });
        return Collections.unmodifiableMap(all);
    }

    private static HealthCheck check(JsonObject check) {
        return new HealthCheck(
                check.text("Node"),
                check.text("CheckID"),
                check.text("Name"),
                check.text("Status"),
                check.text("Notes"),
                check.text("Output"),
                check.text("ServiceID"),
                check.text("ServiceName"),
                check.texts("ServiceTags"),
                check.text("Type"));
    }

    /** Returns the worst: maintenance, critical, warning, passing. */
    static String status(List<HealthCheck> checks) {
        String worst = "passing";
        for (var check : checks) {
            if (check.checkId().equals(NODE_MAINTENANCE) || check.checkId().startsWith(SERVICE_MAINTENANCE)) {
                return "maintenance";
            }
            if (check.status().equals("critical") || check.status().equals("warning") && worst.equals("passing")) {
                worst = check.status();
            }
        }
        return worst;
    }
}

package dev.tend.template.data;

import java.util.List;
import java.util.Map;

/**
 * An instance of a service, with its node and its health.
 *
 * @param address the address of the instance, or that of its node where it has none of its own
 * @param tags in order
 * @param status the worst of the checks: {@code passing}, {@code warning}, {@code critical} or {@code maintenance}
 */
public record ServiceInstance(
        String node,
        String nodeId,
        String kind,
        String nodeAddress,
        String nodeDatacenter,
        Map<String, String> nodeTaggedAddresses,
        Map<String, String> nodeMeta,
        Map<String, String> serviceMeta,
        Map<String, TaggedAddress> serviceTaggedAddresses,
        String address,
        String id,
        String name,
        int port,
        Weights weights,
        List<String> tags,
        String status,
        List<HealthCheck> checks) {

    /** An address of a service under a tag such as {@code lan}. */
    public record TaggedAddress(String address, int port) {}

    /** The weights of an instance in answers to DNS. */
    public record Weights(int passing, int warning) {

        /** The weights of an instance that sets none. */
        public static final Weights DEFAULT = new Weights(1, 1);
    }
}

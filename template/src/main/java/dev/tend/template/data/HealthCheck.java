package dev.tend.template.data;

import java.util.List;

/**
 * A health check of a node or a service.
 *
 * @param status {@code passing}, {@code warning} or {@code critical}
 * @param serviceId empty for a check of the node
 */
public record HealthCheck(
        String node,
        String checkId,
        String name,
        String status,
        String notes,
        String output,
        String serviceId,
        String serviceName,
        List<String> serviceTags,
        String type) {}

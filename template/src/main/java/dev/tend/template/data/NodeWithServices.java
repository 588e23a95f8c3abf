package dev.tend.template.data;

import java.util.List;
import java.util.Map;

/** A node and its services, by name and id. */
public record NodeWithServices(Node node, List<NodeService> services) {

    /**
     * A service of a node.
     *
     * @param tags in order
     */
    public record NodeService(
            String id,
            String service,
            List<String> tags,
            Map<String, String> meta,
            int port,
            String address,
            boolean enableTagOverride) {}
}

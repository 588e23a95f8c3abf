package dev.tend.catalog;

import dev.tend.template.data.CaRoot;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.LeafCertificate;
import dev.tend.template.data.Node;
import dev.tend.template.data.NodeWithServices;
import dev.tend.template.data.NodeWithServices.NodeService;
import dev.tend.template.data.ServiceName;
import dev.tend.template.value.GoString;
import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the answers of Consul's HTTP interface.
 *
 * <p>Each method throws {@link MalformedException} where the text is not such an answer.
 */
public final class ConsulJson {

    private ConsulJson() {}

    /** Reads JSON. */
    public static Json parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException garbage) {
            throw new MalformedException("invalid JSON: " + garbage.getMessage(), garbage);
        }
    }

    /** Returns the pairs of {@code /v1/kv}, by path. */
    public static List<KeyPair> pairs(Json json) {
        var pairs = new ArrayList<>(JsonObject.list(json, "the answer", ConsulJson::pair));
        pairs.sort(Comparator.comparing(KeyPair::path));
        return List.copyOf(pairs);
    }

    private static KeyPair pair(JsonObject pair) {
        return new KeyPair(
                pair.text("Key"),
                bytes(pair.text("Value")),
                pair.number("CreateIndex"),
                pair.number("ModifyIndex"),
                pair.number("LockIndex"),
                pair.number("Flags"),
                pair.text("Session"));
    }

    private static GoString bytes(String base64) {
        try {
            return GoString.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException garbage) {
            throw new MalformedException("Value is not in base64", garbage);
        }
    }

    /** Returns the names of {@code /v1/catalog/services}, in order. */
    public static List<ServiceName> services(Json json) {
        var names = new ArrayList<ServiceName>();
        var all = JsonObject.of(json, "the answer");
        all.fields().keySet().stream().sorted().forEach(name -> names.add(new ServiceName(name, all.texts(name))));
        return List.copyOf(names);
    }

    /**
     * Returns the nodes of {@code /v1/catalog/nodes}.
     *
     * @param ordered whether they are in the right order already
     */
    public static List<Node> nodes(Json json, boolean ordered) {
        var nodes = new ArrayList<>(JsonObject.list(json, "the answer", ConsulJson::node));
        if (!ordered) {
            nodes.sort(Comparator.comparing(Node::node).thenComparing(Node::address));
        }
        return List.copyOf(nodes);
    }

    static Node node(JsonObject node) {
        return new Node(
                node.text("ID"),
                node.text("Node"),
                node.text("Address"),
                node.text("Datacenter"),
                node.map("TaggedAddresses"),
                node.map("Meta"));
    }

    /** Returns the node of {@code /v1/catalog/node}; empty for null, as Consul answers where there is none. */
    public static Optional<NodeWithServices> nodeServices(Json json) {
        var answer = JsonObject.of(json, "the answer");
        if (answer.field("Node").isEmpty()) {
            return Optional.empty();
        }
        var services = new ArrayList<NodeService>();
        var all = answer.object("Services");
        all.fields().forEach((id, service) -> services.add(nodeService(JsonObject.of(service, id))));
        services.sort(Comparator.comparing(NodeService::service).thenComparing(NodeService::id));
        return Optional.of(new NodeWithServices(node(answer.object("Node")), List.copyOf(services)));
    }

    private static NodeService nodeService(JsonObject service) {
        return new NodeService(
                service.text("ID"),
                service.text("Service"),
                service.texts("Tags"),
                service.map("Meta"),
                service.port("Port"),
                service.text("Address"),
                service.flag("EnableTagOverride"));
    }

    /** Returns a list of strings, in order. */
    public static List<String> names(Json json) {
        return JsonObject.texts(json, "the answer");
    }

    /** Returns the name of the agent's node in {@code /v1/agent/self}. */
    public static String ownNode(Json json) {
        String name = JsonObject.of(json, "the answer").object("Config").text("NodeName");
        if (name.isEmpty()) {
            throw new MalformedException("the agent does not say the name of its node");
        }
        return name;
    }

    /** Returns the certificates of {@code /v1/agent/connect/ca/roots}. */
    public static List<CaRoot> roots(Json json) {
        return JsonObject.of(json, "the answer")
                .list(
                        "Roots",
                        root -> new CaRoot(
                                root.text("ID"),
                                root.text("Name"),
                                root.text("RootCert"),
                                root.flag("Active"),
                                root.number("CreateIndex"),
                                root.number("ModifyIndex")));
    }

    /** Returns the certificate of {@code /v1/agent/connect/ca/leaf}. */
    public static LeafCertificate leaf(Json json) {
        var leaf = JsonObject.of(json, "the answer");
        if (leaf.text("CertPEM").isEmpty()) {
            throw new MalformedException("no certificate in the answer");
        }
        return new LeafCertificate(
                leaf.text("SerialNumber"),
                leaf.text("CertPEM"),
                leaf.text("PrivateKeyPEM"),
                leaf.text("Service"),
                leaf.text("ServiceURI"),
                leaf.text("ValidAfter"),
                leaf.text("ValidBefore"),
                leaf.number("CreateIndex"),
                leaf.number("ModifyIndex"));
    }
}

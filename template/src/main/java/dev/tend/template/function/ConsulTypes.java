package dev.tend.template.function;

import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.STRING;
import static dev.tend.template.value.GoType.STRINGS;
import static dev.tend.template.value.GoType.UINT64;
import static dev.tend.template.value.GoType.listOf;
import static dev.tend.template.value.GoType.mapOf;
import static dev.tend.template.value.GoType.pointerTo;

import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types of what Consul answers, with the names and the fields that templates know. */
final class ConsulTypes {

    static final GoType STRING_MAP = mapOf(STRING, STRING);

    /** A list of tags with the method Contains. */
    static final NamedType TAGS = new NamedType(
            "dependency.ServiceTags",
            STRINGS,
            Map.of(
                    "Contains",
                    new NamedType.Method(
                            new GoType.FunctionType(List.of(STRING), false, List.of(BOOL), false),
                            (call, arguments) ->
                                    ((GoList) arguments.get(0)).items().contains(arguments.get(1)))));

    static final NamedType KEY_PAIR = struct(
            "dependency.KeyPair",
            field("Path", STRING),
            field("Key", STRING),
            field("Value", STRING),
            field("CreateIndex", UINT64),
            field("ModifyIndex", UINT64),
            field("LockIndex", UINT64),
            field("Flags", UINT64),
            field("Session", STRING));
    static final GoType KEY_PAIRS = listOf(pointerTo(KEY_PAIR));

    static final NamedType CHECK = struct(
            "api.HealthCheck",
            field("Node", STRING),
            field("CheckID", STRING),
            field("Name", STRING),
            field("Status", STRING),
            field("Notes", STRING),
            field("Output", STRING),
            field("ServiceID", STRING),
            field("ServiceName", STRING),
            field("ServiceTags", STRINGS),
            field("Type", STRING));
    static final NamedType CHECKS = new NamedType("api.HealthChecks", listOf(pointerTo(CHECK)));

    static final NamedType TAGGED_ADDRESS = struct("api.ServiceAddress", field("Address", STRING), field("Port", INT));
    static final NamedType WEIGHTS = struct("api.AgentWeights", field("Passing", INT), field("Warning", INT));

    static final NamedType INSTANCE = struct(
            "dependency.HealthService",
            field("Node", STRING),
            field("NodeID", STRING),
            field("Kind", STRING),
            field("NodeAddress", STRING),
            field("NodeDatacenter", STRING),
            field("NodeTaggedAddresses", STRING_MAP),
            field("NodeMeta", STRING_MAP),
            field("ServiceMeta", STRING_MAP),
            field("ServiceTaggedAddresses", mapOf(STRING, TAGGED_ADDRESS)),
            field("Address", STRING),
            field("ID", STRING),
            field("Name", STRING),
            field("Tags", TAGS),
            field("Checks", CHECKS),
            field("Status", STRING),
            field("Port", INT),
            field("Weights", WEIGHTS));
    static final GoType INSTANCES = listOf(pointerTo(INSTANCE));

    static final NamedType SERVICE_NAME =
            struct("dependency.CatalogSnippet", field("Name", STRING), field("Tags", TAGS));
    static final GoType SERVICE_NAMES = listOf(pointerTo(SERVICE_NAME));

    static final NamedType NODE = struct(
            "dependency.Node",
            field("ID", STRING),
            field("Node", STRING),
            field("Address", STRING),
            field("Datacenter", STRING),
            field("TaggedAddresses", STRING_MAP),
            field("Meta", STRING_MAP));
    static final GoType NODES = listOf(pointerTo(NODE));

    static final NamedType NODE_SERVICE = struct(
            "dependency.CatalogNodeService",
            field("ID", STRING),
            field("Service", STRING),
            field("Tags", TAGS),
            field("Meta", STRING_MAP),
            field("Port", INT),
            field("Address", STRING),
            field("EnableTagOverride", BOOL));
    static final NamedType NODE_WITH_SERVICES = struct(
            "dependency.CatalogNode",
            field("Node", pointerTo(NODE)),
            field("Services", listOf(pointerTo(NODE_SERVICE))));

    static final NamedType CA_ROOT = struct(
            "api.CARoot",
            field("ID", STRING),
            field("Name", STRING),
            field("RootCertPEM", STRING),
            field("Active", BOOL),
            field("CreateIndex", UINT64),
            field("ModifyIndex", UINT64));
    static final GoType CA_ROOTS = listOf(pointerTo(CA_ROOT));

    static final NamedType LEAF = struct(
            "api.LeafCert",
            field("SerialNumber", STRING),
            field("CertPEM", STRING),
            field("PrivateKeyPEM", STRING),
            field("Service", STRING),
            field("ServiceURI", STRING),
            field("ValidAfter", STRING),
            field("ValidBefore", STRING),
            field("CreateIndex", UINT64),
            field("ModifyIndex", UINT64));

    private ConsulTypes() {}

    private static GoType.Field field(String name, GoType type) {
        return new GoType.Field(name, type);
    }

    private static NamedType struct(String name, GoType.Field... fields) {
        return new NamedType(name, new GoType.StructType(List.of(fields)));
    }

    static GoList tags(List<String> tags) {
        var texts = new ArrayList<GoString>();
        for (String tag : tags) {
            texts.add(GoString.of(tag));
        }
        return GoList.of(TAGS, texts);
    }
}

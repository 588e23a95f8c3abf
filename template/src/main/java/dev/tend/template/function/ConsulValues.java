package dev.tend.template.function;

import dev.tend.template.data.CaRoot;
import dev.tend.template.data.HealthCheck;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.LeafCertificate;
import dev.tend.template.data.Node;
import dev.tend.template.data.NodeWithServices;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.data.ServiceName;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers of Consul as values of templates. */
final class ConsulValues {

    private ConsulValues() {}

    static <T> GoList list(GoType type, List<T> answers, Function<T, Object> value) {
        var values = new ArrayList<Object>(answers.size());
        for (T answer : answers) {
            values.add(value.apply(answer));
        }
        return GoList.of(type, values);
    }

    private static GoString text(String text) {
        return GoString.of(text);
    }

    private static GoMap texts(Map<String, String> entries) {
        GoMap map = GoMap.of(ConsulTypes.STRING_MAP);
        entries.forEach((key, value) -> map.put(key, text(value)));
        return map;
    }

    static GoPointer pair(KeyPair pair, String key) {
        return pair(text(pair.path()), text(key), pair);
    }

    private static GoPointer pair(GoString path, GoString key, KeyPair pair) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.KEY_PAIR,
                path,
                key,
                pair.value(),
                Int.uint64(pair.createIndex()),
                Int.uint64(pair.modifyIndex()),
                Int.uint64(pair.lockIndex()),
                Int.uint64(pair.flags()),
                text(pair.session())));
    }

    static GoPointer instance(ServiceInstance instance) {
        GoMap tagged = GoMap.of(GoType.mapOf(GoType.STRING, ConsulTypes.TAGGED_ADDRESS));
        instance.serviceTaggedAddresses()
                .forEach((tag, address) -> tagged.put(
                        tag, GoStruct.of(ConsulTypes.TAGGED_ADDRESS, text(address.address()), Int.of(address.port()))));
        return GoPointer.to(GoStruct.of(
                ConsulTypes.INSTANCE,
                text(instance.node()),
                text(instance.nodeId()),
                text(instance.kind()),
                text(instance.nodeAddress()),
                text(instance.nodeDatacenter()),
                texts(instance.nodeTaggedAddresses()),
                texts(instance.nodeMeta()),
                texts(instance.serviceMeta()),
                tagged,
                text(instance.address()),
                text(instance.id()),
                text(instance.name()),
                ConsulTypes.tags(instance.tags()),
                list(ConsulTypes.CHECKS, instance.checks(), ConsulValues::check),
                text(instance.status()),
                Int.of(instance.port()),
                GoStruct.of(
                        ConsulTypes.WEIGHTS,
                        Int.of(instance.weights().passing()),
                        Int.of(instance.weights().warning()))));
    }

    private static Object check(HealthCheck check) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.CHECK,
                text(check.node()),
                text(check.checkId()),
                text(check.name()),
                text(check.status()),
                text(check.notes()),
                text(check.output()),
                text(check.serviceId()),
                text(check.serviceName()),
                GoList.ofStrings(check.serviceTags()),
                text(check.type())));
    }

    static GoPointer serviceName(ServiceName service) {
        return GoPointer.to(
                GoStruct.of(ConsulTypes.SERVICE_NAME, text(service.name()), ConsulTypes.tags(service.tags())));
    }

    static GoPointer node(Node node) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.NODE,
                text(node.id()),
                text(node.node()),
                text(node.address()),
                text(node.datacenter()),
                texts(node.taggedAddresses()),
                texts(node.meta())));
    }

    static GoPointer node(NodeWithServices node) {
        GoType services = GoType.listOf(GoType.pointerTo(ConsulTypes.NODE_SERVICE));
        return GoPointer.to(GoStruct.of(
                ConsulTypes.NODE_WITH_SERVICES,
                node(node.node()),
                list(services, node.services(), ConsulValues::service)));
    }

    /** Returns what a template gets for a node that does not exist. */
    static GoPointer noNode() {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.NODE_WITH_SERVICES,
                GoPointer.nil(ConsulTypes.NODE),
                GoList.nil(GoType.listOf(GoType.pointerTo(ConsulTypes.NODE_SERVICE)))));
    }

    private static Object service(NodeWithServices.NodeService service) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.NODE_SERVICE,
                text(service.id()),
                text(service.service()),
                ConsulTypes.tags(service.tags()),
                texts(service.meta()),
                Int.of(service.port()),
                text(service.address()),
                service.enableTagOverride()));
    }

    static GoPointer root(CaRoot root) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.CA_ROOT,
                text(root.id()),
                text(root.name()),
                text(root.rootCertPem()),
                root.active(),
                Int.uint64(root.createIndex()),
                Int.uint64(root.modifyIndex())));
    }

    static GoPointer leaf(LeafCertificate leaf) {
        return GoPointer.to(GoStruct.of(
                ConsulTypes.LEAF,
                text(leaf.serialNumber()),
                text(leaf.certPem()),
                text(leaf.privateKeyPem()),
                text(leaf.service()),
                text(leaf.serviceUri()),
                text(leaf.validAfter()),
                text(leaf.validBefore()),
                Int.uint64(leaf.createIndex()),
                Int.uint64(leaf.modifyIndex())));
    }
}

package dev.tend.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;

/** The paths of Consul's HTTP interface, with their parameters. */
final class Targets {

    private static final String UNRESERVED = "-._~/";
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder target;
    private char separator = '?';

    private Targets(String path) {
        target = new StringBuilder(path);
    }

    /** Returns the path and the parameters of a query, without those of waiting. */
    static String of(Query query, String namespace) {
        return switch (query) {
            case Query.Single single -> of(single.dependency(), namespace);
            case Query.Tree tree -> keys(tree.prefix(), tree.scope(), namespace);
        };
    }

    private static String keys(String prefix, Scope scope, String namespace) {
        return new Targets("/v1/kv/" + encoded(prefix))
                .flag("recurse")
                .in(scope, namespace)
                .text();
    }

    private static String of(Dependency<?> dependency, String namespace) {
        return switch (dependency) {
            case Dependency.Key key ->
                new Targets("/v1/kv/" + encoded(key.path()))
                        .in(key.scope(), namespace)
                        .text();
            case Dependency.Keys keys -> keys(keys.prefix(), keys.scope(), namespace);
            case Dependency.Instances some -> instances(some, namespace);
            case Dependency.Services some ->
                new Targets("/v1/catalog/services").in(some.scope(), namespace).text();
            case Dependency.Nodes some ->
                new Targets("/v1/catalog/nodes")
                        .add("near", some.near())
                        .in(some.scope(), namespace)
                        .text();
            case Dependency.NodeServices one ->
                one.name().isEmpty() ? "/v1/agent/self" : node(one.name(), one.scope(), namespace);
            case Dependency.Datacenters some -> "/v1/catalog/datacenters";
            case Dependency.CaRoots roots -> "/v1/agent/connect/ca/roots";
            case Dependency.CaLeaf leaf -> "/v1/agent/connect/ca/leaf/" + encoded(leaf.service());
            case Dependency.Variable variable -> throw new IllegalArgumentException(variable.toString());
            case Dependency.File file -> throw new IllegalArgumentException(file.toString());
        };
    }

    static String node(String name, Scope scope, String namespace) {
        return new Targets("/v1/catalog/node/" + encoded(name))
                .in(scope, namespace)
                .text();
    }

    /** Returns a question that a datacenter answers only where it can be reached. */
    static String reach(String datacenter) {
        return new Targets("/v1/catalog/services").in(Scope.of(datacenter), "").text();
    }

    private static String instances(Dependency.Instances some, String namespace) {
        var targets = new Targets(
                        (some.connect() ? "/v1/health/connect/" : "/v1/health/service/") + encoded(some.name()))
                .add("tag", some.tag())
                .add("near", some.near());
        if (some.passing()) {
            targets.add("passing", "1");
        }
        return targets.in(some.scope(), namespace).text();
    }

    private Targets in(Scope scope, String namespace) {
        add("dc", scope.datacenter());
        add("ns", scope.namespace().isEmpty() ? namespace : scope.namespace());
        add("partition", scope.partition());
        add("peer", scope.peer());
        return add("sameness-group", scope.samenessGroup());
    }

    private Targets flag(String name) {
        target.append(separator).append(name);
        separator = '&';
        return this;
    }

    private Targets add(String name, String value) {
        return value.isEmpty() ? this : flag(name + "=" + encoded(value));
    }

    private String text() {
        return target.toString();
    }

    /** Returns a text for a path or a parameter; slashes stay. */
    static String encoded(String text) {
        var out = new StringBuilder();
        for (byte each : text.getBytes(UTF_8)) {
            boolean plain = each >= '0' && each <= '9' || each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
            if (plain || UNRESERVED.indexOf(each) >= 0) {
                out.append((char) each);
            } else {
                out.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
            }
        }
        return out.toString();
    }
}

package dev.tend.template.function;

import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.fmt.Quotes;
import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Texts;
import dev.tend.template.value.Call;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Functions on Consul's catalogue of services and nodes, and on Consul Connect. */
final class CatalogueFunctions {

    private static final String ANY = "any";
    private static final Set<String> STATES = Set.of(ANY, "passing", "warning", "critical", "maintenance");

    private final Data data;

    CatalogueFunctions(Data data) {
        this.data = data;
    }

    List<GoFunction> all() {
        return new Group()
                .variadic(
                        "service",
                        ConsulTypes.INSTANCES,
                        List.of(STRING),
                        (call, arguments) -> instances(call, arguments, "health.service", false))
                .variadic(
                        "connect",
                        ConsulTypes.INSTANCES,
                        List.of(STRING),
                        (call, arguments) -> instances(call, arguments, "health.connect", true))
                .variadic("services", ConsulTypes.SERVICE_NAMES, List.of(STRING), this::services)
                .variadic("nodes", ConsulTypes.NODES, List.of(STRING), this::nodes)
                .variadic("node", GoType.ANY, List.of(STRING), this::node)
                .variadic("datacenters", GoType.STRINGS, List.of(GoType.BOOL), this::datacenters)
                .add("caRoots", ConsulTypes.CA_ROOTS, List.of(), (call, arguments) -> roots(call))
                .add("caLeaf", GoType.ANY, List.of(STRING), (call, arguments) -> leaf(call, arguments.text(0)))
                .functions();
    }

    private Object instances(Call call, Arguments arguments, String function, boolean connect) {
        String argument = Texts.join(arguments.texts(0), GoString.of("|")).utf8();
        if (arguments.count() == 0 || arguments.text(0).isEmpty()) {
            return GoList.of(ConsulTypes.INSTANCES, List.of());
        }
        // A name has a dot only between it and a tag, so that the first of ?@~| ends it.
        Query query = Query.parse(function, argument, "?@~|");
        int dot = query.name().lastIndexOf('.');
        String tag = dot < 0 ? "" : query.name().substring(0, dot);
        String name = query.name().substring(dot + 1);
        if (name.isEmpty() || dot == 0 || !Query.isOf(name, "-") || !Query.isOf(tag, "-=:.")) {
            throw Query.invalid(function, argument);
        }
        Set<String> states = states(query.filter(), function, argument);
        boolean passing = states.equals(Set.of("passing"));
        var dependency = new Dependency.Instances(name, tag, passing, query.near(), connect, query.scope());
        var kept = new ArrayList<ServiceInstance>();
        for (ServiceInstance instance : data.look(dependency, call.position()).orElse(List.of())) {
            if (passing || states.contains(ANY) || states.contains(instance.status())) {
                kept.add(instance);
            }
        }
        call.spend(kept.size() / 10);
        return ConsulValues.list(ConsulTypes.INSTANCES, kept, ConsulValues::instance);
    }

    private static Set<String> states(String filter, String function, String argument) {
        var states = new TreeSet<String>();
        for (String state : filter.split(",", -1)) {
            if (STATES.contains(state)) {
                states.add(state);
            } else if (!state.isEmpty()) {
                throw new FunctionException(
                        function + ": invalid filter: " + Quotes.quote(state) + " in " + Quotes.quote(argument));
            }
        }
        if (filter.isEmpty()) {
            states.add("passing");
        }
        return states;
    }

    private Object services(Call call, Arguments arguments) {
        Scope scope = scope("catalog.services", arguments, "?@").scope();
        return ConsulValues.list(
                ConsulTypes.SERVICE_NAMES,
                data.look(new Dependency.Services(scope), call.position()).orElse(List.of()),
                ConsulValues::serviceName);
    }

    private Object nodes(Call call, Arguments arguments) {
        Query query = scope("catalog.nodes", arguments, "?@~");
        return ConsulValues.list(
                ConsulTypes.NODES,
                data.look(new Dependency.Nodes(query.near(), query.scope()), call.position())
                        .orElse(List.of()),
                ConsulValues::node);
    }

    private static Query scope(String function, Arguments arguments, String marks) {
        String argument = Texts.join(arguments.texts(0), GoString.EMPTY).utf8();
        Query query = Query.parse(function, argument, marks);
        if (!query.name().isEmpty()) {
            throw Query.invalid(function, argument);
        }
        return query;
    }

    private Object node(Call call, Arguments arguments) {
        String argument = Texts.join(arguments.texts(0), GoString.EMPTY).utf8();
        Query query = Query.parse("catalog.node", argument, "?@");
        if (!Query.isOf(query.name(), ".-")) {
            throw Query.invalid("catalog.node", argument);
        }
        return data.look(new Dependency.NodeServices(query.name(), query.scope()), call.position())
                .answer()
                .map(node -> node.map(ConsulValues::node).orElseGet(ConsulValues::noNode))
                .map(GoPointer.class::cast)
                .orElse(null);
    }

    private Object datacenters(Call call, Arguments arguments) {
        if (arguments.count() > 1) {
            throw new FunctionException(
                    "datacenters: wrong number of arguments, expected 0 or 1, but got " + arguments.count());
        }
        boolean reachable = arguments.count() == 1 && arguments.bool(0);
        return GoList.ofStrings(data.look(new Dependency.Datacenters(reachable), call.position())
                .orElse(List.of()));
    }

    private Object roots(Call call) {
        return ConsulValues.list(
                ConsulTypes.CA_ROOTS,
                data.look(new Dependency.CaRoots(), call.position()).orElse(List.of()),
                ConsulValues::root);
    }

    private Object leaf(Call call, GoString service) {
        if (service.isEmpty()) {
            return null;
        }
        Optional<GoPointer> leaf = data.look(new Dependency.CaLeaf(service.utf8()), call.position())
                .answer()
                .map(ConsulValues::leaf);
        return leaf.orElse(null);
    }
}

package dev.tend.status;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.status.Graph.Service;
import dev.tend.text.Json;
import dev.tend.wire.Reply.Node;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code graph}: which service waits for which, and where the time of the start has gone. */
public final class GraphVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "graph",
                        "[NAME...]",
                        "show the dependencies of services and how long each start took",
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        Each service is shown below the one that it waited for last. @ is the time from the start of the
                        keeper until the service was first ready, + the time from its own start. Services that were started
                        later, or by an earlier keeper, have no times. With names, shows these and their dependencies.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var nodes = new ArrayList<Node>();
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(new Request.Graph(), reply -> {
                if (reply instanceof Node node) {
                    nodes.add(node);
                }
            });
            var graph = new Graph(nodes);
            var patterns = Names.exactFirst(Names.withoutTags(arguments.operands(), arguments, host), graph.names());
            for (String pattern : Names.exactFirst(arguments.operands(), graph.names())) {
                if (!pattern.startsWith(Request.TAG)) { // a tag may stand for services that are not in force
                    requireKnown(pattern, graph);
                }
            }
            var shown = graph.upTo(patterns.isEmpty() ? List.of("*") : patterns);
            host.terminal().print(arguments.has("json") ? json(graph, shown) : new GraphText(graph, shown).text());
            return session.conclude(end);
        }
    }

    private static void requireKnown(String pattern, Graph graph) {
        for (Service service : graph.services()) {
            if (Names.match(List.of(pattern), service.name())) {
                return;
            }
        }
        String meant = Names.meant(pattern, graph.names(), "");
        throw new Failure(ExitCode.FAILED, "no service is called " + pattern + meant);
    }

    private static String json(Graph graph, Set<Service> shown) {
        var chain = new HashSet<>(graph.slowest(shown).map(graph::chain).orElse(List.of()));
        var services = new ArrayList<Json>();
        for (Service service : shown) {
            services.add(json(graph, service, chain.contains(service)));
        }
        return JsonText.lines(services);
    }

    private static Json json(Graph graph, Service service, boolean inChain) {
        var relations = service.relations();
        var none = new Json.Null();
        return Json.object()
                .with("name", service.name())
                .with("state", service.state())
                .with("after", relations.after())
                .with("requires", relations.requires())
                .with("binds-to", relations.bindsTo())
                .with("wants", relations.wants())
                .with("conflicts", relations.conflicts())
                .with("at", service.isTimed() ? Json.seconds(graph.first() - service.ready()) : none)
                .with("took", service.isTimed() ? Json.seconds(service.took()) : none)
                .with("longest-chain", inChain)
                .build();
    }
}

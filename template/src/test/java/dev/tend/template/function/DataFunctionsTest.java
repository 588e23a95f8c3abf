package dev.tend.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.data.CaRoot;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.HealthCheck;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.LeafCertificate;
import dev.tend.template.data.Node;
import dev.tend.template.data.NodeWithServices;
import dev.tend.template.data.Scope;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.data.ServiceName;
import dev.tend.template.fmt.Fmt;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.Int;
import dev.tend.template.value.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions that ask for data. */
class DataFunctionsTest {

    private final TestingCall call = new TestingCall();
    private final TestingData data = call.data;

    private static KeyPair pair(String path, String value) {
        return new KeyPair(path, GoString.of(value), 1, 2, 0, 42, "");
    }

    private void answer(Dependency<?> dependency, Object answer) {
        data.answers.put(dependency, answer);
    }

    private static Dependency.Key key(String path) {
        return new Dependency.Key(path, Scope.DEFAULT);
    }

    /** Returns fields of each of a list of pointers to structs. */
    private static String fields(Object list, String... names) {
        var all = new ArrayList<String>();
        for (Object pointer : (GoList) list) {
            GoStruct struct = (GoStruct) ((GoPointer) pointer).value().orElseThrow();
            var values = new ArrayList<String>();
            for (String name : names) {
                values.add(Fmt.sprint(struct.get(name)).utf8());
            }
            all.add(String.join("=", values));
        }
        return String.join(" ", all);
    }

    @Test
    void aKeyWithoutAnAnswerIsEmptyAndMissing() {
        assertThat(call.text("key", "app/port")).isEmpty();
        assertThat(call.text("keyExists", "app/port")).isEqualTo("false");
        assertThat(call.text("keyOrDefault", "app/port", "80")).isEqualTo("80");
        assertThat(call.text("ls", "app")).isEqualTo("[]");

        assertThat(data.missing)
                .containsExactly(
                        key("app/port"), key("app/port"), key("app/port"), new Dependency.Keys("app", Scope.DEFAULT));
    }

    @Test
    void readsKeys() {
        answer(key("a"), Optional.of(pair("a", "1")));
        answer(key("empty"), Optional.of(pair("empty", "")));
        answer(key("absent"), Optional.empty());

        assertThat(call.text("key", "/a")).isEqualTo("1");
        assertThat(call.text("keyExists", "empty")).isEqualTo("true");
        assertThat(call.text("keyExists", "absent")).isEqualTo("false");
        assertThat(call.text("keyOrDefault", "empty", "d")).isEqualTo("d");
        assertThat(call.text("keyOrDefault", "absent", "d")).isEqualTo("d");
        assertThat(call.text("keyOrDefault", "a", "d")).isEqualTo("1");
        assertThat(data.missing).isEmpty();
        assertThat(call.text("key", "absent")).isEmpty();
        assertThat(data.missing).containsExactly(key("absent"));
    }

    @Test
    void anEmptyKeyAsksForNothing() {
        assertThat(call.text("key", "")).isEmpty();
        assertThat(call.text("keyOrDefault", "", "d")).isEqualTo("d");
        assertThat(call.text("tree", "")).isEqualTo("[]");
        assertThat(call.text("service", "")).isEqualTo("[]");
        assertThat(call.text("file", "")).isEmpty();
        assertThat(data.asked).isEmpty();
    }

    @Test
    void takesAKeyApart() {
        call.call("key", "a b/c?ns=n&partition=p@dc1");
        assertThat(data.asked).containsExactly(new Dependency.Key("a b/c", new Scope("dc1", "n", "p", "", "")));
        assertThat(call.error("key", "a?x=1")).startsWith("kv.get: invalid query parameter key \"x\"");
        assertThat(call.error("key", "a@")).isEqualTo("kv.get: invalid format: \"a@\"");
        assertThat(call.error("ls", "/")).isEqualTo("kv.list: invalid format: \"/\"");
    }

    @Test
    void listsPairsBelowAPrefix() {
        answer(
                new Dependency.Keys("a", Scope.DEFAULT),
                List.of(pair("a/", ""), pair("a/b", "1"), pair("a/c/d", "2"), pair("a/c/", ""), pair("ab", "3")));

        assertThat(fields(call.call("ls", "a"), "Path", "Key", "Value")).isEqualTo("a/b=b=1 ab=b=3");
        assertThat(fields(call.call("tree", "/a"), "Key", "Flags")).isEqualTo("b=42 c/d=42 b=42");
        assertThat(call.text("explode", call.call("tree", "a"))).isEqualTo("map[b:3 c:map[d:2]]");
        GoMap byKey = (GoMap) call.call("byKey", call.call("tree", "a"));
        assertThat(byKey.keys()).containsExactly(GoString.of("c"));
        assertThat(Fmt.sprint(byKey.get("c")).utf8()).contains("a/c/d d 2 1 2 0 42");
    }

    @Test
    void safeListsWaitWhileTheyAreEmpty() {
        answer(new Dependency.Keys("a", Scope.DEFAULT), List.of(pair("a/", "")));

        assertThat(call.text("ls", "a")).isEqualTo("[]");
        assertThat(data.missing).isEmpty();
        assertThat(call.text("safeLs", "a")).isEqualTo("[]");
        assertThat(call.text("safeTree", "a")).isEqualTo("[]");
        assertThat(data.missing).hasSize(2);
    }

    private static ServiceInstance instance(String node, String status, int port, String... tags) {
        var check = new HealthCheck(node, "c", "check", status, "", "", "", "", List.of(), "http");
        return new ServiceInstance(
                node,
                "uuid",
                "",
                "10.0.0.1",
                "dc1",
                Map.of("lan", "10.0.0.1"),
                Map.of(),
                Map.of("version", "7", "zone", "a b"),
                Map.of("wan", new ServiceInstance.TaggedAddress("1.2.3.4", 5)),
                "10.0.0.2",
                "web-" + node,
                "web",
                port,
                ServiceInstance.Weights.DEFAULT,
                List.of(tags),
                status,
                List.of(check));
    }

    private static Dependency.Instances web(boolean passing) {
        return new Dependency.Instances("web", "", passing, "", false, Scope.DEFAULT);
    }

    @Test
    void findsServices() {
        answer(web(true), List.of(instance("n1", "passing", 80, "a", "b"), instance("n2", "passing", 81, "b")));

        Object web = call.call("service", "web");
        assertThat(fields(web, "Node", "Port", "Tags", "Address", "NodeMeta", "ServiceTaggedAddresses", "Weights"))
                .isEqualTo("n1=80=[a b]=10.0.0.2=map[]=map[wan:{1.2.3.4 5}]={1 1}"
                        + " n2=81=[b]=10.0.0.2=map[]=map[wan:{1.2.3.4 5}]={1 1}");
        GoMap byTag = (GoMap) call.call("byTag", web);
        assertThat(fields(byTag.get("b"), "Node")).isEqualTo("n1 n2");
        GoMap byPort = (GoMap) call.call("byPort", web);
        assertThat(fields(byPort.get(Int.of(81)), "Node")).isEqualTo("n2");
        GoMap byMeta = (GoMap) call.call("byMeta", "version|int,zone,absent", web);
        assertThat(byMeta.keys()).containsExactly(GoString.of("00007_a_b__no_absent_"));
        NamedType tags = (NamedType) tagsOf(web).type();
        assertThat(tags.method("Contains").orElseThrow().code().call(call, List.of(tagsOf(web), GoString.of("a"))))
                .isEqualTo(true);
    }

    private static GoList tagsOf(Object services) {
        return (GoList)
                ((GoStruct) ((GoPointer) ((GoList) services).get(0)).value().orElseThrow()).get("Tags");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "web; ''; true; ''; ''",
                "tag.web; tag; true; ''; ''",
                "a=b:c.d.web; a=b:c.d; true; ''; ''",
                "web@dc1; ''; true; ''; dc1",
                "web~_agent; ''; true; _agent; ''",
                "web|passing; ''; true; ''; ''",
                "web|any; ''; false; ''; ''",
                "web@dc1~n1|passing,warning; ''; false; n1; dc1",
            })
    void takesAServiceApart(String argument, String tag, boolean passing, String near, String datacenter) {
        call.call("service", argument);
        call.call("connect", argument);

        assertThat(data.asked)
                .containsExactly(
                        new Dependency.Instances("web", tag, passing, near, false, Scope.of(datacenter)),
                        new Dependency.Instances("web", tag, passing, near, true, Scope.of(datacenter)));
    }

    @Test
    void refusesServicesThatAreWrittenWrongly() {
        assertThat(call.error("service", "a b")).isEqualTo("health.service: invalid format: \"a b\"");
        assertThat(call.error("service", "web@")).isEqualTo("health.service: invalid format: \"web@\"");
        assertThat(call.error("service", ".web")).isEqualTo("health.service: invalid format: \".web\"");
        assertThat(call.error("connect", "web|bad"))
                .isEqualTo("health.connect: invalid filter: \"bad\" in \"web|bad\"");
        assertThat(call.error("services", "x")).isEqualTo("catalog.services: invalid format: \"x\"");
        assertThat(call.error("node", "a b")).isEqualTo("catalog.node: invalid format: \"a b\"");
    }

    @Test
    void filtersByTheWorstCheck() {
        answer(
                web(false),
                List.of(instance("n1", "critical", 1), instance("n2", "warning", 2), instance("n3", "passing", 3)));

        assertThat(fields(call.call("service", "web", "passing,warning"), "Node"))
                .isEqualTo("n2 n3");
        assertThat(fields(call.call("service", "web|any"), "Node")).isEqualTo("n1 n2 n3");
        assertThat(fields(call.call("service", "web|critical"), "Node")).isEqualTo("n1");
    }

    @Test
    void findsNodesAndDatacenters() {
        var node = new Node("id", "n1", "10.0.0.1", "dc1", Map.of("lan", "10.0.0.1"), Map.of("k", "v"));
        var service = new NodeWithServices.NodeService("w1", "web", List.of("t"), Map.of(), 80, "10.0.0.2", false);
        answer(new Dependency.Services(Scope.of("dc2")), List.of(new ServiceName("web", List.of("a", "b"))));
        answer(new Dependency.Nodes("n9", Scope.DEFAULT), List.of(node));
        answer(
                new Dependency.NodeServices("n1", Scope.DEFAULT),
                Optional.of(new NodeWithServices(node, List.of(service))));
        answer(new Dependency.NodeServices("n2", Scope.DEFAULT), Optional.empty());
        answer(new Dependency.Datacenters(true), List.of("dc1", "dc2"));

        assertThat(fields(call.call("services", "@dc2"), "Name", "Tags")).isEqualTo("web=[a b]");
        assertThat(fields(call.call("nodes", "~n9"), "Node", "Meta")).isEqualTo("n1=map[k:v]");
        assertThat(call.text("node", "n1"))
                .isEqualTo(
                        "&{&{id n1 10.0.0.1 dc1 map[lan:10.0.0.1] map[k:v]} [&{w1 web [t] map[] 80 10.0.0.2 false}]}");
        assertThat(call.text("node", "n2")).isEqualTo("&{<nil> []}");
        assertThat(call.text("datacenters", true)).isEqualTo("[dc1 dc2]");
        assertThat(data.missing).isEmpty();
        assertThat(call.text("node")).isEqualTo("<nil>");
        assertThat(data.missing).containsExactly(new Dependency.NodeServices("", Scope.DEFAULT));
    }

    @Test
    void readsCertificatesOfConnect() {
        answer(new Dependency.CaRoots(), List.of(new CaRoot("id", "root", "PEM", true, 1, 2)));
        answer(
                new Dependency.CaLeaf("web"),
                new LeafCertificate("01", "CERT", "KEY", "web", "spiffe://web", "after", "before", 3, 4));

        assertThat(fields(call.call("caRoots"), "RootCertPEM", "Active")).isEqualTo("PEM=true");
        assertThat(call.text("caLeaf", "web")).isEqualTo("&{01 CERT KEY web spiffe://web after before 3 4}");
        assertThat(call.text("caLeaf", "other")).isEqualTo("<nil>");
    }

    @Test
    void readsTheEnvironmentAndFiles() {
        answer(new Dependency.Variable("A"), Optional.of(GoString.of("1")));
        answer(new Dependency.Variable("EMPTY"), Optional.of(GoString.EMPTY));
        answer(new Dependency.Variable("NONE"), Optional.empty());
        answer(new Dependency.File("/f"), Optional.of(GoString.of(" text\n")));
        answer(new Dependency.File("/none"), Optional.empty());

        assertThat(call.text("env", "A")).isEqualTo("1");
        assertThat(call.text("env", "NONE")).isEmpty();
        assertThat(call.text("mustEnv", "A")).isEqualTo("1");
        assertThat(call.error("mustEnv", "EMPTY")).isEqualTo("required environment variable EMPTY is empty");
        assertThat(call.text("mustEnv", "UNKNOWN")).isEmpty();
        assertThat(call.text("envOrDefault", "EMPTY", "d")).isEqualTo("d");
        assertThat(call.text("envOrDefault", "A", "d")).isEqualTo("1");
        assertThat(call.text("file", "/f")).isEqualTo("text");
        assertThat(call.text("file", "/none")).isEmpty();
        assertThat(data.missing).containsExactly(new Dependency.Variable("UNKNOWN"), new Dependency.File("/none"));
    }

    @Test
    void keepsValuesInTheScratch() {
        Object scratch = call.call("scratch");
        assertThat(method(scratch, "Set", "a", 1)).isEqualTo("");
        assertThat(method(scratch, "SetX", "a", 2)).isEqualTo("");
        assertThat(method(scratch, "Get", "a")).isEqualTo("1");
        assertThat(method(scratch, "Key", "b")).isEqualTo("false");
        method(scratch, "MapSet", "m", "y", 1);
        method(scratch, "MapSetX", "m", "x", 2);
        method(scratch, "MapSetX", "m", "x", 3);
        assertThat(method(scratch, "MapValues", "m")).isEqualTo("[2 1]");
        assertThat(method(scratch, "MapValues", "none")).isEqualTo("[]");
        assertThat(method(scratch, "MapSet", "a", "x", 1)).isEqualTo("error: \"a\" is not a map");
    }

    private String method(Object scratch, String name, Object... arguments) {
        GoStruct receiver = (GoStruct) ((GoPointer) scratch).value().orElseThrow();
        var values = new ArrayList<Object>();
        values.add(receiver);
        for (Object argument : arguments) {
            values.add(TestingCall.value(argument));
        }
        try {
            return Fmt.sprint(((NamedType) receiver.type())
                            .method(name)
                            .orElseThrow()
                            .code()
                            .call(call, values))
                    .utf8();
        } catch (FunctionException e) {
            return "error: " + e.getMessage();
        }
    }
}

package dev.tend.format.runit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.service.LogPolicy.Target;
import dev.tend.service.Readiness.Sign;
import dev.tend.service.ServiceSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Service folders of runit: what becomes of the files in them. */
class RunitFolderTest {

    private static Map<String, ServiceSpec> specs(boolean inherits, String... files) {
        var specs = new TreeMap<String, ServiceSpec>();
        new RunitFolder("/etc/service", false, inherits)
                .services("/etc/service/web", "/etc/sv/the web", Set.of(files))
                .forEach((script, text) -> {
                    String name = RunitFolder.name(script);
                    var parsed = ServiceFile.parse(script, name, text);
                    assertThat(parsed.problems()).isEmpty();
                    specs.put(name, parsed.spec().orElseThrow());
                });
        return specs;
    }

    @Test
    void runsItsScriptWhereTheFolderReallyIs() {
        var web = specs(false).get("web");

        assertThat(web.command().argv()).containsExactly("./run");
        assertThat(web.cwd()).isEqualTo("/etc/sv/the web");
        assertThat(web.runit()).contains("/etc/sv/the web");
        assertThat(web.log().target()).isEqualTo(Target.FILE);
    }

    @Test
    void writesWhereTheKeeperDoesUnderRunsvdir() {
        assertThat(specs(true).get("web").log().target()).isEqualTo(Target.INHERIT);
    }

    @Test
    void makesAServiceOfItsLogger() {
        var specs = specs(true, "log/run");

        assertThat(specs).containsOnlyKeys("web", "web.log");
        assertThat(specs.get("web").log().reader()).contains("web.log");
        assertThat(specs.get("web.log").input()).isTrue();
        assertThat(specs.get("web.log").cwd()).isEqualTo("/etc/sv/the web/log");
    }

    @Test
    void isReadyByItsCheck() {
        assertThat(specs(false, "check").get("web").readiness().sign()).isInstanceOf(Sign.Answers.class);
        assertThat(specs(false).get("web").readiness().sign()).isInstanceOf(Sign.None.class);
    }
}

package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.check.CheckVerb;
import dev.tend.format.Format;
import dev.tend.format.SourceCommand;
import dev.tend.format.tiny.TinyFormat;
import dev.tend.lifecycle.Exit;
import dev.tend.selection.UpVerb;
import dev.tend.verb.ExplainVerb;
import dev.tend.verb.ExportVerb;
import dev.tend.verb.ImportVerb;
import dev.tend.verb.PlanVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new format is a package and a line in a list: {@code up}, the other verbs, and the watching of files know it by that. */
class FormatTest {

    private static final List<Format> FORMATS = List.of(new TinyFormat());

    private final TestingHouse house = new TestingHouse();
    private final TestingHost host = new TestingHost(house);

    private void tiny(String name, String text) {
        house.kernel.disk().put("/tiny/" + name + ".tiny", text);
    }

    private void up(String... more) {
        var verb = new UpVerb(FORMATS);
        var words = new ArrayList<>(List.of("--tiny", "/tiny", "--log-dir", "/log"));
        words.addAll(List.of(more));
        house.options(verb.options(TestingHost.arguments(verb, words.toArray(new String[0])), host));
        house.start();
    }

    @Test
    void itsServicesAreStartedAndFollowed() {
        tiny("web", "run web\n");
        up();
        assertThat(house.status("web").state()).isIn("up", "ready");

        tiny("db", "run db\n");
        house.pass(1_000_000);
        assertThat(house.status("db").state()).isIn("up", "ready");

        tiny("web", "nonsense\n");
        house.pass(1_000_000);
        assertThat(house.status("web").state()).isIn("up", "ready");
        assertThat(house.status("web").problem()).startsWith("/tiny/web.tiny: says nothing to execute");

        house.kernel.disk().delete("/tiny/web.tiny");
        house.pass(1_000_000);
        assertThat(house.names()).containsExactly("db");
    }

    @Test
    void theNextKeeperTakesThemOver() {
        tiny("web", "run web\n");
        up();
        int pid = house.status("web").pid();

        house.replaceKeeper();

        assertThat(house.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void theirFilesAreCheckedAndExplained() {
        tiny("web", "run web\n");
        tiny("bad", "nonsense\n");

        assertThat(host.run(new CheckVerb(FORMATS), "--tiny", "/tiny")).contains("/tiny/bad.tiny:1: ");
        assertThat(host.run(new ExplainVerb(FORMATS), "--set", "--tiny", "/tiny", "web"))
                .containsPattern("cmd +web +/tiny/web.tiny:1\n");
    }

    @Test
    void aKeeperSaysWhereTheyAreAndWhatIsPlanned() {
        tiny("web", "run web\n");
        up();
        tiny("db", "run db\n");

        assertThat(host.run(new PlanVerb())).containsPattern("start +db").endsWith("1 to do, 1 kept as they are\n");
        assertThat(host.run(new CheckVerb(FORMATS))).startsWith("2 files are fine\n");
    }

    private void script(String name, String output) {
        house.kernel.disk().put("/tiny/" + name + ".script", output);
    }

    private Optional<FakeProcess> child() {
        return house.kernel.processes().running().stream()
                .filter(process -> process.asks)
                .findFirst();
    }

    /** The script that is being executed ends. */
    private void answer(String output, Exit exit) {
        var child = child().orElseThrow();
        house.kernel.processes().readinessFds().say(child, output);
        house.kernel.processes().end(child, exit);
        house.settle();
    }

    @Test
    void aScriptDescribesAServiceWhileTheKeeperGoesOn() {
        tiny("db", "run db\n");
        script("web", "run web\n");
        up();
        assertThat(house.names()).isEmpty(); // the first start waits, since services may depend on each other

        answer("run web\n", new Exit.Code(0));
        assertThat(house.names()).containsExactly("db", "web");
        assertThat(child()).isEmpty();

        script("web", "run web2\n");
        house.pass(1_000_000);
        house.endService("db", new Exit.Code(1));
        assertThat(house.status("db").restarts()).isEqualTo(1);
        answer("run web2\n", new Exit.Code(0));
        assertThat(house.status("web").restarts() + house.status("web").pid()).isPositive();
        assertThat(host.run(new CheckVerb(FORMATS), "--tiny", "/tiny")).startsWith("2 files are fine\n");
    }

    @Test
    void aReloadIsAnsweredWhenTheScriptsHaveEnded() {
        script("web", "");
        up();
        answer("run web\n", new Exit.Code(0));
        var client = house.connect();
        client.room(1 << 20);

        client.send("{\"ask\":\"reload\"}\n");
        house.turns(3);
        assertThat(client.received()).isEmpty();
        answer("run other\n", new Exit.Code(0));

        assertThat(client.received()).contains("\"planned\"", "restart");
    }

    @Test
    void aClientThatGivesUpReloadsNothing() {
        script("web", "");
        up();
        answer("run web\n", new Exit.Code(0));
        var client = house.connect();
        client.send("{\"ask\":\"reload\"}\n");
        house.turns(3);

        client.close();
        house.turns(3);
        int pid = house.status("web").pid();
        answer("run other\n", new Exit.Code(0));

        assertThat(house.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void aServiceStaysWhereItsScriptFailsOrTakesTooLong() {
        script("web", "");
        up();
        answer("run web\n", new Exit.Code(0));
        script("web", "x");
        house.pass(1_000_000);
        answer("", new Exit.Code(3));
        assertThat(house.status("web").state()).isIn("up", "ready");
        assertThat(house.status("web").problem()).isEqualTo("/tiny/web.script: exited with code 3");

        script("web", "y");
        house.pass(1_000_000);
        house.pass(SourceCommand.TIMEOUT_MICROS + 1_000_000);

        assertThat(child()).isEmpty();
        assertThat(house.status("web").state()).isIn("up", "ready");
        assertThat(house.status("web").problem()).isEqualTo("/tiny/web.script: did not end within 5s");
    }

    @Test
    void twoSourcesWithAServiceOfTheSameNameAreRefusedAtTheFirstStart() {
        house.put("web", "cmd=web\n");
        script("web", "");
        up("-d", "/services");
        assertThat(house.isOver()).isFalse();

        answer("run web\n", new Exit.Code(0));

        assertThat(house.told).anyMatch(event -> event.why()
                .equals("/tiny/web.script: /services/web defines service web already: rename one of them"));
        assertThat(house.isRunning("web")).isFalse();
        assertThat(house.isOver()).isTrue();
    }

    @Test
    void aNextKeeperGoesOnWhereASecondSourceHasAServiceOfTheSameName() {
        tiny("web", "run web\n");
        up("-d", "/services");
        int pid = house.status("web").pid();
        house.put("web", "cmd=other\n");

        house.replaceKeeper();

        assertThat(house.status("web").pid()).isEqualTo(pid);
        assertThat(house.told).anyMatch(event -> event.why()
                .equals("/services/web: /tiny/web.tiny defines service web already: rename one of them"));
    }

    @Test
    void servicesAreImportedAndExported() {
        tiny("web", "run web\n");

        host.run(new ImportVerb(FORMATS), "tiny", "/tiny/web.tiny", "-o", "/services");
        assertThat(house.kernel.disk().text("/services/web")).isEqualTo("cmd=web\n");
        host.run(new ExportVerb(FORMATS), "tiny", "web", "-d", "/services", "-o", "/out");
        assertThat(house.kernel.disk().text("/out/web.tiny")).isEqualTo("run web\n");
    }
}

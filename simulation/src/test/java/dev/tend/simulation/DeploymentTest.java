package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs of BOSH on a kernel in memory: what a next keeper knows of a deployment that the last one was in. */
class DeploymentTest {

    private static final long SECOND = 1_000_000;
    private static final Exit GOOD = new Exit.Code(0);

    private static final String DEPLOY =
            "{\"ask\":\"deploy\",\"names\":[],\"packages\":[],\"dry-run\":false,\"patience\":60}";

    private final TestingHouse house = new TestingHouse();

    private void up(String... scripts) {
        house.job("web", "cmd=web\n", scripts);
        house.start();
    }

    private void replaceKeeperWhileAScriptEnds() {
        house.kernel.keeperDied();
        house.kernel.processes().running().stream()
                .filter(process -> process.auxiliary)
                .forEach(script -> house.kernel.processes().end(script, GOOD));
        house.start();
    }

    private List<String> sentences() {
        return house.told.stream()
                .filter(entry -> entry.event().equals("deployment"))
                .map(HistoryEvent::why)
                .toList();
    }

    @Test
    void aNextKeeperCallsThePostStartOfWhatIsReadyOnlyThen() {
        up("post-start");
        assertThat(house.isInHook("web")).isFalse();
        house.replaceKeeper();
        house.replaceKeeper();
        assertThat(house.isInHook("web")).isFalse();
        house.pass(SECOND);
        assertThat(house.isInHook("web")).isTrue();
        house.endHook("web", GOOD);
        assertThat(sentences()).last().isEqualTo("deploy: 1 of 1 post-start scripts succeeded. Successful Jobs: web");
    }

    @Test
    void aNextKeeperCallsAPostStartAgainWhoseEndNobodySaw() {
        up("pre-start", "post-start");
        house.endHook("web", GOOD);
        house.pass(SECOND);
        assertThat(house.isInHook("web")).isTrue();
        replaceKeeperWhileAScriptEnds();
        assertThat(house.isInHook("web")).isTrue();
    }

    @Test
    void aNextKeeperCallsNothingThatHasEnded() {
        up("pre-start", "post-start", "post-deploy");
        house.endHook("web", GOOD);
        house.pass(SECOND);
        house.endHook("web", GOOD);
        assertThat(house.isInHook("web")).as("post-deploy").isTrue();
        house.told.clear();
        replaceKeeperWhileAScriptEnds();
        house.endHook("web", GOOD);
        assertThat(sentences()).last().isEqualTo("deploy: 1 of 1 post-deploy scripts succeeded. Successful Jobs: web");
        assertThat(sentences()).noneMatch(sentence -> sentence.contains("post-start"));
        house.replaceKeeper();
        assertThat(house.isInHook("web")).isFalse();
    }

    @Test
    void aScriptThatSaysSomethingElseIsDeployed() {
        up("pre-start");
        house.endHook("web", GOOD);
        house.pass(SECOND);
        house.replaceKeeper();
        int pid = house.leader("web").pid;
        house.putScript("web", "pre-start", "");
        house.ask(DEPLOY);
        assertThat(house.leader("web").pid).as("written anew, but as before").isEqualTo(pid);

        house.putScript("web", "pre-start", "exit 0");
        assertThat(house.ask(DEPLOY.replace("\"dry-run\":false", "\"dry-run\":true")))
                .contains("would be stopped", "programs changed", "pre-start would be called", "would be started");
        house.ask("{\"ask\":\"reload\"}");
        assertThat(house.leader("web").pid).isEqualTo(pid);
        house.ask(DEPLOY);
        house.endHook("web", GOOD);
        int next = house.leader("web").pid;
        assertThat(next).isNotEqualTo(pid);
        house.pass(SECOND);
        house.replaceKeeper();
        house.ask(DEPLOY);
        assertThat(house.leader("web").pid).as("deployed already").isEqualTo(next);
    }

    @Test
    void whatFailedIsDeployedAnewWhenItsFileWasEdited() {
        house.job("web", "cmd=web\nrestart=never\n", "pre-start");
        house.start();
        house.endHook("web", GOOD);
        house.endService("web", new Exit.Code(1));
        house.putJob("web", "cmd=web --new\n");
        house.ask("{\"ask\":\"reload\"}");
        assertThat(house.status("web").why()).startsWith("held back until the pre-start scripts");
        house.endHook("web", GOOD);
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    /** Only a new deployment calls it again. */
    @Test
    void aNextKeeperKnowsThatAPostStartHasFailed() {
        up("post-start");
        house.pass(SECOND);
        house.endHook("web", new Exit.Code(4));
        house.replaceKeeper();
        house.pass(SECOND);
        assertThat(house.isInHook("web")).isFalse();
        house.ask(DEPLOY);
        house.endHook("web", GOOD);
        assertThat(sentences()).last().isEqualTo("deploy: 1 of 1 post-start scripts succeeded. Successful Jobs: web");
        house.replaceKeeper();
        assertThat(house.ask("{\"ask\":\"deploy\",\"names\":[],\"packages\":[],\"dry-run\":true,\"patience\":60}"))
                .doesNotContain("post-start");
    }
}

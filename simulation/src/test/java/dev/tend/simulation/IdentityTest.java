package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pid alone identifies no process, even among the keeper's own children: no process is signalled or taken over that
 * the keeper has not started.
 */
class IdentityTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    private int startWeb() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(SECOND);
        return house.leader("web").pid;
    }

    /** Its entry script has started others, before it became the keeper, until one of them had the pid. */
    private void restartContainer(int pid) {
        house.kernel.keeperDied();
        house.kernel.processes().vanish();
        house.kernel.processes().addStranger(pid, true);
        house.start();
    }

    @Test
    void isNotGivenToAChildThatHasThePidInAnotherContainer() {
        int pid = startWeb();
        restartContainer(pid);
        assertThat(house.isRunning("web")).isTrue();
        assertThat(house.status("web").pid()).isNotEqualTo(pid);
        assertThat(house.status("web").restarts()).as("it begins anew").isZero();

        house.ask("{\"ask\":\"restart\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        assertThat(house.kernel.processes().table().get(pid).alive()).isTrue();
    }

    /** A process of another container that starts in the very same tick is still a different one. */
    @Test
    void belongsToANamespace() {
        int pid = startWeb();
        var web = house.leader("web");
        house.kernel.keeperDied();
        house.kernel.processes().vanish();
        var twin = new FakeProcess(pid, web.birth, pid, "", false);
        twin.stranger = true;
        twin.keepersChild = true;
        house.kernel.processes().table().add(twin);
        assertThat(house.kernel.processes().isChild(new Process(pid, web.birth, 0)))
                .isTrue();
        house.start();
        assertThat(house.status("web").pid()).isNotEqualTo(pid);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotGivenToAnotherProcessThatHasThePid(boolean child) {
        int pid = startWeb();
        house.pass(6 * SECOND);
        house.kernel.keeperDied();
        house.kernel.processes().end(house.leader("web"), new Exit.Code(0));
        house.kernel.processes().addStranger(pid, child);
        house.start();
        assertThat(house.status("web").pid()).isNotEqualTo(pid);
        assertThat(house.status("web").restarts()).isEqualTo(1);
    }

    @Test
    void isNotGivenToAnotherProcessThatHasThePidOfAHook() {
        house.put("web", "cmd=web\npre-stop=p\n");
        house.start();
        house.pass(SECOND);
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        assertThat(house.isInHook("web")).isTrue();
        var hook = house.kernel.processes().running().stream()
                .filter(process -> process.auxiliary)
                .findFirst()
                .orElseThrow();
        house.kernel.keeperDied();
        house.kernel.processes().end(hook, new Exit.Code(0));
        house.kernel.processes().addStranger(hook.pid, true);
        house.start();
        house.ask("{\"ask\":\"kill\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    @Test
    void ofAChildHoldsUntilItIsReaped() {
        int pid = startWeb();
        var web = house.leader("web");
        house.kernel.keeperDied();
        web.keepersChild = true; // its keeper has become another program
        house.kernel.processes().end(web, new Exit.Code(3));
        house.start();
        house.pass(SECOND);
        assertThat(house.leader("web").pid).isNotEqualTo(pid);
        assertThat(house.told).anySatisfy(entry -> assertThat(entry.why()).startsWith("exited with code 3"));
    }
}

package dev.tend.proc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Processes.Mark;
import dev.tend.kernel.Processes.Mark.Starter;
import dev.tend.proc.OrphanMarks.Orphan;
import org.junit.jupiter.api.Test;

class OrphanMarksTest {

    private static final int LEADER = 100;
    private static final int HOOK = 200;

    private final OrphanMarks.Parser parser = new OrphanMarks.Parser(new byte[64]);

    private void read(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (byte each : bytes) {
            parser.add(new byte[] {each}, 1); // in parts, wherever they end
        }
        parser.end();
    }

    private static boolean isOf(Orphan orphan, Starter starter) {
        return orphan.isOf(new Mark("web:/run", starter), LEADER, pid -> pid == HOOK);
    }

    @Test
    void findsTheMarkAmongAllVariables() {
        read("A=1\0TEND_INSTANCES=x\0TEND_INSTANCE=web:/run\0TEND_HELPER_PID=200\0Z=\0");
        assertThat(parser.instance).isEqualTo("web:/run");
        assertThat(parser.helper).isEqualTo(200);
    }

    @Test
    void findsAMarkWithoutAnEnd() {
        read("A=1\0TEND_INSTANCE=web:/run");
        assertThat(parser.instance).isEqualTo("web:/run");
    }

    @Test
    void passesOverWhatIsNoMark() {
        read("A=TEND_INSTANCE=web:/run\0TEND_HELPER_PID=none\0");
        assertThat(parser.instance).isEmpty();
        assertThat(parser.helper).isZero();
    }

    @Test
    void passesOverLongVariables() {
        read("LONG=" + "x".repeat(100) + "\0TEND_INSTANCE=" + "y".repeat(100) + "\0TEND_HELPER_PID=7\0");
        assertThat(parser.instance).isEmpty();
        assertThat(parser.helper).isEqualTo(7);
    }

    @Test
    void whatAServiceHasStartedGoesWithIt() {
        assertThat(isOf(new Orphan("web:/run", 0), Starter.MAIN)).isTrue();
        assertThat(isOf(new Orphan("web:/run", 0), Starter.LAUNCH)).isTrue();
        assertThat(isOf(new Orphan("web:/other", 0), Starter.MAIN)).isFalse();
        assertThat(isOf(new Orphan("web2:/run", 0), Starter.MAIN)).isFalse();
    }

    @Test
    void whatAHookHasStartedGoesWithThatHook() {
        assertThat(isOf(new Orphan("web:/run", LEADER), Starter.HELPER)).isTrue();
        assertThat(isOf(new Orphan("web:/run", HOOK), Starter.HELPER)).isFalse();
        assertThat(isOf(new Orphan("web:/run", 0), Starter.HELPER)).isFalse();
        assertThat(isOf(new Orphan("web:/run", HOOK), Starter.MAIN)).isFalse();
    }

    @Test
    void whatALaunchHasStartedGoesWithTheService() {
        assertThat(isOf(new Orphan("web:/run", 300), Starter.LAUNCH)).isTrue();
        assertThat(isOf(new Orphan("web:/run", HOOK), Starter.LAUNCH))
                .as("a hook that runs")
                .isFalse();
    }
}

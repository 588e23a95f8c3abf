package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeystoreTaskTest {

    /** A container has 10 s for all, of which the process may need most. */
    @Test
    void mayNotTakeLongToStop() {
        var host = new FakeHost();
        var task = new KeystoreTask(new ManagerSettings(List.of(), host), host);
        assertThat(task.file("/tend-steward")).contains("\nstop-timeout=1s\n");
    }
}

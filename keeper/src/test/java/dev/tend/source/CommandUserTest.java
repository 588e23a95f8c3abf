package dev.tend.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.cli.FakeFiles;
import org.junit.jupiter.api.Test;

/** The user that a command of a source is executed as. */
class CommandUserTest {

    private static final String SCRIPT = "/etc/init.d/web";

    private final FakeFiles files = new FakeFiles().with(SCRIPT, "");

    @Test
    void rootExecutesItsOwnWithItsRights() {
        files.user = 0;

        assertThat(CommandUser.of(SCRIPT, files)).isEmpty();
    }

    @Test
    void rootExecutesWhatIsOfAnotherUserAsThatUser() {
        files.user = 0;
        files.owners.put(SCRIPT, 1001);

        assertThat(CommandUser.of(SCRIPT, files)).contains(1001);
    }

    @Test
    void rootDoesNotExecuteWhatOthersMayChange() {
        files.user = 0;
        files.modes.put(SCRIPT, 0666);

        assertThatThrownBy(() -> CommandUser.of(SCRIPT, files)).hasMessageContaining("others than root may write it");
        files.modes.remove(SCRIPT);
        files.owners.put("/etc/init.d", 1001);
        assertThatThrownBy(() -> CommandUser.of(SCRIPT, files))
                .hasMessageContaining("/etc/init.d belongs to user 1001");
    }

    @Test
    void othersExecuteWhatIsTheirsOrRoots() {
        assertThat(CommandUser.of(SCRIPT, files)).isEmpty();
        files.owners.put(SCRIPT, files.user);
        assertThat(CommandUser.of(SCRIPT, files)).isEmpty();
        files.owners.put(SCRIPT, 1001);
        assertThatThrownBy(() -> CommandUser.of(SCRIPT, files)).hasMessageContaining("it belongs to user 1001");
    }
}

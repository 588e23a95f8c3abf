package dev.tend.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {

    @TempDir
    private Path folder;

    @Test
    void keepsPlaces() {
        var places = new Places(folder);
        assertThat(places.read()).isEmpty();
        assertThat(places.write(Map.of("web@1", "7:8:09", "db", "1:0:"))).isEmpty();
        assertThat(new Places(folder).read()).isEqualTo(Map.of("web@1", "7:8:09", "db", "1:0:"));
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> new Places(folder.resolve("gone")).read())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("forward.state: cannot write");
    }
}

package dev.tend.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredStateTest {

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(ManagedState state) {
        var standing = new StoredState(state, 1_795_267_747_123_456L);

        assertThat(StoredState.parse(standing.text()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(standing);
    }

    @Test
    void isOneLine() {
        assertThat(new StoredState(ManagedState.STOP_FAILED, 2_500_000).text())
                .isEqualTo("{\"version\":1,\"state\":\"stopFailed\",\"since\":2.500000}\n");
    }

    @Test
    void takesFromANewerVersionWhatItKnows() {
        assertThat(StoredState.parse("{\"version\":7,\"state\":\"killed\",\"by\":[\"carol\"],\"since\":3}"))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(new StoredState(ManagedState.KILLED, 3_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "stopped",
                "[]",
                "{}",
                "{\"state\":\"stopped\"}",
                "{\"state\":\"stopped\",\"since\":\"yesterday\"}",
                "{\"state\":\"stopped\",\"since\":1e9}",
                "{\"state\":5,\"since\":1}",
                "{\"version\":9,\"state\":\"frozen\",\"since\":1}",
                "{\"state\":\"stopped\",\"since\":1",
            })
    void refusesWhatIsNone(String text) {
        assertThat(StoredState.parse(text)).isEmpty();
    }
}

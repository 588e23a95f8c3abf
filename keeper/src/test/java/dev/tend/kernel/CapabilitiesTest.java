package dev.tend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    @Test
    void numbersThemAsTheKernelDoes() {
        assertThat(Capabilities.set(List.of("chown", "net_bind_service"))).isEqualTo(0x401);
        assertThat(Capabilities.set(List.of("checkpoint_restore"))).isEqualTo(1L << 40);
        assertThat(Capabilities.set(List.of())).isZero();
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Capabilities.set(List.of("fly"))).hasMessage("capability \"fly\" is unknown");
    }
}

package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitySetTest {

    @Test
    void numbersThemAsTheKernelDoes() {
        assertThat(CapabilitySet.of(List.of("chown", "net_bind_service"))).isEqualTo(0x401);
        assertThat(CapabilitySet.of(List.of("checkpoint_restore"))).isEqualTo(1L << 40);
        assertThat(CapabilitySet.of(List.of())).isZero();
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> CapabilitySet.of(List.of("fly"))).hasMessage("capability \"fly\" is unknown");
    }
}

package dev.tend.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.doctor.Finding.Grade;
import dev.tend.proc.Delegation;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MachineChecksTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             unlimited            unlimited            processes
            Max open files            1024                 2048                 files
            """;

    @Test
    void tellsWhatBecomesOfWhatServicesLeaveBehind() {
        assertThat(MachineChecks.orphans(true, true).text())
                .isEqualTo("whatever a service leaves behind is ended with it");
        assertThat(MachineChecks.orphans(true, false).text()).contains("TEND_INSTANCE", "ends with the keeper");
        assertThat(MachineChecks.orphans(false, false).grade()).isEqualTo(Finding.Grade.MEND);
    }

    @Test
    void findsTheHardLimit() {
        assertThat(MachineChecks.hardLimit(LIMITS, "Max open files")).hasValue(2048);
        assertThat(MachineChecks.hardLimit(LIMITS, "Max processes")).isEmpty();
    }

    @Test
    void saysHowToGetMoreDescriptors() {
        var finding = MachineChecks.openFiles(LIMITS);

        assertThat(finding.grade()).isEqualTo(Grade.MEND);
        assertThat(finding.text()).startsWith("at most 2048").contains("LimitNOFILE=65536");
    }

    @Test
    void saysWhichControlGroupIsDivided() {
        assertThat(MachineChecks.groups(Optional.of(new Delegation("/sys/fs/cgroup/a", true)))
                        .text())
                .contains("/sys/fs/cgroup/a");
        assertThat(MachineChecks.groups(Optional.empty()).text()).contains("Delegate=yes");
    }

    @Test
    void saysWhomAKeeperMayNotSignal() {
        String without = "Name:\ttend\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffdf\n";
        assertThat(MachineChecks.signals(without).grade()).isEqualTo(Grade.MEND);
        assertThat(MachineChecks.signals(without).text()).contains("CAP_KILL");
        assertThat(MachineChecks.signals(without.replace("ffdf", "ffff")).grade())
                .isEqualTo(Grade.OK);
        assertThat(MachineChecks.signals("Uid:\t7\t7\t7\t7\nCapEff:\t0000000000000000\n")
                        .grade())
                .isEqualTo(Grade.OK);
        assertThat(MachineChecks.signals("").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void countsPipesForOrdinaryUsersOnly() {
        assertThat(MachineChecks.pipes(OptionalLong.of(16_384), 0).grade()).isEqualTo(Grade.OK);
        assertThat(MachineChecks.pipes(OptionalLong.of(16_384), 1000).text()).contains("1024 services");
    }

    @Test
    void exits1WhereSomethingMustBeMended() {
        var host = new FakeHost();

        assertThat(host.tend("doctor")).isEqualTo(1);
        assertThat(host.output()).contains("mend  /proc: not mounted").contains("note  keeper: no keeper runs on");
    }
}

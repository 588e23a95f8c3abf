package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.Finding.Grade;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MachineChecksTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             unlimited            unlimited            processes
            Max open files            1024                 2048                 files
            """;

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
    void knowsThreeKindsOfControlGroups() {
        assertThat(MachineChecks.groups("1:name=systemd:/x\n", false, _ -> true).text())
                .startsWith("version 1");
        assertThat(MachineChecks.groups("0::/a/b\n", true, path -> path.equals("/a/b"))
                        .grade())
                .isEqualTo(Grade.OK);
        assertThat(MachineChecks.groups("0::/\n", true, _ -> false).text()).contains("Delegate=yes");
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

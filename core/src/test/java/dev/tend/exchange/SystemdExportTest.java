package dev.tend.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemdExportTest {

    private static Exported exported(String text) {
        return SystemdExport.of(Services.spec("web", text), text);
    }

    private static List<String> lines(String text) {
        return exported(text).files().getFirst().text().lines().toList();
    }

    @Test
    void writesAUnit() {
        assertThat(lines(Services.FULL))
                .containsSequence(
                        "Requires=db.service",
                        "After=cache.service db.service",
                        "StartLimitIntervalSec=1m",
                        "StartLimitBurst=5")
                .contains("Type=notify", "TimeoutStartSec=2m", "ExecStartPre=+/usr/bin/prepare")
                .contains("WorkingDirectory=/srv/my app", "User=www-data", "SupplementaryGroups=adm ssl-cert")
                .contains("UMask=0027", "Nice=5", "OOMScoreAdjust=-500", "NoNewPrivileges=yes")
                .contains("LimitNOFILE=1024:4096", "LimitCORE=infinity:infinity")
                .contains("Restart=on-failure", "RestartSec=1s", "SuccessExitStatus=0 3 SIGTERM")
                .contains("KillSignal=SIGINT", "TimeoutStopSec=1m30s", "WantedBy=multi-user.target")
                .contains("EnvironmentFile=/etc/web.env", "EnvironmentFile=-/etc/web.local.env");
    }

    @Test
    void quotesWordsSoThatTheyStandAsTheyAre() {
        assertThat(lines(Services.FULL))
                .contains("ExecStart=\"/srv/my app/serve\" \"two  words\" \"it's\" \"$$HOME\" \"100%%\" \"a\\\\b\"")
                .contains("Environment=\"GREETING=say \\\"hi\\\" to $USER & 100%%\"")
                .contains("Environment=\"TAB=a\\tb\"");
        assertThat(lines("cmd=x ';' '' '\u0001'")).contains("ExecStart=x \";\" \"\" \"\\x01\"");
        assertThat(lines("shell=echo \"$A\" | wc")).contains("ExecStart=/bin/sh -c \"echo \\\"$$A\\\" | wc\"");
    }

    @Test
    void makesATemplateOfInstances() {
        var exported = exported("cmd=x\ninstances=3");
        assertThat(exported.files().getFirst().path()).isEqualTo("web@.service");
        assertThat(exported.untold()).containsExactly("web: it is a template: enable web@1 to web@3");
    }

    @Test
    void tellsWhatAUnitCannotSay() {
        assertThat(exported(Services.FULL).untold())
                .containsExactlyInAnyOrder(
                        "web: finish: systemd gives it no arguments, but EXIT_CODE and EXIT_STATUS",
                        "web: backoff=1s..10s: a unit cannot say it",
                        "web: health=tcp:localhost:80: a unit cannot say it",
                        "web: log-size=1M: a unit cannot say it");
    }

    @Test
    void refusesNamesThatMeanSomethingElseThere() {
        assertThat(exported("cmd=-x").files()).isEmpty();
        assertThat(SystemdExport.of(Services.spec("a b", "cmd=x"), "cmd=x").files())
                .isEmpty();
    }

    @Test
    void letsNoPathTakeInTheNextLine() {
        var exported = exported("cmd=x\ncwd=/srv\\");
        assertThat(exported.files().getFirst().text()).doesNotContain("WorkingDirectory");
        assertThat(exported.untold()).hasSize(1);
    }
}

package dev.tend.format.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.exchange.Services;
import dev.tend.format.Exported;
import dev.tend.format.OutFile;
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

    private static List<String> lines(String text, String path) {
        for (OutFile file : exported(text).files()) {
            if (file.path().equals(path)) {
                return file.text().lines().toList();
            }
        }
        throw new AssertionError("no " + path + " among " + exported(text).files());
    }

    @Test
    void watchesWhatSaysThatItIsThere() {
        assertThat(lines("cmd=x\nwatchdog=30s\nstop-signal=INT"))
                .contains("Type=exec", "WatchdogSec=30s", "WatchdogSignal=SIGINT", "NotifyAccess=all");
        assertThat(exported("cmd=x\nready=notify\nwatchdog=30s").untold()).isEmpty();
        assertThat(lines("cmd=x\nready=notify")).contains("Type=notify", "NotifyAccess=all");
        assertThat(lines("cmd=x")).doesNotContain("NotifyAccess=all");
    }

    @Test
    void followsWhatOthersStart() {
        var text =
                "launch=/bin/ctl start\nlaunch.timeout=2m\nhalt=-/bin/halt\npidfile=/run/x.pid\npre-stop=+/bin/tell\n";
        assertThat(lines(text))
                .contains("Type=forking", "PIDFile=/run/x.pid", "TimeoutStartSec=2m")
                .contains("ExecStart=/bin/sh -c \"/bin/ctl start\"")
                .containsSequence("ExecStop=+/bin/tell", "ExecStop=-/bin/halt");
        assertThat(exported(text).untold()).isEmpty();
        assertThat(exported("cmd=x\npidfile=/run/x.pid").untold())
                .containsExactly("web: pidfile=/run/x.pid: a unit cannot say it");
    }

    @Test
    void reloads() {
        assertThat(lines("cmd=x\nreload=signal:USR1")).contains("ExecReload=/bin/kill -s USR1 $MAINPID");
        assertThat(lines("cmd=x\nreload=exec:kill -HUP $MAINPID"))
                .contains("ExecReload=/bin/sh -c \"kill -HUP $$MAINPID\" reload");
        assertThat(lines("cmd=x\nreload=http://h:1/r")).contains("ExecReload=curl -sSf -X POST http://h:1/r");
        assertThat(exported("cmd=x\nreload=signal:HUP").untold()).isEmpty();
        assertThat(exported("cmd=x\nreload=http://h:1/r status 204").untold())
                .containsExactly("web: reload=http://h:1/r status 204: a unit cannot say it");
    }

    @Test
    void opensSockets() {
        var text = "cmd=x\nlisten=tcp:8080\nuser=www";
        assertThat(lines(text)).contains("Requires=web.socket");
        assertThat(lines(text, "web.socket"))
                .contains("ListenStream=8080", "FileDescriptorName=tcp-8080", "WantedBy=sockets.target")
                .doesNotContain("SocketUser=www");
        assertThat(exported(text).untold()).isEmpty();
        text = "cmd=x\nlisten=tcp:[::1]:80 udp:10.0.0.1:53 unix:/run/a:0600 unix:/run/b\nuser=www";
        assertThat(lines(text, "web.socket"))
                .containsSequence(
                        "ListenStream=[::1]:80",
                        "ListenDatagram=10.0.0.1:53",
                        "ListenStream=/run/a",
                        "ListenStream=/run/b")
                .contains("SocketMode=0600", "SocketUser=www");
        assertThat(exported(text).untold())
                .containsExactly(
                        "web: listen: systemd gives its sockets one mode, 0600",
                        "web: listen: in LISTEN_FDNAMES systemd calls them all web.socket");
        assertThat(exported("cmd=x\nlisten=tcp:80\ninstances=2").untold())
                .contains("web: listen=tcp:80: a unit cannot say it");
    }

    @Test
    void joinsWhoWritesToWhoReads() {
        assertThat(lines("cmd=x\nlog=service:web-log"))
                .contains("Requires=web-log-input.socket", "After=web-log-input.socket")
                .contains("StandardOutput=file:%t/web-log-input", "StandardError=journal");
        assertThat(lines("cmd=x\ninput=pipe")).contains("Requires=web-input.socket", "StandardInput=fd:input");
        assertThat(lines("cmd=x\ninput=pipe", "web-input.socket"))
                .contains("ListenFIFO=%t/web-input", "FileDescriptorName=input", "Service=web.service");
        assertThat(exported("cmd=x\ninput=pipe").untold()).isEmpty();
        assertThat(exported("cmd=x\nlog=service:a b").untold()).containsExactly("web: log: no unit can be called a b");
    }

    @Test
    void leavesTheStartToTheSocket() {
        var text = "cmd=x\nlisten=tcp:80\nstart-on=connection";
        assertThat(lines(text)).contains("Requires=web.socket").doesNotContain("[Install]");
        assertThat(lines(text, "web.socket")).contains("WantedBy=sockets.target");
        assertThat(exported(text + "\nidle-timeout=5m").untold())
                .contains("web: idle-timeout=5m: a unit cannot say it");
    }

    @Test
    void makesDirectories() {
        assertThat(lines("cmd=x\ndirectories=runtime:a:0750 runtime:b:0750 state:c log:d"))
                .containsSequence("RuntimeDirectory=a b", "RuntimeDirectoryMode=0750")
                .containsSequence("StateDirectory=c", "StateDirectoryMode=0755")
                .containsSequence("LogsDirectory=d", "LogsDirectoryMode=0755");
        assertThat(exported("cmd=x\ndirectories=cache:a:0700 cache:b /srv/web").untold())
                .containsExactly(
                        "web: directories: systemd gives those of CacheDirectory one mode, 0700",
                        "web: directories: a unit makes no /srv/web");
    }

    @Test
    void limitsTheTimeOfARun() {
        assertThat(lines("cmd=x\nrun-timeout=1h")).contains("RuntimeMaxSec=1h");
        var text = "cmd=x\ntype=task\nschedule=@daily\nrun-timeout=1h\nschedule-overlap=kill";
        assertThat(lines(text)).contains("TimeoutStartSec=1h");
        assertThat(exported(text).untold()).containsExactly("web: schedule-overlap=kill: a unit cannot say it");
    }

    @Test
    void runsTasksOnTime() {
        var text = "cmd=x\ntype=task\nschedule=TZ=Europe/Vienna */20 3 1 jan,dec mon-fri\ncatch-up=yes";
        assertThat(lines(text)).contains("Type=oneshot").doesNotContain("RemainAfterExit=yes", "[Install]");
        assertThat(lines(text, "web.timer"))
                .containsSequence(
                        "OnCalendar=*-1,12-1 3:0,20,40:00 Europe/Vienna",
                        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-1,12-* 3:0,20,40:00 Europe/Vienna",
                        "AccuracySec=1s",
                        "Persistent=yes")
                .contains("WantedBy=timers.target");
        assertThat(exported(text).untold()).isEmpty();
        assertThat(lines("cmd=x\ntype=task\nschedule=0 0 * * 0\nenabled=no", "web.timer"))
                .contains("OnCalendar=Sun *-*-* 0:0:00")
                .doesNotContain("[Install]", "Persistent=yes");
        text = "cmd=x\ntype=task\nschedule=@every 10m\ncatch-up=yes\ninstances=2";
        assertThat(lines(text, "web@.timer")).contains("OnActiveSec=10m", "OnUnitActiveSec=10m");
        assertThat(exported(text).untold()).contains("web: catch-up=yes: a unit cannot say it");
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

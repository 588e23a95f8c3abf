package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems of a service are shown by check, status and doctor. */
class TroubleTest {

    private static final String UNKNOWN = "time zone \"Europe/Wien\" is not in /usr/share/zoneinfo";

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void anUnknownZoneIsShownEverywhere() {
        tend.service("backup", "type=task", "shell=echo ran", "schedule=TZ=Europe/Wien 0 3 29 2 *");
        tend.service("app", "cmd=sleep 1000");

        var check = tend.verb("check", tend.services().toString());
        assertThat(check.code()).isEqualTo(78);
        assertThat(check.all()).contains("backup:3: schedule: " + UNKNOWN);

        tend.up();
        tend.awaitState("backup", "waiting");
        assertThat(tend.done("status").out().lines().skip(1).findFirst().orElseThrow())
                .as("it stands first")
                .startsWith("backup")
                .contains("[time zone");
        assertThat(tend.verb("status", "--failed", "--names").out()).isEqualTo("backup\n");
        assertThat(tend.done("status", "--json").out()).contains(UNKNOWN.replace("\"", "\\\""));
        assertThat(tend.verb("doctor").out()).contains("backup: " + UNKNOWN);

        tend.service("backup", "type=task", "shell=echo ran", "schedule=TZ=Europe/Vienna 0 3 29 2 *");
        Tend.awaiting().untilAsserted(() -> assertThat(
                        tend.verb("status", "--failed", "--names").out())
                .isEmpty());
    }

    @Test
    void checkWarnsOfAPortThatSomebodyHas() throws IOException {
        try (var taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            tend.service("web", "cmd=sleep 1000", "listen=tcp:127.0.0.1:" + port);
            tend.service("all", "cmd=sleep 1000", "listen=tcp:" + port);
            tend.service("other", "cmd=sleep 1000", "listen=tcp:127.0.0.2:" + port);

            var check = tend.verb("check", tend.services().toString());

            String who = "port " + port + " is taken by process "
                    + ProcessHandle.current().pid() + " (java) now";
            assertThat(check.all().replace("warning: ", ""))
                    .contains("web:2: ", "all:2: ", who)
                    .doesNotContain("other:2");
        }
    }

    @Test
    void aPortThatAKeeperHasIsNoneOfThem() {
        tend.service("web", "cmd=sleep 1000", "ready=none", "listen=tcp:127.0.0.1:" + Ports.free())
                .up();
        tend.awaitUp("web");

        assertThat(tend.done("check", tend.services().toString()).all()).doesNotContain("is taken");
    }
}

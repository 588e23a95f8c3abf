package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The start of a steward, and its messages about that. */
class StewardStartTest {

    @RegisterExtension
    private final Tend tend = new Tend();

    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void comesWithAFlagAlone() {
        tend.service("web", "cmd=sleep 1000");
        tend.up("--http", web.address());
        tend.awaitState("steward", "ready");
        assertThat(web.json("/services").get("services")).hasSize(2);
    }

    @Test
    void refusesToOpenItselfToOthersUnprotected() {
        tend.service("steward", "steward=yes", "http.listen=0.0.0.0:" + Ports.free());
        var ran = tend.verb("check", tend.services().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.all()).contains("is open to other machines: add http.tls-cert and http.tls-key");
    }

    @Test
    void isCheckedLikeAnyService() {
        tend.file("services/steward", "steward=yes\nhttp.listen=nowhere:80\nhttp.tls-crt=/x\nhttp.client-ca=ca.pem\n");
        tend.file("services/web", "cmd=sleep 1\nhttp.listen=80\n");
        var ran = tend.verb("check", tend.services().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.all())
                .contains("steward:2: http.listen: \"nowhere:80\" is no address: write IP:PORT")
                .contains("steward:3: key \"http.tls-crt\" is unknown: did you mean \"http.tls-cert\"?")
                .contains("steward:4: http.client-ca: \"ca.pem\" is no absolute path")
                .contains("web:2: http.listen: only the steward has settings: add steward=yes");
    }

    @Test
    void warnsWhoeverLetsEveryUserIn() {
        web.start(tend);
        tend.awaitLog("steward", "warning: every user of this machine may do everything over http://" + web.address());
    }

    /** With {@code AOTMode=on}, Java refuses to start if the AOT cache of the build does not fit. */
    @Test
    void startsAsFastFromAnotherFolder() {
        String built = Tend.BINARY
                .resolve("../../../steward/target/tend-steward")
                .normalize()
                .toString();
        var copied = tend.command(List.of(
                "cp",
                "-R",
                "--preserve=mode,timestamps",
                built,
                tend.path("elsewhere").toString()));
        assertThat(copied.code()).as(copied::toString).isZero();
        tend.with("TEND_STEWARD", tend.path("elsewhere/bin/tend-steward").toString());
        web.start(tend, "env.TEND_STEWARD_JAVA_OPTIONS=-XX:AOTMode=on");
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
    }
}

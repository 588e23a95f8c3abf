package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that are named by a tag, and instances that have names of their own. */
@Tag("quick")
class TagsTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void aTagStandsForAllThatHaveIt() {
        tend.service("web", "cmd=sleep 1000", "tags=front, eu", "reload=signal:CONT", "pre-start=echo web begins")
                .service("api", "cmd=sleep 1000", "tags=front", "reload=signal:CONT", "pre-start=echo api begins")
                .service("db", "cmd=sleep 1000", "tags=back")
                .up();
        tend.awaitState("web", "ready");
        tend.awaitState("api", "ready");
        var db = tend.awaitState("db", "ready");
        assertThat(tend.done("status", "--names", "--tag", "front").out()).isEqualTo("api\nweb\n");
        assertThat(Tend.json(tend.done("status", "--json", "--tag", "eu").out())
                        .get(0)
                        .get("tags")
                        .toString())
                .isEqualTo("[\"front\",\"eu\"]");
        assertThat(tend.done("reload", "--tag", "front").out()).contains("api: sent CONT", "web: sent CONT");
        assertThat(tend.done("logs", "--tag", "eu").out())
                .contains("web begins")
                .doesNotContain("api");
        assertThat(tend.done("events", "--tag", "eu").out()).contains("web").doesNotContain("api");
        assertThat(tend.done("why", "--tag", "eu").out()).contains("web").doesNotContain("api");
        assertThat(tend.done("graph", "--tag", "eu").out()).contains("web").doesNotContain("api");
        assertThat(tend.done("explain", "-d", tend.services().toString(), "--set", "--tag", "back")
                        .out())
                .contains("tags");
        assertThat(tend.done("stop", "--tag", "front", "--tag", "eu").out()).contains("api: down", "web: down");
        assertThat(tend.status("db").pid()).isEqualTo(db.pid());
        assertThat(tend.verb("status", "front").err())
                .contains("no service is called front, which is a tag: use --tag front");
        Ran none = tend.verb("stop", "--tag", "fornt");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no service has the tag fornt");
    }

    @Test
    void instancesHaveNames() {
        tend.service("web", "shell=echo I am $INSTANCE; exec sleep 1000", "instances=eu,us")
                .up();
        int eu = tend.awaitUp("web@eu").pid();
        int us = tend.awaitUp("web@us").pid();
        tend.awaitLog("web@us", "I am us");
        tend.done("restart", "web@us");
        tend.service("web", "shell=echo I am $INSTANCE; exec sleep 1000", "instances=eu,asia");
        tend.awaitUp("web@asia");
        tend.awaitGone(us);
        assertThat(tend.status("web@eu").pid()).isEqualTo(eu);
        assertThat(tend.done("status", "--names", "web").out()).contains("web@asia\nweb@eu\n");
    }
}

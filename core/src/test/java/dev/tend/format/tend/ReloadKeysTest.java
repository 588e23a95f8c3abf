package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.Problem;
import dev.tend.service.OnChange;
import dev.tend.service.Probe;
import dev.tend.service.Reloading;
import dev.tend.service.Reloading.Method;
import dev.tend.text.Url;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReloadKeysTest {

    private static Reloading read(String lines) {
        return ServiceFile.parse("/d/web", "web", "cmd=x\n" + lines)
                .spec()
                .orElseThrow()
                .reloading();
    }

    private static Optional<Method> method(String value) {
        return read("reload=" + value).method();
    }

    private static List<String> problems(String lines) {
        return ServiceFile.parse("/d/web", "web", "cmd=x\n" + lines).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void readsEachWay() {
        assertThat(method("none")).isEmpty();
        assertThat(method("signal:USR1")).contains(new Method.Signal(10));
        assertThat(method("exec:/bin/reload")).contains(new Method.Ask(new Probe.Exec(List.of("/bin/reload"))));
        assertThat(method("exec: kill -HUP $MAINPID"))
                .contains(new Method.Ask(new Probe.Exec(List.of("/bin/sh", "-c", "kill -HUP $MAINPID", "reload"))));
        assertThat(method("http://h/-/reload"))
                .contains(new Method.Ask(new Probe.Http(Url.parse("http://h/-/reload")).asPost()));
        assertThat(method("http:http://h/r"))
                .contains(new Method.Ask(new Probe.Http(Url.parse("http://h/r")).asPost()));
    }

    @Test
    void readsWhatElseThereIs() {
        assertThat(read("reload=signal:HUP\non-change=reload\nreload-timeout=5s"))
                .isEqualTo(new Reloading(
                        Optional.of(new Method.Signal(1)), 5_000_000, OnChange.RELOAD, List.of(), List.of()));
        assertThat(read("reload=none")).isSameAs(Reloading.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "reload=signal:NIX, \"NIX\" is no signal",
        "reload=exec:, has no value: write a path",
        "reload=exec:+/bin/x, as the user of the service",
        "reload=tcp:h:1, is no way to reload",
        "reload=http://h/ redirects, is no way to reload",
        "reload=HUP, one of signal:NAME",
        "restart-on=conf, is no absolute path",
        "reload-on=/conf, add reload=signal:HUP",
        "on-change=reload, add reload=signal:HUP",
        "on-change=never, \"never\" is none of"
    })
    void refusesWhatIsNone(String line, String why) {
        assertThat(problems(line))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/d/web:2: ")
                .contains(why);
    }

    @Test
    void readsPaths() {
        assertThat(read("reload=signal:HUP\nreload-on=/a, /b\nrestart-on='/c d'"))
                .isEqualTo(new Reloading(
                        Optional.of(new Method.Signal(1)),
                        Reloading.DEFAULT_TIMEOUT,
                        OnChange.RESTART,
                        List.of("/a", "/b"),
                        List.of("/c d")));
    }

    @Test
    void refusesAReloadOfATask() {
        assertThat(problems("type=task\nreload=signal:HUP"))
                .containsExactly("/d/web:3: reload: a task reads its configuration at each run: remove it");
    }
}

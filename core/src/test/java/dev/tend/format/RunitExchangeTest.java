package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.exchange.Imported;
import dev.tend.exchange.Services;
import dev.tend.format.runit.RunitExport;
import dev.tend.format.runit.RunitImport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunitExchangeTest {

    private static Map<String, String> exported(String text) {
        var files = new LinkedHashMap<String, String>();
        for (var file : RunitExport.of(Services.spec("web", text), text).files()) {
            files.put(file.path().substring("web/".length()), file.text());
        }
        return files;
    }

    private static Imported imported(Map<String, String> files) {
        var names = new ArrayList<>(files.keySet());
        names.remove("log/main/config"); // in a folder of its own
        return RunitImport.of("/etc/sv/web", names, files::get).orElseThrow();
    }

    @Test
    void writesAScriptThatDoesWhatTendWould() {
        assertThat(exported(Services.FULL).get("run").lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "exec 2>&1",
                        "cd '/srv/my app' || exit 111",
                        "umask 0027 || exit 111",
                        "prlimit --pid $$ --nofile=1024:4096 || exit 111",
                        "prlimit --pid $$ --core=unlimited:unlimited || exit 111",
                        "renice -n 5 -p $$ >/dev/null || exit 111",
                        "echo -500 >/proc/$$/oom_score_adj || exit 111",
                        "HOME=~www-data USER=www-data LOGNAME=www-data; export HOME USER LOGNAME",
                        "export GREETING='say \"hi\" to $USER & 100%'",
                        "export TAB='a\tb'",
                        "sv start db >/dev/null || exit 1",
                        "/usr/bin/prepare || exit 111",
                        "exec setpriv --reuid=www-data --regid=\"$(id -g www-data)\" --groups=adm,ssl-cert --no-new-privs"
                                + " ./serve 'two  words' 'it'\\''s' '$HOME' 100% 'a\\b'");
    }

    @Test
    void writesWhatStandsBesideTheScript() {
        assertThat(exported(Services.FULL))
                .containsEntry("control/t", "#!/bin/sh\nexec kill -s INT \"$(cat supervise/pid)\"\n")
                .containsEntry("log/main/config", "s1048576\nn5\n")
                .hasEntrySatisfying("finish", finish -> assertThat(finish)
                        .contains("case $1/$2 in -1/15|0/*|3/*) sv down . ;; esac"));
        assertThat(exported("cmd=x\nenabled=no\nlog=null")).containsOnlyKeys("run", "down");
        assertThat(exported("cmd=x\nready=exec:true").get("check")).isEqualTo("#!/bin/sh\nexec true\n");
    }

    @Test
    void tellsWhatRunitCannotSay() {
        assertThat(RunitExport.of(Services.spec("web", Services.FULL), Services.FULL)
                        .untold())
                .contains("web: health=tcp:localhost:80: runit cannot say it", "web: after=cache: runit cannot say it")
                .noneMatch(line -> line.contains("nofile"));
    }

    @Test
    void givesBackWhatItWasMadeFrom() {
        for (String text : Services.MANY) {
            var back = imported(exported(text));
            assertThat(back.untold()).isEmpty();
            assertThat(Services.spec("web", back.text())).isEqualTo(Services.spec("web", text));
        }
    }

    @Test
    void runsAScriptThatSomebodyHasEdited() {
        var files = exported("cmd=sleep 1000");
        files.put("run", files.get("run") + "echo never\n");
        assertThat(imported(files).text()).contains("cmd=/etc/sv/web/run\n");
        var more = exported("cmd=sleep 1000");
        more.put("down", "");
        assertThat(imported(more).text()).contains("enabled=no\n");
    }

    @Test
    void takesFoldersOverAsTheyAre() {
        var files = new LinkedHashMap<String, String>();
        for (String name :
                List.of("check", "control/t", "down", "env", "finish", "log/run", "log/supervise", "supervise")) {
            files.put(name, "");
        }
        files.put("run", "#!/bin/sh\nexec chpst -e ./env web\n");

        var web = imported(files);

        assertThat(web.text().lines().skip(1))
                .containsExactly(
                        "cmd=/etc/sv/web/run",
                        "cwd=/etc/sv/web",
                        "env-inherit=yes",
                        "backoff=1s",
                        "stable=1s",
                        "enabled=no",
                        "finish=/etc/sv/web/finish",
                        "# log/run is not used: Tend keeps the output itself, see log-size and log-keep.");
        assertThat(web.untold())
                .containsExactly(
                        "web: check is not used: add ready=exec:/etc/sv/web/check if it says when the service is ready",
                        "web: control/t is not used: Tend has no such thing",
                        "web: log/run is not used: Tend keeps the output itself");
        Services.spec("web", web.text());
    }

    @Test
    void knowsNoServiceWithoutAScript() {
        assertThat(RunitImport.of("/etc/sv/web", List.of("finish"), _ -> "")).isEmpty();
    }
}

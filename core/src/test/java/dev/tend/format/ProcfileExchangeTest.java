package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.exchange.Services;
import dev.tend.format.procfile.Formation;
import dev.tend.format.procfile.ProcfileBundle;
import dev.tend.format.procfile.ProcfileExport;
import dev.tend.format.procfile.ProcfileImport;
import dev.tend.service.Environment.EnvFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProcfileExchangeTest {

    private static final String FOLDER = "/srv/app";

    private static Exported exported(String text) {
        return ProcfileExport.of(Services.spec("web", text), text, FOLDER);
    }

    private static String line(String text) {
        return exported(text).files().getFirst().text().lines().toList().getLast();
    }

    private static Map<String, String> imported(String procfile, Formation formation) {
        var env = List.of(new EnvFile(FOLDER + "/.env", true));
        var foreman = new ProcfileBundle(FOLDER + "/Procfile", env, OptionalInt.empty(), 5000, formation, false);
        var contents = ProcfileImport.of(foreman, procfile, _ -> Optional.empty());
        assertThat(contents.problems()).isEmpty();
        return contents.services();
    }

    @Test
    void writesFolderAndVariablesIntoTheCommand() {
        assertThat(line("cmd=serve 'a b'\ncwd=/srv/my app\nenv.A=x y\nenv.B=1"))
                .isEqualTo("web: cd '/srv/my app' || exit 111; export A='x y' B=1; exec serve 'a b'");
        assertThat(line("shell=serve | tee log\ncwd=" + FOLDER)).isEqualTo("web: serve | tee log");
    }

    @Test
    void tellsWhatAProcfileCannotSay() {
        assertThat(exported(Services.FULL).untold())
                .contains(
                        "web: user=www-data: a Procfile cannot say it",
                        "web: health=tcp:localhost:80: a Procfile cannot say it")
                .noneMatch(line -> line.contains("cwd=") || line.contains("env.GREETING"));
        assertThat(exported("cmd=x\nenabled=no")).satisfies(none -> {
            assertThat(none.files()).isEmpty();
            assertThat(none.untold()).hasSize(1);
        });
        assertThat(ProcfileExport.of(Services.spec("a.b", "cmd=x"), "cmd=x", FOLDER)
                        .files())
                .isEmpty();
    }

    @Test
    void givesBackWhatItWasMadeFrom() {
        for (String text : Services.MANY) {
            var exported = exported(text);
            if (!exported.files().isEmpty()) {
                String back = imported(exported.files().getFirst().text(), Formation.ONE_EACH)
                        .get("web");
                assertThat(Services.spec("web", back)).isEqualTo(Services.spec("web", text));
            }
        }
    }

    @Test
    void leavesAProcfileAsItWas() {
        String procfile = "web: serve -p $PORT\nworker: exec work 'a b'\n";
        for (var formation : List.of(Formation.ONE_EACH, Formation.parse("web=2,worker=1"))) {
            var services = imported(procfile, formation);
            services.forEach((name, text) -> assertThat(ProcfileExport.of(Services.spec(name, text), text, FOLDER)
                            .files()
                            .getFirst()
                            .text())
                    .endsWith("\n"
                            + procfile.lines()
                                    .filter(line -> line.startsWith(name))
                                    .findFirst()
                                    .orElseThrow() + "\n"));
        }
    }

    @Test
    void goesByTheLineThatSomebodyHasEdited() {
        String edited = exported("cmd=serve\nhealth=tcp:localhost:80")
                .files()
                .getFirst()
                .text()
                .replace("exec serve", "exec other");
        assertThat(imported(edited, Formation.ONE_EACH).get("web"))
                .contains("other")
                .doesNotContain("health");
    }
}

package dev.tend.format.procfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.BadValue;
import dev.tend.format.Problem;
import dev.tend.format.tend.ServiceFile;
import dev.tend.service.Command;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.RestartPolicy.Mode;
import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProcfileBundleTest {

    static final Function<String, Optional<String>> NOTHING = _ -> Optional.empty();

    private static final List<EnvFile> ENV = List.of(new EnvFile("/srv/app/.env", true));

    static ProcfileBundle foreman(Formation formation) {
        return new ProcfileBundle("/srv/app/Procfile", ENV, OptionalInt.empty(), 5000, formation, false);
    }

    private static ServiceSpec service(ProcfileBundle foreman, String text, String name) {
        var contents = foreman.read(text, NOTHING);
        assertThat(contents.problems()).isEmpty();
        var parsed = ServiceFile.parse(name, name, contents.services().get(name));
        assertThat(parsed.problems()).isEmpty();
        return parsed.spec().orElseThrow();
    }

    @Test
    void isToldInWords() {
        var plain = new ProcfileBundle("/Procfile", List.of(), OptionalInt.empty(), 5000, Formation.ONE_EACH, false);
        var all = new ProcfileBundle(
                "/srv/my app/Procfile",
                List.of(new EnvFile("/srv/my app/.env", true), new EnvFile("/etc/it's", false)),
                OptionalInt.of(7000),
                6000,
                Formation.parse("web=2,worker=0,all=3"),
                true);
        for (var each : List.of(plain, all)) {
            assertThat(ProcfileBundle.parse(each.words())).isEqualTo(each);
            assertThat(ProcfileBundle.parse(each.words() + " newer=yes")).isEqualTo(each);
        }
        assertThatThrownBy(() -> ProcfileBundle.parse("port=0")).isInstanceOf(BadValue.class);
    }

    @Test
    void givesEachTypeItsPortsByItsPlace() {
        var all = foreman(Formation.ONE_EACH);
        String text = "web: serve\nworker: work\n";
        assertThat(service(all, text, "web").environment().variables().toMap())
                .containsEntry("PORT", "5000")
                .containsEntry("PS", "web.1");
        assertThat(service(all, text, "worker").environment().variables().toMap())
                .containsEntry("PORT", "5100");
    }

    @Test
    void runsThemInTheProcfilesFolderWithForemansEnvironmentAndItsFile() {
        var web = service(foreman(Formation.ONE_EACH), "web: serve | tee log", "web");
        assertThat(web.command()).isEqualTo(new Command.Shell("serve | tee log"));
        assertThat(web.cwd()).isEqualTo("/srv/app");
        assertThat(web.environment().inherit()).isTrue();
        assertThat(web.environment().files()).isEqualTo(ENV);
        assertThat(web.restart().mode()).isEqualTo(Mode.ALWAYS);
    }

    @Test
    void sparesTheShellWhereItWouldOnlyReplaceItself() {
        var foreman = foreman(Formation.ONE_EACH);
        assertThat(service(foreman, "a: exec ./serve 'two words' it\\'s", "a").command())
                .isEqualTo(new Command.Words(List.of("./serve", "two words", "it's")));
        for (String line : List.of(
                "serve",
                "exec serve $PORT",
                "exec serve *",
                "exec A=b serve",
                "exec -a x serve",
                "exec serve 'open",
                "exec serve \"x\"",
                "exec serve;ls",
                "exec ~/serve",
                "exec serve #x",
                "executable x")) {
            assertThat(service(foreman, "a: " + line, "a").command()).isEqualTo(new Command.Shell(line));
        }
    }

    @Test
    void numbersTheInstancesOfAFormation() {
        var foreman = foreman(Formation.parse("web=3"));
        var web = service(foreman, "api: x\nweb: serve", "web");
        assertThat(web.instances()).isEqualTo(3);
        assertThat(web.command())
                .isEqualTo(new Command.Shell("export PORT=$((5099+INSTANCE)) PS=web.$INSTANCE; serve"));
        assertThat(foreman.read("api: x\nweb: serve", NOTHING).services()).containsOnlyKeys("web");
    }

    @Test
    void endsAllWithOneWhereAsked() {
        var foreman = new ProcfileBundle("/p/Procfile", List.of(), OptionalInt.empty(), 5000, Formation.ONE_EACH, true);
        var web = service(foreman, "web: serve", "web");
        assertThat(web.critical()).isTrue();
        assertThat(web.restart().mode()).isEqualTo(Mode.NEVER);
    }

    @Test
    void takesTheFirstPortFromTheEnvironmentFileUnlessItIsSaid() {
        String text = "web: serve";
        assertThat(foreman(Formation.ONE_EACH)
                        .read(text, _ -> Optional.of("PORT=7000"))
                        .services()
                        .get("web"))
                .contains("env.PORT=7000\n");
        var said = new ProcfileBundle("/p/Procfile", ENV, OptionalInt.of(80), 5000, Formation.ONE_EACH, false);
        assertThat(said.read(text, _ -> Optional.of("PORT=7000")).services().get("web"))
                .contains("env.PORT=80\n");
    }

    @Test
    void saysWhichLineOfTheEnvironmentFileIsWrong() {
        assertThat(foreman(Formation.ONE_EACH)
                        .read("web: serve", _ -> Optional.of("A=1\nB"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("/srv/app/.env:2: not of the form NAME=value");
        assertThat(foreman(Formation.ONE_EACH)
                        .read("web: serve", _ -> Optional.of("PORT=no"))
                        .problems())
                .hasSize(1);
    }

    @Test
    void refusesThePortsThereAreNot() {
        var foreman = new ProcfileBundle("/p/Procfile", ENV, OptionalInt.of(65_500), 5000, Formation.ONE_EACH, false);
        assertThat(foreman.read("a: x\nb: y", NOTHING).problems())
                .extracting(Problem::toString)
                .containsExactly("/p/Procfile:2: port 65600 is too high: begin lower with --port");
    }

    @Test
    void refusesAllWhereOneLineIsWrong() {
        assertThat(foreman(Formation.ONE_EACH)
                        .read("web: serve\nworker", NOTHING)
                        .services())
                .isEmpty();
    }

    @Test
    void letsNothingFromThePathIntoTheService() {
        var foreman =
                new ProcfileBundle("/p\ncmd=x/Procfile", ENV, OptionalInt.empty(), 5000, Formation.ONE_EACH, false);
        assertThat(foreman.read("web: serve", NOTHING).problems()).hasSize(1);
    }

    @Test
    void readsFormationsAsForemanDoes() {
        assertThat(Formation.parse("web=2, worker=1")).satisfies(formation -> {
            assertThat(formation.of("web")).isEqualTo(2);
            assertThat(formation.of("other")).isZero();
        });
        assertThat(Formation.parse("all=1,web=0").of("other")).isEqualTo(1);
        assertThat(Formation.parse("wbe=1").stranger(List.of("web", "worker")).orElseThrow())
                .contains("\"wbe\"")
                .contains("did you mean \"web\"?");
        for (String wrong : List.of("", "web", "=1", "web=x", "web=-1", "web=101", "web=1,web=2")) {
            assertThatThrownBy(() -> Formation.parse(wrong)).isInstanceOf(BadValue.class);
        }
    }
}

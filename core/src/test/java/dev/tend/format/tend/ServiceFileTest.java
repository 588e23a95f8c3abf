package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.Parsed;
import dev.tend.format.Setting;
import dev.tend.service.Command;
import dev.tend.service.Condition;
import dev.tend.service.Confinement;
import dev.tend.service.Credentials;
import dev.tend.service.Environment;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.GroupLimit;
import dev.tend.service.Health;
import dev.tend.service.Hooks;
import dev.tend.service.Isolation;
import dev.tend.service.Isolation.Place;
import dev.tend.service.Kind;
import dev.tend.service.Limit;
import dev.tend.service.Limit.Resource;
import dev.tend.service.LogPolicy;
import dev.tend.service.OnChange;
import dev.tend.service.OnMissing;
import dev.tend.service.Readiness;
import dev.tend.service.Relations;
import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.RunPolicy;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.service.SuccessExit;
import dev.tend.service.SyslogLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good service files: what they become. */
class ServiceFileTest {

    @Test
    void aCommandIsEnough() {
        ServiceSpec spec = spec("cmd=/bin/server\n");

        assertThat(spec)
                .isEqualTo(new ServiceSpec(
                        "web",
                        new Command.Words(List.of("/bin/server")),
                        "/",
                        Environment.FRESH,
                        Credentials.OF_THE_KEEPER,
                        Confinement.NONE,
                        OnMissing.REFUSE,
                        List.of(),
                        GroupLimit.NONE,
                        RestartPolicy.DEFAULT,
                        StopPolicy.DEFAULT,
                        LogPolicy.DEFAULT,
                        Kind.SERVICE,
                        Readiness.DEFAULT,
                        List.of(),
                        RunPolicy.UNLIMITED,
                        Relations.NONE,
                        Hooks.NONE,
                        Health.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Condition.ALWAYS,
                        Reloading.NONE,
                        false,
                        List.of(),
                        1,
                        List.of()));
    }

    @Test
    void sharesThePartsThatAreAllDefault() {
        ServiceSpec spec = spec("cmd=a\nrestart=always\nlog=file");

        assertThat(spec.environment()).isSameAs(Environment.FRESH);
        assertThat(spec.credentials()).isSameAs(Credentials.OF_THE_KEEPER);
        assertThat(spec.confinement()).isSameAs(Confinement.NONE);
        assertThat(spec.restart()).isSameAs(RestartPolicy.DEFAULT);
        assertThat(spec.stop()).isSameAs(StopPolicy.DEFAULT);
        assertThat(spec.log()).isSameAs(LogPolicy.DEFAULT);
    }

    @Test
    void everyDefaultInTheTableIsTheRealOne() {
        var text = new StringBuilder("cmd=a\n");
        for (Key key : Keys.all()) {
            if (!key.initial().startsWith("(")) {
                text.append(key.name()).append('=').append(key.initial()).append('\n');
            }
        }

        assertThat(spec(text.toString())).isEqualTo(spec("cmd=a"));
        assertThat(text).contains("backoff=100ms..30s", "stable=5s", "log-size=10M", "stop-timeout=20s", "cwd=/");
    }

    @Test
    void readsWhatIsExecuted() {
        ServiceSpec spec =
                spec("cmd = /bin/server --name 'my web' -x \ncwd=/srv/my web\npidfile=/run/web.pid\ninstances=1");

        assertThat(spec.command().argv()).containsExactly("/bin/server", "--name", "my web", "-x");
        assertThat(spec.cwd()).isEqualTo("/srv/my web");
        assertThat(spec.pidfile()).contains("/run/web.pid");
        assertThat(spec("shell=a | b > 'c d'").command()).isEqualTo(new Command.Shell("a | b > 'c d'"));
    }

    @Test
    void readsTheEnvironmentInItsOrder() {
        Environment environment = spec("cmd=a\nenv.Z= 1=2 \nenv.A=\nenv-inherit=yes\nenv-file=/a -/b \"/c d\"")
                .environment();

        assertThat(environment.variables().toMap()).containsExactly(Map.entry("Z", "1=2"), Map.entry("A", ""));
        assertThat(environment.files())
                .containsExactly(new EnvFile("/a", false), new EnvFile("/b", true), new EnvFile("/c d", false));
        assertThat(environment.inherit()).isTrue();
    }

    @Test
    void readsWhoItRunsAs() {
        assertThat(spec("cmd=a\nuser=www\ngroup=33\ngroups=a, b,c  4").credentials())
                .isEqualTo(new Credentials(
                        Optional.of("www"), Optional.of("33"), Optional.of(List.of("a", "b", "c", "4"))));
        assertThat(spec("cmd=a\ngroups=").credentials().groups()).contains(List.of());
    }

    @Test
    void readsWhatItHasForItself() {
        var spec = spec("cmd=a\nprivate=net tmp,/run\nread-only=/ -/x\nhidden=/root\non-missing=ignore");

        assertThat(spec.confinement().isolation())
                .isEqualTo(new Isolation(
                        true,
                        false,
                        false,
                        List.of("/run", "/tmp", "/var/tmp"),
                        List.of(new Place("/", false), new Place("/x", true)),
                        List.of(new Place("/root", false))));
        assertThat(spec.onMissing()).isEqualTo(OnMissing.IGNORE);
        assertThat(spec("cmd=a").confinement().isolation()).isSameAs(Isolation.NONE);
    }

    @Test
    void readsWhatItIsDenied() {
        Confinement confinement = spec("""
            cmd=a
            umask=0027
            nice=-5
            chroot=/srv
            oom-score-adj=-1000
            no-new-privs=yes
            capabilities=CAP_NET_BIND_SERVICE kill,kill
            limit.nofile=1024:64k
            limit.core=unlimited
            limit.as=2G:unlimited
            """).confinement();

        assertThat(confinement)
                .isEqualTo(new Confinement(
                        OptionalInt.of(0027),
                        OptionalInt.of(-5),
                        Optional.of("/srv"),
                        OptionalInt.of(-1000),
                        true,
                        Optional.of(List.of("net_bind_service", "kill")),
                        List.of(
                                new Limit(Resource.NOFILE, 1024, 65_536),
                                new Limit(Resource.CORE, Limit.UNLIMITED, Limit.UNLIMITED),
                                new Limit(Resource.AS, 2L << 30, Limit.UNLIMITED)),
                        Isolation.NONE));
    }

    @Test
    void readsWhatFollowsItsEnd() {
        ServiceSpec spec = spec("""
            cmd=a
            restart=on-failure
            backoff=1s .. 5m
            stable=1m
            give-up=3 in 1h
            success-exit=0, 2 TERM sigint
            critical=yes
            """);

        assertThat(spec.restart())
                .isEqualTo(new RestartPolicy(
                        RestartPolicy.Mode.ON_FAILURE,
                        1_000_000,
                        300_000_000,
                        60_000_000,
                        Optional.of(new RestartPolicy.GiveUp(3, 3_600_000_000L)),
                        new SuccessExit(Set.of(0, 2), Set.of(15, 2))));
        assertThat(spec.critical()).isTrue();
        assertThat(spec("cmd=a\nbackoff=2s").restart().maxBackoff()).isEqualTo(2_000_000);
    }

    @Test
    void readsTagsAndNamesOfInstances() {
        assertThat(spec("cmd=a\ntags=front, eu-1").tags()).containsExactly("front", "eu-1");
        assertThat(spec("cmd=a\ninstances=eu, us").instanceNames()).containsExactly("web@eu", "web@us");
        assertThat(spec("cmd=a\ninstances=eu").instanceNames()).containsExactly("web@eu");
        assertThat(spec("cmd=a\ninstances=2").instanceNames()).containsExactly("web@1", "web@2");
        assertThat(spec("cmd=a").instanceNames()).containsExactly("web");
    }

    @Test
    void readsHowItIsStoppedAndChanged() {
        ServiceSpec spec = spec(
                "cmd=a\nstop-signal=SIGINT\nstop-timeout=0\nshow-stacks=yes\nkill-mode=process\non-change=next-start");

        assertThat(spec.stop()).isEqualTo(new StopPolicy(2, 0, true, StopPolicy.Scope.PROCESS));
        assertThat(spec.onChange()).isEqualTo(OnChange.NEXT_START);
    }

    @Test
    void readsWhereOutputGoes() {
        assertThat(
                        spec("cmd=a\nlog=console\nlog-size=1k\nlog-keep=0\nlog-timestamps=iso\nlog-buffer=1M\nlog-full=drop-new")
                                .log())
                .isEqualTo(new LogPolicy(
                        LogPolicy.Target.CONSOLE,
                        1024,
                        0,
                        true,
                        1 << 20,
                        Optional.empty(),
                        LogPolicy.Full.DROP_NEW,
                        Optional.empty()));
    }

    @Test
    void readsTheHeaderOfSyslog() {
        assertThat(spec("cmd=a\nlog=syslog").log().syslog()).contains(SyslogLabel.DEFAULT);
        assertThat(spec("cmd=a\nlog=syslog:local0.notice:shop-web").log().syslog())
                .contains(new SyslogLabel(16, 5, "shop-web"));
        assertThat(spec("cmd=a\nlog=syslog::web").log().syslog()).contains(new SyslogLabel(3, 6, "web"));
        assertThat(spec("cmd=a\nlog=syslog:mail").log().target().captured()).isTrue();
    }

    @Test
    void skipsCommentsAndBlanksAndToleratesForeignEditors() {
        ServiceSpec spec = spec("\ufeff# a comment\r\n\r\n  \t # another\r\n\t cmd = a # no comment \r\n");

        assertThat(spec.command().argv()).containsExactly("a", "#", "no", "comment");
        assertThat(spec("cmd=a").command()).isEqualTo(new Command.Words(List.of("a")));
    }

    @Test
    void explainsWhereEverySettingComesFrom() {
        var settings = ServiceFile.explain("# web\ncmd=a\nenv.B=2\nenv.A=1\nnonsense\nstable = 9s\n");

        assertThat(settings)
                .contains(
                        new Setting("cmd", "a", 2),
                        new Setting("cwd", "/", 0),
                        new Setting("env.B", "2", 3),
                        new Setting("env.A", "1", 4),
                        new Setting("stable", "9s", 6),
                        new Setting("limit.RESOURCE", "(the keeper's)", 0));
        assertThat(settings).hasSize(Keys.all().size() + 1 - StewardKeys.ALL.size());
    }

    @Test
    void explainsTheDefaultsThatHoldForATaskAndForOneOnATimer() {
        assertThat(ServiceFile.explain("cmd=a\ntype = task\nschedule=@daily"))
                .contains(new Setting("restart", "never", 0), new Setting("on-change", "next-start", 0));
        assertThat(ServiceFile.explain("cmd=a\ntype=service"))
                .contains(new Setting("restart", "always", 0), new Setting("on-change", "restart", 0));
        assertThat(ServiceFile.explain("cmd=a\ntype=task\nrestart=on-failure"))
                .contains(new Setting("restart", "on-failure", 3));
    }

    @Test
    void handsItsSettingsToTheSteward() {
        var steward = spec("steward=yes\nhttp.names=a b\nhttp.listen=[::1]:80 8180 unix:/x\nenv.A=b");

        assertThat(steward.command().argv()).containsExactly("tend-steward");
        assertThat(steward.readiness().sign()).isEqualTo(new Readiness.Sign.Descriptor(3));
        assertThat(steward.environment().variables().toMap())
                .containsEntry("TEND_SETTINGS", "http.names=a b\nhttp.listen=[::1]:80 8180 unix:/x\n")
                .containsEntry("A", "b");
        assertThat(spec("steward=yes\ncmd=mine\nready=notify").command().argv()).containsExactly("mine");
        assertThat(spec("steward=yes\nready=log:on").readiness().sign()).isEqualTo(new Readiness.Sign.LogText("on"));
        assertThat(spec("steward=no\ncmd=a")).isEqualTo(spec("cmd=a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.listen=0.0.0.0:8443 | 2: http.listen: \"0.0.0.0:8443\" is open to other machines: add http.tls-cert and",
                "http.listen=80 [::]:8443 | 2: http.listen: \"[::]:8443\" is open",
                "http.listen=[::ffff:10.0.0.1]:8443 | 2: http.listen: \"[::ffff:10.0.0.1]:8443\" is open",
                "http.listen=10.0.0.1:1;http.tls-cert=/c;http.tls-key=/k | 2: http.listen: \"10.0.0.1:1\" is open to other machines: add http.token-file or",
                "http.tls-cert=/c | 2: http.tls-cert: http.tls-cert and http.tls-key go together",
                "http.names=a;http.tls-key=/k | 3: http.tls-key: http.tls-cert and http.tls-key go together",
                "http.client-ca=/a | 2: http.client-ca: client certificates need TLS"
            })
    void refusesSettingsThatTheStewardWouldRefuse(String settings, String problem) {
        assertThat(problems("steward=yes\n" + settings.replace(';', '\n')))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.listen=127.0.0.1:80 127.3.2.1:80 [::1]:80 [::ffff:127.0.0.1]:80 80 unix:/x",
                "http.listen=0.0.0.0:1;http.tls-cert=/c;http.tls-key=/k;http.client-ca=/a",
                "http.listen=0.0.0.0:1;http.tls-cert=/c;http.tls-key=/k;http.token-file=/t",
                "http.tls-cert=/c;http.tls-key=/k"
            })
    void takesSettingsOfTheSteward(String settings) {
        assertThat(problems("steward=yes\n" + settings.replace(';', '\n'))).isEmpty();
    }

    @Test
    void givesTheStewardUpAtSomeTime() {
        assertThat(spec("steward=yes").restart().giveUp()).contains(new GiveUp(20, 15 * 60_000_000L));
        assertThat(spec("steward=yes\ngive-up=never").restart().giveUp()).isEmpty();
        assertThat(spec("steward=yes\nbackoff=5m\nstable=1h").restart().giveUp())
                .isEmpty();
        assertThat(ServiceFile.explain("steward=yes\n"))
                .filteredOn(setting -> setting.key().equals("give-up"))
                .extracting(Setting::value)
                .containsExactly("20 in 15m");
    }

    @Test
    void explainsSettingsOnlyWhereTheyAreGiven() {
        assertThat(ServiceFile.explain("steward=yes\nhttp.listen=80\n"))
                .contains(new Setting("http.listen", "80", 2))
                .noneMatch(setting -> setting.key().equals("http.names"));
    }

    private static List<String> problems(String text) {
        return ServiceFile.parse("/s/steward", "steward", text).problems().stream()
                .map(problem -> problem.line() + ": " + problem.message())
                .toList();
    }

    private static ServiceSpec spec(String text) {
        Parsed parsed = ServiceFile.parse("/etc/tend.d/web", "web", text);
        assertThat(parsed.problems()).isEmpty();
        return parsed.spec().orElseThrow();
    }
}

package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.kernel.Files;
import dev.tend.kernel.TestingFiles;
import dev.tend.path.Account;
import dev.tend.service.Environment;
import dev.tend.service.Environment.EnvFile;
import dev.tend.service.EnvironmentBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private static final List<String> KEEPERS =
            List.of("TZ=UTC", "LANG=C", "SECRET=1=2", "PATH=/keeper", "=odd", "odd");
    private static final Account WWW = new Account("www", 33, 33, "/var/www", "/bin/sh");
    private static final Files FILES = new TestingFiles(Map.of("/a", "A=file\nB=file\n", "/b", "B=second\nbroken\n"));

    private static ServiceEnvironment of(Environment environment, Map<String, String> extra) {
        return ServiceEnvironment.of(environment, KEEPERS, Optional.of(WWW), extra, FILES);
    }

    @Test
    void startsFresh() {
        assertThat(of(Environment.FRESH, Map.of()).strings())
                .containsExactly(
                        "PATH=" + ServiceEnvironment.PATH,
                        "HOME=/var/www",
                        "USER=www",
                        "LOGNAME=www",
                        "SHELL=/bin/sh",
                        "TZ=UTC",
                        "LANG=C");
    }

    @Test
    void inheritsWhenAsked() {
        ServiceEnvironment inherited = of(new Environment(EnvironmentBlock.EMPTY, List.of(), true), Map.of());
        assertThat(inherited.strings()).containsExactly("TZ=UTC", "LANG=C", "SECRET=1=2", "PATH=/keeper");
        assertThat(inherited.path()).isEqualTo("/keeper");
    }

    @Test
    void letsTheServicesOwnVariablesWinOverFilesAndTendsOverAll() {
        Environment environment = new Environment(
                EnvironmentBlock.of(Map.of("B", "own", "I", "own")), List.of(new EnvFile("/a", false)), true);
        assertThat(of(environment, Map.of("I", "3")).strings()).contains("A=file", "B=own", "I=3");
    }

    @Test
    void passesOverAMissingFileOnlyWhereItIsOptional() {
        Environment optional = new Environment(EnvironmentBlock.EMPTY, List.of(new EnvFile("/none", true)), false);
        Environment required = new Environment(EnvironmentBlock.EMPTY, List.of(new EnvFile("/none", false)), false);
        assertThat(of(optional, Map.of()).strings()).hasSize(7);
        assertThatThrownBy(() -> of(required, Map.of()))
                .hasMessage("cannot read env-file /none: no such file or directory");
    }

    @Test
    void namesTheLineOfAFileThatIsWrong() {
        Environment environment = new Environment(EnvironmentBlock.EMPTY, List.of(new EnvFile("/b", true)), false);
        assertThatThrownBy(() -> of(environment, Map.of())).hasMessage("/b:2: not of the form NAME=value");
    }

    @Test
    void refusesNamesAndValuesThatNoEnvironmentCanHold() {
        assertThatThrownBy(() -> of(Environment.FRESH, Map.of("A=B", ""))).hasMessageContaining("\"A=B\"");
        assertThatThrownBy(() -> of(Environment.FRESH, Map.of("", ""))).hasMessageContaining("\"\"");
        assertThatThrownBy(() -> of(Environment.FRESH, Map.of("A", "a\0b"))).hasMessageContaining("NUL");
    }
}

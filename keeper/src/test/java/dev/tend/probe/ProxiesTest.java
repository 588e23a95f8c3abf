package dev.tend.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.text.Url;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static Optional<String> proxy(String url, Map<String, String> variables) {
        return Proxies.of(Url.parse(url), name -> variables.getOrDefault(name, ""));
    }

    @Test
    void readsTheVariablesOfTheScheme() {
        assertThat(proxy("http://h/", Map.of("http_proxy", "p:3128", "https_proxy", "q")))
                .contains("http://p:3128");
        assertThat(proxy("https://h/", Map.of("http_proxy", "p", "https_proxy", "socks5://q")))
                .contains("socks5://q");
        assertThat(proxy("http://h/", Map.of("HTTP_PROXY", "upper", "http_proxy", "lower")))
                .contains("http://upper");
        assertThat(proxy("http://h/", Map.of())).isEmpty();
    }

    @Test
    void mistrustsAVariableThatAClientMayHaveSet() {
        assertThat(proxy("http://h/", Map.of("HTTP_PROXY", "upper", "REQUEST_METHOD", "GET")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "[::1]", "[::ffff:127.0.0.1]"})
    void asksThisMachineItself(String host) {
        assertThat(proxy("http://" + host + "/", Map.of("http_proxy", "p"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                       | anything.org     | true",
                "example.com             | example.com      | true",
                "example.com             | www.Example.COM  | true",
                "example.com             | myexample.com    | false",
                ".example.com            | example.com      | false",
                ".example.com            | a.b.example.com  | true",
                "*.example.com           | a.example.com    | true",
                "*.example.com           | example.com      | false",
                "a.org, example.com      | example.com      | true",
                "example.com:8080        | example.com:8080 | true",
                "example.com:8080        | example.com      | false",
                "10.1.2.3                | 10.1.2.3         | true",
                "10.1.2.3                | 10.1.2.30        | false",
                "10.1.2.3:80             | 10.1.2.3         | true",
                "10.1.2.3:81             | 10.1.2.3         | false",
                "10.0.0.0/8              | 10.1.2.3         | true",
                "10.0.0.0/8              | 11.1.2.3         | false",
                "10.0.0.0/33             | 10.1.2.3         | false",
                "10.0.0.0/               | 10.0.0.0         | false",
                "10.0.0.0/-8             | 10.0.0.0         | false",
                "0.0.0.0/0               | 1.2.3.4          | true",
                "0.0.0.0/0               | [fe80::1]        | false",
                "fd00::/8                | [fd12::7]        | true",
                "fd00::/8                | [fe12::7]        | false",
                "[fd12::7]:80            | [fd12::7]        | true",
                "[fd12::7]:81            | [fd12::7]        | false",
                "fd12::7                 | [fd12:0:0::7]    | true",
                "1:2:3:4:5:6:7:8         | [1:2:3:4:5:6:7:8] | true",
                "1:2:3:4:5:6:7:8:9       | [1:2:3:4:5:6:7:8] | false",
                ",,:80,/8, ,[]           | example.com      | false",
            })
    void leavesOutWhatNoProxyNames(String list, String host, boolean without) {
        var variables = Map.of("http_proxy", "p", "no_proxy", list);
        assertThat(proxy("http://" + host + "/", variables).isEmpty()).isEqualTo(without);
    }
}

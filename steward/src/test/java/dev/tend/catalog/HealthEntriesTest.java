package dev.tend.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.template.data.ServiceInstance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEntriesTest {

    private static List<ServiceInstance> read(String json) {
        return HealthEntries.instances(ConsulJson.parse(json), false);
    }

    @ParameterizedTest
    @CsvSource({
        "passing, passing, c, passing",
        "passing, warning, c, warning",
        "critical, warning, c, critical",
        "warning, critical, c, critical",
        "warning, critical, _node_maintenance, maintenance",
        "critical, passing, _service_maintenance:web, maintenance"
    })
    void takesTheWorstCheck(String one, String other, String id, String worst) {
        String json = "[{\"Checks\":[{\"CheckID\":\"a\",\"Status\":\"%s\"},{\"CheckID\":\"%s\",\"Status\":\"%s\"}]}]"
                .formatted(one, id, other);

        assertThat(read(json))
                .singleElement()
                .extracting(ServiceInstance::status)
                .isEqualTo(worst);
    }

    @Test
    void sortsByNodeAndIdAndTakesTheAddressOfTheNode() {
        var instances = read("""
                [{"Node": {"Node": "b", "Address": "10.0.0.2"}, "Service": {"ID": "1", "Tags": null, "Meta": null}},
                 {"Node": {"Node": "a", "Address": "10.0.0.1"}, "Service": {"ID": "2"}, "Checks": null},
                 {"Node": {"Node": "a", "Address": "10.0.0.1"}, "Service": {"ID": "1", "Address": "10.9.9.9"}}]
                """);

        assertThat(instances)
                .extracting(one -> one.node() + one.id() + " " + one.address())
                .containsExactly("a1 10.9.9.9", "a2 10.0.0.1", "b1 10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}x",
                "{\"Node\": {}}",
                "[1]",
                "[{\"Node\": []}]",
                "[{\"Service\": {\"Port\": \"80\"}}]",
                "[{\"Service\": {\"Port\": 1.5}}]",
                "[{\"Service\": {\"Port\": 99999999999}}]",
                "[{\"Service\": {\"Tags\": \"a\"}}]",
                "[{\"Service\": {\"Tags\": [1]}}]",
                "[{\"Checks\": {}}]",
                "[{\"Service\": {\"Meta\": {\"a\": 1}}}]"
            })
    void refusesWhatConsulDoesNotSend(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedException.class);
    }
}

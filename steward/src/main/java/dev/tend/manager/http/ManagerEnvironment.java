package dev.tend.manager.http;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a process manager: variables, as its face hands them on. It has looked at each that it needs itself, and written
 * switches as {@code true} and {@code false}.
 */
public final class ManagerEnvironment {

    /** The defaults. */
    private static final Map<String, String> USUAL = Map.of(
            "PM_HTTP_PORT", "8080",
            "PM_KEYSTORE_UPDATER", "true",
            "PM_CONFIG_PATH", "/usr/share/elasticsearch/config/elasticsearch.yml",
            "KEYSTORE_SOURCE_DIR", "/volumes/secrets",
            "KEYSTORE_BINARY", "/usr/share/elasticsearch/bin/elasticsearch-keystore",
            "KEYSTORE_PATH", "/usr/share/elasticsearch/config/elasticsearch.keystore",
            "KEYSTORE_ES_CA_CERTS_PATH", "/volume/http-certs",
            "KEYSTORE_ES_ENDPOINT", "https://127.0.0.1:9200");

    private final Map<String, String> values = new HashMap<>(USUAL);

    public ManagerEnvironment(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
    }

    /** The value of a variable, where it has one. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a variable as the path of a file. */
    public Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    /** Tells whether a switch is on. */
    public boolean isOn(String name) {
        return text(name).filter("true"::equals).isPresent();
    }
}

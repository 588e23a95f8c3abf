package dev.tend.settings;

import dev.tend.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of the steward: the keys with a dot in its own service file, as the keeper hands them to it. The keeper has checked
 * them one by one, so what is refused here is what does not go together, or does not hold on this machine.
 */
public final class Settings {

    /** The environment variable of the settings: a line {@code key=value} each. */
    public static final String VARIABLE = "TEND_SETTINGS";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Reads lines of {@code key=value}. */
    public static Settings parse(String lines) {
        var values = new LinkedHashMap<String, String>();
        lines.lines().filter(line -> line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return new Settings(values);
    }

    /** The value of a key, where it is given. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** The value of a key as the path of a file. */
    public Optional<Path> path(String key) {
        return text(key).map(Path::of);
    }

    /** The value of a key as a duration. */
    public Optional<Duration> duration(String key) {
        return text(key)
                .map(Durations::parse)
                .filter(OptionalLong::isPresent)
                .map(micros -> Duration.of(micros.getAsLong(), ChronoUnit.MICROS));
    }

    /** The value of a key as a whole number. */
    public Optional<Integer> number(String key) {
        return text(key).map(Integer::valueOf);
    }

    /** The value of a key as words between blanks or commas. */
    public List<String> words(String key) {
        return text(key).stream()
                .flatMap(value -> Arrays.stream(value.split("[ ,]+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Tells whether the value of a key is yes. */
    public boolean isYes(String key) {
        return text(key).filter("yes"::equals).isPresent();
    }
}

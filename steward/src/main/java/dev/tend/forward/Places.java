package dev.tend.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file of the places up to which each log was taken by the collector: a line {@code NAME PLACE} each, written whole and renamed. */
final class Places {

    private final Path file;
    private final Path draft;

    Places(Path folder) {
        file = folder.resolve("forwarded");
        draft = folder.resolve("forwarded.new");
    }

    /** @throws SettingsException where it cannot be read or written: then all logs would be sent anew at each start */
    Map<String, String> read() {
        var places = new TreeMap<String, String>();
        try {
            for (String line : Files.readAllLines(file, UTF_8)) {
                int blank = line.lastIndexOf(' ');
                if (blank > 0) {
                    places.put(line.substring(0, blank), line.substring(blank + 1));
                }
            }
        } catch (NoSuchFileException first) {
            places.clear();
        } catch (IOException unreadable) {
            throw new SettingsException("forward.state: cannot read " + file + ": " + unreadable);
        }
        write(places).ifPresent(problem -> {
            throw new SettingsException("forward.state: " + problem);
        });
        return places;
    }

    /** Returns why they could not be written, if they could not. */
    Optional<String> write(Map<String, String> places) {
        var lines = new StringBuilder();
        places.forEach(
                (name, place) -> lines.append(name).append(' ').append(place).append('\n'));
        try {
            Files.writeString(draft, lines, UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of("cannot write " + file + ": " + failed);
        }
    }
}

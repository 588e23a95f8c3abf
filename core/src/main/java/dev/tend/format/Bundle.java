package dev.tend.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file that describes several services. Each of them becomes a service file of its own, which no user has to write.
 */
public interface Bundle {

    /** Returns the path of the file. */
    String path();

    /**
     * Takes the file apart.
     *
     * @param others gives the text of a file beside it by its path; empty where there is none
     */
    Contents read(String text, Function<String, Optional<String>> others);

    /**
     * The content of the file.
     *
     * @param services the text of a service file for each service, by name; empty if there are problems
     * @param problems all that is wrong with the file, in the order of its lines
     */
    record Contents(Map<String, String> services, List<Problem> problems) {}
}

package dev.tend.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One file that describes several services. It gives each a service file of its own, which nobody need ever write. */
public interface Bundle {

    /** Where the file is. */
    String path();

    /**
     * Takes the file apart.
     *
     * @param others gives the text of a file beside it by its path; empty where there is none
     */
    Contents read(String text, Function<String, Optional<String>> others);

    /**
     * What it says.
     *
     * @param services each as the text of a service file, by name; none where there are problems
     * @param problems all that is wrong with it, in the order of its lines
     */
    record Contents(Map<String, String> services, List<Problem> problems) {}
}

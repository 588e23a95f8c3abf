package dev.tend.format;

import java.util.List;
import java.util.Optional;

/**
 * A place where services are described, such as a directory of service files. A keeper reads and watches a list of
 * these, and knows no format. A source changes nothing in its place; it may remember what it has read.
 */
public interface ServiceSource {

    /** Returns the name of the list that a keeper, when it is asked about itself, mentions the source in. */
    String key();

    /** Returns the source as it stands in that list; {@link Format#described} makes the same source of it. */
    default String words() {
        return path();
    }

    /** Returns the absolute path of the file or directory. */
    String path();

    /** Tells whether the definition of a service that was read from a file is part of this source. */
    boolean owns(String file);

    /** Returns the directories in which a change may concern the source; none if only a reload reads it again. */
    default List<String> watched() {
        return List.of();
    }

    /** Tells whether a file of that name in a watched directory describes services. */
    default boolean isOfInterest(String folder, String name) {
        return false;
    }

    /**
     * Returns the commands whose output {@link #read} needs, as far as it needs new output. A reading for which they
     * were not executed leaves the services as they are.
     */
    default List<SourceCommand> commands(SourceInterest interest) {
        return List.of();
    }

    /** Reads the source, and passes on the services and problems in it. */
    void read(SourceReader reader);

    /** Parses a text that this source has passed on, now or in an earlier keeper. */
    Parsed parse(String file, String name, String text);

    /** Tells whether the path must be a directory when a keeper starts for the first time. */
    default boolean isFolder() {
        return true;
    }

    /** Tells whether a keeper ends at its start if nothing of its sources can be used. */
    default boolean isRequired() {
        return true;
    }

    /** Tells whether the keeper prints the output of services unless it is told not to. */
    default boolean isPrinted() {
        return false;
    }

    /** Returns a sentence for a person who has started a keeper that finds no service. */
    default Optional<String> remark(SourceFiles files) {
        return Optional.empty();
    }
}

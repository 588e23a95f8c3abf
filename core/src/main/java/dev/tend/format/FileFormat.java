package dev.tend.format;

/** A file format in which services are described. */
public interface FileFormat {

    /** Tells whether a file of this name in a service directory is meant to be a service. */
    boolean isServiceFile(String name);

    /** Tells whether a file in the folder may set {@code Defaults} for its services. */
    default boolean hasDefaults() {
        return false;
    }

    /**
     * Reads a service.
     *
     * @param path of the file, for messages
     * @param name of the file, which becomes the service's
     */
    Parsed parse(String path, String name, String text);
}

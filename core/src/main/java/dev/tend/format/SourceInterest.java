package dev.tend.format;

/** Says which parts of a {@link ServiceSource} are to be read anew. */
public interface SourceInterest {

    SourceFiles files();

    /**
     * Tells whether a file is to be read anew; otherwise its services are left.
     *
     * @param changed the time of its last modification, in microseconds since 1970; 0 if that does not matter
     */
    boolean isWorthReading(String file, long changed);

    /** Tells whether everything is read anew, as a person has asked. */
    boolean readsAll();
}

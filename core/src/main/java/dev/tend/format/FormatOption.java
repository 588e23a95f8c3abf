package dev.tend.format;

/**
 * An option of the command line.
 *
 * @param value the name of its value in the help, or "" if it takes none
 * @param forKeeper whether it is for starting a keeper only, and says nothing about what is read
 */
public record FormatOption(String name, String value, String meaning, boolean forKeeper) {

    public static FormatOption valued(String name, String value, String meaning) {
        return new FormatOption(name, value, meaning, false);
    }
}

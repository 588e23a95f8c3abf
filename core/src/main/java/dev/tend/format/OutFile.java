package dev.tend.format;

/**
 * A file to write.
 *
 * @param path below the folder that all of an export goes to
 * @param executable whether it is a program
 */
public record OutFile(String path, String text, boolean executable) {}
